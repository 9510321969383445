/** Belonging to a domain, and what a disk image brings along. Sources: lifecycle.md 2.2 step 1, 8; OQ11. */
import { localJoin } from './join-state.ts';
import { policyAllowsJoin } from './registry.ts';
import type { WindowsDevice } from './state.ts';

/** Joined although its domain or its policy no longer allows it: the task's next run unregisters it. */
export const mustUnregister = (device: WindowsDevice, unjoinUnregisters: boolean): boolean =>
  localJoin(device) === 'complete' && (device.domainJoined ? !policyAllowsJoin(device) : unjoinUnregisters);

/** An account of another objectGUID makes the bootstrap certificate worthless: its subject names the old one (fault A15). */
export function withDomainAccount(device: WindowsDevice, account: { readonly objectGuid: string; readonly objectSid: string }): WindowsDevice {
  const same = device.objectGuid === account.objectGuid;
  return { ...device, ...account, domainJoined: true, machinePasswordMatches: true, ...(same ? {} : { bootstrapCertificate: null, bootstrapCertificateWritten: false }) };
}

/** In a workgroup nobody of the domain can sign in, cached or not. */
export const withoutDomain = (device: WindowsDevice): WindowsDevice => ({ ...device, domainJoined: false, cachedLogons: [] });

/** A disk taken from a joined machine: its join comes along, the keys in its TPM do not (lifecycle.md 8). */
export const withImageOf = (device: WindowsDevice, source: WindowsDevice): WindowsDevice => ({
  ...device, join: source.join, joinIncomplete: source.join !== null, recoveryNeeded: false, usableKeys: [], bootstrapCertificate: null, bootstrapCertificateWritten: false,
  previousRegistration: null, cachedLogons: source.cachedLogons, helloUsers: [], workAccounts: [], registry: source.registry,
});
