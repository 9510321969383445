/** What the join asks the registration service and the realm. Sources: lifecycle.md 2.2, protocols.md 3 to 5. */
import type { Failure } from '../../knowledge/vocabulary.ts';
import { discover, register, unregister, userRealm } from '../../mocks/entra/registration-service.ts';
import { isEnabled, lifecycleOf } from '../cloud-device.ts';
import { deviceCertificateNames, deviceCertificateValidity } from '../certificates.ts';
import { guidFor } from '../identity.ts';
import { defineOperation, failed, succeeded, type Operation } from '../operation.ts';
import { deviceOf, type World } from '../world.ts';

const drs = () => ({ kind: 'https' as const, host: 'enterpriseregistration.windows.net' as const });
const login = () => ({ kind: 'https' as const, host: 'login.microsoftonline.com' as const });

const requestId = (world: World): string => guidFor(world.seed, `request ${world.tenant.requestCount}`);
const counted = (world: World): World['tenant'] => ({ ...world.tenant, requestCount: world.tenant.requestCount + 1 });

/** Discovery fails as such, with the transport's code behind it (dsregcmd shows both). */
const discoveryFailure = (failure: Failure): Failure => ({ ...failure, code: '0x801c0021', innerCode: failure.code });
const realmFailure = (failure: Failure): Failure => ({ ...failure, code: '0x801c003d', innerCode: failure.code });

export const registrationServiceOperations: readonly Operation[] = [
  defineOperation<{ tenantId: string; tenantName: string }, { tenantId: string; tenantName: string }>({
    name: 'discoverRegistrationService',
    title: 'asks the registration service for its addresses (discovery)',
    context: 'system',
    latency: 'discovery',
    destination: drs,
    pathFailure: discoveryFailure,
    answer: (world, _asker, asked) => {
      const found = discover(world.tenant, asked, requestId(world));
      const changes = { tenant: counted(world) };
      return 'failure' in found ? failed(found.failure, { changes }) : succeeded({ ...found }, { changes });
    },
  }),
  defineOperation<{ tenantName: string }, { realm: 'Managed' | 'Federated' }>({
    name: 'discoverRealm',
    title: 'asks whether the domain is managed or federated',
    context: 'system',
    latency: 'realm',
    destination: login,
    pathFailure: realmFailure,
    answer: (world, _asker, { tenantName }) => {
      const found = userRealm(world.tenant, tenantName);
      return 'failure' in found ? failed(found.failure) : succeeded({ ...found });
    },
  }),
  defineOperation<{ tenantId: string; tenantName: string; keyContainerId: string }, { deviceId: string; thumbprint: string; notBeforeMs: number; notAfterMs: number }>({
    name: 'registerDevice',
    title: 'asks the registration service to register the device',
    context: 'system',
    latency: 'registration',
    destination: drs,
    unasked: (world, { place }) => {
      const { bootstrapCertificate, usableKeys } = deviceOf(world, place);
      return bootstrapCertificate && usableKeys.includes(bootstrapCertificate.id) ? null : { code: '0x80090016', reason: 'the key of the bootstrap certificate cannot be used' };
    },
    answer: (world, { place }, { tenantId, keyContainerId }) => {
      const device = deviceOf(world, place);
      const deviceId = device.objectGuid;
      const object = { lifecycle: lifecycleOf(world, deviceId), enabled: isEnabled(world, deviceId) };
      const validity = deviceCertificateValidity(world, world.nowMs);
      // Without an object the service refuses before it issues anything: most attempts of a join end so.
      const isThere = object.lifecycle === 'pending' || object.lifecycle === 'registered';
      const issued = isThere
        ? deviceCertificateNames(world, { deviceId, tenantId: world.tenant.tenantId, joinType: 'joined', keyContainerId, ...validity })
        : { thumbprint: '', publicKeyHash: '' };
      const request = {
        deviceId, tenantId, signedWith: device.bootstrapCertificate?.id ?? null, signedSid: device.objectSid, requestId: requestId(world), nowMs: world.nowMs,
        ...issued, notAfterMs: validity.notAfterMs, errorFormat: world.settings['entra.errorFormat'],
      };
      const result = register({ ...counted(world) }, request, object);
      if ('failure' in result) return failed(result.failure, { changes: { tenant: counted(world) } });
      return succeeded({ ...result.answer }, { changes: { tenant: result.tenant }, tells: [{ to: { kind: 'cloud-device', of: deviceId }, event: { type: 'REGISTERED' } }] });
    },
  }),
  defineOperation<Record<string, never>, Record<string, never>>({
    name: 'unregisterDevice',
    title: 'asks the registration service to delete the device',
    context: 'system',
    latency: 'unregistration',
    destination: drs,
    unasked: (world, { place }) => (deviceOf(world, place).join ? null : { code: '0x801c03ed', reason: 'the device is not joined' }),
    answer: (world, { place }) => {
      const { join } = deviceOf(world, place);
      const deviceId = join?.deviceId ?? '';
      const request = { deviceId, thumbprint: join?.thumbprint ?? null, requestId: requestId(world), nowMs: world.nowMs };
      const result = unregister(counted(world), request, lifecycleOf(world, deviceId));
      if ('failure' in result) return failed(result.failure, { changes: { tenant: counted(world) } });
      return succeeded({}, { changes: { tenant: result.tenant }, tells: [{ to: { kind: 'cloud-device', of: request.deviceId }, event: { type: 'DELETED' } }] });
    },
  }),
];
