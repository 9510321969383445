/** What the join asks Active Directory. Source: on-premises.md 1.6, 1.7. */
import { hasUsableCertificate, readOwnComputer, removeOwnCertificate, writeOwnCertificate } from '../../mocks/active-directory/computers.ts';
import { controllerOf, linksFrom } from '../../mocks/active-directory/replica.ts';
import type { ComputerObject } from '../../mocks/active-directory/state.ts';
import { readKeywords } from '../../mocks/active-directory/service-connection-point.ts';
import { atSameSiteFirst } from '../sites.ts';
import { defineOperation, failed, succeeded, type Answer, type Asker, type Operation } from '../operation.ts';
import { deviceOf, type World } from '../world.ts';
import type { Failure } from '../../knowledge/vocabulary.ts';

type AtController = { controller: string };
const ldap = (_world: World, _asker: unknown, { controller }: AtController) => ({ kind: 'dc' as const, controller, service: 'ldap' as const });
/** Reading the tenant or the own object fails as "configuration unreadable", whatever LDAP said (on-premises.md 1.7). */
const unreadable = (failure: Failure): Failure => ({ ...failure, code: '0x801c001d', innerCode: failure.innerCode ?? failure.code });

/** Replication hears of a write. */
const changedAt = (directory: World['directory'], controller: string) =>
  linksFrom(directory, controller).map((link) => ({ to: { kind: 'replication' as const, of: link }, event: { type: 'CHANGED' } }));

const accountOf = (world: World, place: string) => {
  const device = deviceOf(world, place);
  return { objectGuid: device.objectGuid, passwordMatches: device.machinePasswordMatches };
};

/** A reading that the domain controller allows to the account of the computer, with the object of that account. */
const readingOwn =
  <Output>(answer: (own: ComputerObject, world: World, place: string, controller: string) => Answer<Output>) =>
  (world: World, { place }: Asker, { controller }: AtController): Answer<Output> => {
    const own = readOwnComputer(world.directory, controller, accountOf(world, place));
    return 'failure' in own ? failed(unreadable(own.failure)) : answer(own.computer, world, place, controller);
  };

export const directoryOperations: readonly Operation[] = [
  defineOperation<AtController, { tenantId: string; tenantName: string }>({
    name: 'readServiceConnectionPoint',
    title: 'reads the service connection point from a domain controller',
    context: 'system',
    latency: 'ldapRead',
    destination: ldap,
    pathFailure: unreadable,
    answer: readingOwn((_own, world, _place, controller) => {
      const read = readKeywords(controllerOf(world.directory, controller).replica.serviceConnectionPoint);
      if (!('failure' in read)) return succeeded({ ...read });
      if (!read.twoServices) return failed(read.failure);
      const { azureAdTenantName, enterpriseDrsName } = read.twoServices;
      return failed(read.failure, { logs: [{ log: 'User Device Registration', id: 330, data: { AzureADTenantName: azureAdTenantName, EnterpriseDrsName: enterpriseDrsName } }] });
    }),
  }),
  defineOperation<AtController, { certificateUsable: boolean }>({
    name: 'readComputerObject',
    title: 'reads its own computer object',
    context: 'system',
    latency: 'ldapRead',
    destination: ldap,
    pathFailure: unreadable,
    answer: readingOwn((own, world, place) =>
      succeeded({ certificateUsable: hasUsableCertificate(own, deviceOf(world, place).usableKeys, world.nowMs) }),
    ),
  }),
  defineOperation<AtController, Record<string, never>>({
    name: 'writeUserCertificate',
    title: 'writes its certificate into userCertificate',
    context: 'system',
    latency: 'ldapWrite',
    destination: ldap,
    answer: (world, { place }, { controller }) => {
      const certificate = deviceOf(world, place).bootstrapCertificate;
      if (!certificate) return failed({ code: '0x80090016', reason: 'there is no certificate to write' });
      const written = writeOwnCertificate(world.directory, controller, accountOf(world, place), certificate, world.nowMs);
      if ('failure' in written) return failed(written.failure);
      return succeeded({}, { changes: { directory: written.directory }, tells: changedAt(written.directory, controller) });
    },
  }),
  defineOperation<Record<string, never>, Record<string, never>>({
    name: 'removeUserCertificate',
    title: 'takes its certificate out of userCertificate',
    context: 'system',
    latency: 'ldapWrite',
    destination: () => ({ kind: 'dc', controller: null, service: 'ldap' }),
    answer: (world, { place }) => {
      const controller = atSameSiteFirst(world, place).find(({ running, readOnly }) => running && !readOnly);
      if (!controller) return failed({ code: '0x8007203a', reason: 'no writable domain controller is running' });
      const removed = removeOwnCertificate(world.directory, controller.name, accountOf(world, place), deviceOf(world, place).bootstrapCertificate?.id ?? '', world.nowMs);
      if ('failure' in removed) return failed(removed.failure);
      return succeeded({}, { changes: { directory: removed.directory }, tells: changedAt(removed.directory, controller.name) });
    },
  }),
];
