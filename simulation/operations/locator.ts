/** Finding a domain controller: DNS SRV and LDAP ping. Source: on-premises.md 2.1, 2.2. */
import type { Failure } from '../../knowledge/vocabulary.ts';
import type { FaultableAnswer } from '../../mocks/fault.ts';
import { faultById } from '../../mocks/faults.ts';
import { attachmentOf } from '../attachment.ts';
import { defineOperation, failed, succeeded, type Operation } from '../operation.ts';
import { atSameSiteFirst } from '../sites.ts';
import type { World } from '../world.ts';

const notLocated: Failure = { code: '0x8007054b', reason: 'no domain controller answers the LDAP ping' };
const asNotLocated = (failure: Failure): Failure => ({ ...notLocated, reason: failure.reason, ...(failure.code === notLocated.code ? {} : { innerCode: failure.code }) });

/** Whether the candidate answers an LDAP ping acceptably, with the faults that are on for the device or for that DC. */
function answersPing(world: World, place: string, controller: string): boolean {
  const attachment = attachmentOf(world, place);
  const traffic = { device: place, context: 'system', destination: { kind: 'dc', controller, service: 'ldap-ping' } } as const;
  const question = { operation: 'pingController', input: { controller }, place, target: controller };
  const faults = world.faults.filter(({ target }) => target === null || target === place || target === controller).map(({ id }) => faultById(id));
  if (faults.some((fault) => fault.blocks?.(traffic, attachment))) return false;
  const service = (): FaultableAnswer => ({ outcome: { ok: true, output: {} }, takesEffect: true });
  return faults.every((fault) => fault.answers?.pingController?.(question, service).outcome.ok ?? true);
}

export const locatorOperations: readonly Operation[] = [
  defineOperation<{ force: boolean }, { controller: string; closestSite: boolean }>({
    name: 'locateController',
    title: 'looks for a domain controller (DNS SRV records, LDAP ping)',
    context: 'system',
    latency: 'locate',
    destination: () => ({ kind: 'dc', controller: null, service: 'dns-srv' }),
    pathFailure: asNotLocated,
    answer: (world, { place }) => {
      const candidates = atSameSiteFirst(world, place);
      const found = candidates.find((controller) => controller.running && answersPing(world, place, controller.name));
      return found ? succeeded({ controller: found.name, closestSite: found.site === candidates[0]?.site }) : failed(notLocated);
    },
  }),
  defineOperation<{ controller: string }, Record<string, never>>({
    name: 'pingController',
    title: 'pings the remembered domain controller',
    context: 'system',
    latency: 'ldapPing',
    destination: (_world, _asker, { controller }) => ({ kind: 'dc', controller, service: 'ldap-ping' }),
    pathFailure: asNotLocated,
    answer: () => succeeded({}),
  }),
];
