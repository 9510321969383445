/** CloudAP asks the token service, in the context of SYSTEM. Sources: lifecycle.md 6.1, 7; dsregcmd.md 3 (attempt block). */
import type { Failure } from '../../knowledge/vocabulary.ts';
import type { PrtRequest } from '../../machines/questions.ts';
import { changeDevice } from '../../mocks/entra/administration.ts';
import { passThroughAgentsDownFault } from '../../mocks/entra/faults/pass-through-agents-down.ts';
import { refusePrt, refuseToAsk } from '../../mocks/entra/token-service.ts';
import { followsUpn } from '../actors.ts';
import { dayMs } from '../calendar.ts';
import { mayAuthenticate } from '../cloud-device.ts';
import { guidFor } from '../identity.ts';
import { defineOperation, failed, succeeded, type Operation } from '../operation.ts';
import { deviceOf, type World } from '../world.ts';

/** STATUS_NETWORK_UNREACHABLE with the transport's error below it, as published outputs show. */
const unreachable = (failure: Failure): Failure => ({ ...failure, code: '0xc000023c', innerCode: failure.code });

/** The activity timestamp is rewritten only when it is more than 14 days old (lifecycle.md 8 "Stale"). */
const activityGapMs = 14 * dayMs;
const activity = (before: number | null, nowMs: number): number => (before === null || nowMs - before > activityGapMs ? nowMs : before);

/** The tenant after a device has been active. */
export const seenDevice = (tenant: World['tenant'], deviceId: string, nowMs: number): World['tenant'] =>
  changeDevice(tenant, deviceId, { approximateLastSignInMs: activity(tenant.devices[deviceId]?.approximateLastSignInMs ?? null, nowMs) });

/** Whether a pass-through agent answers the token service. */
export const agentsRunning = ({ tenant, faults }: World): boolean => tenant.passThroughAgentsRunning && !faults.some(({ id }) => id === passThroughAgentsDownFault.id);

/** An expired device certificate proves nothing (lifecycle.md 7); that it ever renews itself is an open question (OQ9). */
const certificateHolds = ({ notAfterMs }: { readonly notAfterMs: number }, world: World): boolean => notAfterMs > world.nowMs || world.settings['cert.autoRenew'];

export const tokenOperations: readonly Operation[] = [
  defineOperation<PrtRequest & { readonly [field: string]: string | number | boolean }, { updatedAtMs: number; expiresAtMs: number }>({
    name: 'acquirePrt',
    title: 'asks Azure AD for a primary refresh token',
    context: 'system',
    latency: 'token',
    destination: () => ({ kind: 'https', host: 'login.microsoftonline.com' }),
    pathFailure: unreachable,
    unasked: (world, { place }, { upn }) => {
      const { join, usableKeys } = deviceOf(world, place);
      return refuseToAsk(upn, join !== null && usableKeys.includes(join.keyContainerId));
    },
    answer: (world, { place }, asked) => {
      const { join } = deviceOf(world, place);
      const tenant = { ...world.tenant, requestCount: world.tenant.requestCount + 1 };
      const record = join ? tenant.devices[join.deviceId] : undefined;
      const refused = refusePrt(tenant, world.directory, {
        ...asked,
        foundByToken: asked.renewal && world.settings['prt.renewalFindsUser'] === 'byToken' && followsUpn(world, place),
        deviceAccepted: join !== null &&
          certificateHolds(join, world) &&
          join.tenantId === tenant.tenantId &&
          mayAuthenticate(world, join.deviceId) &&
          record?.deviceCertificateThumbprint === join.thumbprint,
        agentsRunning: agentsRunning(world),
        requestId: guidFor(world.seed, `request ${world.tenant.requestCount}`),
      });
      if (refused) return failed(refused.failure, { changes: { tenant } });
      const seen = record ? seenDevice(tenant, record.deviceId, world.nowMs) : tenant;
      return succeeded({ updatedAtMs: world.nowMs, expiresAtMs: world.nowMs + world.settings['prt.lifetime'] }, { changes: { tenant: seen } });
    },
  }),
];
