/** Finding a domain controller: DNS SRV and LDAP ping. Source: on-premises.md 2.1, 2.2. */
import { defineOperation, failed, succeeded, type Operation } from '../operation.ts';
import { atSameSiteFirst } from '../sites.ts';

const notLocated = { code: '0x8007054b', reason: 'no domain controller answers the LDAP ping' };

export const locatorOperations: readonly Operation[] = [
  defineOperation<{ force: boolean }, { controller: string }>({
    name: 'locateController',
    title: 'looks for a domain controller (DNS SRV records, LDAP ping)',
    context: 'system',
    latency: 'locate',
    destination: () => ({ kind: 'dc', controller: null, service: 'dns-srv' }),
    pathFailure: (failure) => ({ ...notLocated, reason: failure.reason, innerCode: failure.code }),
    answer: (world, { place }) => {
      const found = atSameSiteFirst(world, place).find((controller) => controller.running);
      return found ? succeeded({ controller: found.name }) : failed(notLocated);
    },
  }),
  defineOperation<{ controller: string }, Record<string, never>>({
    name: 'pingController',
    title: 'pings the remembered domain controller',
    context: 'system',
    latency: 'ldapPing',
    destination: (_world, _asker, { controller }) => ({ kind: 'dc', controller, service: 'ldap-ping' }),
    pathFailure: (failure) => ({ ...notLocated, reason: failure.reason, innerCode: failure.code }),
    answer: () => succeeded({}),
  }),
];
