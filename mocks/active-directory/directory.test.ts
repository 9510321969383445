import { fc } from '../../test/support/properties.ts';
import { expect, test } from 'vitest';
import { computerAt, directory as start, objectGuid, replicaAt } from '../../test/small-directory.ts';
import {
  addUserCertificate, clearUserCertificate, deleteComputer, moveComputer, renameComputer, setComputerEnabled, setControllerRunning, setGroupMember, setKeywords, setOperatingSystem, setPasswordVersion, setSelfWriteDenied, setUserEnabled,
} from './administration.ts';
import { hasUsableCertificate, readOwnComputer, removeOwnCertificate, writeOwnCertificate } from './computers.ts';
import { replicate } from './replica.ts';
import type { BootstrapCertificate, DirectoryState, Replica } from './state.ts';
import { verifyPassword } from './users.ts';

const account = { objectGuid, passwordMatches: true };
const certificate = (id: string): BootstrapCertificate => ({ id, subject: `CN=${objectGuid}`, notBeforeMs: 0, notAfterMs: 1_000, keyHolder: 'LAPTOP01' });
const codeOf = (result: object): string => ('failure' in result ? (result.failure as { code: string }).code : 'ok');
const write = (directory: DirectoryState, who = account, id = 'new') => writeOwnCertificate(directory, 'DC01', who, certificate(id), 5);

test('the computer adds a value to its own userCertificate, on one DC, as a new version', () => {
  const written = write(start);
  if ('failure' in written) throw new Error(written.failure.reason);
  expect(computerAt(written.directory).userCertificate.map(({ id }) => id)).toEqual(['new']);
  expect(computerAt(written.directory)).toMatchObject({ whenChangedMs: 5, version: { number: 2, atMs: 5, controller: 'DC01' } });
  expect(computerAt(written.directory, 'DC02').userCertificate).toEqual([]);
  expect(written.directory.controllers.DC01?.usn).toBe((start.controllers.DC01?.usn ?? 0) + 1);
});

test('the same value twice is tolerated, other values are kept', () => {
  const foreign = addUserCertificate(start, 1, { objectGuid, certificate: certificate('foreign') });
  const once = write(foreign);
  const twice = 'directory' in once ? write(once.directory) : once;
  expect('directory' in twice && computerAt(twice.directory).userCertificate.map(({ id }) => id)).toEqual(['foreign', 'new']);
});

test.each([
  ['the object does not exist', start, { objectGuid: 'nobody', passwordMatches: true }, '525'],
  ['the object is deleted', deleteComputer(start, 1, { objectGuid }), account, '525'],
  ['the account is disabled', setComputerEnabled(start, 1, { objectGuid, enabled: false }), account, '533'],
  ['the machine password does not match', start, { objectGuid, passwordMatches: false }, '52e'],
] as const)('bind is refused when %s', (_why, directory, who, data) => {
  const refused = { failure: { code: '0x8007052e', reason: expect.stringContaining(`(data ${data})`) } };
  for (const tried of [readOwnComputer(directory, 'DC01', who), write(directory, who), removeOwnCertificate(directory, 'DC01', who, 'old', 5)]) expect(tried).toEqual(refused);
});

test('the computer takes one value out of its own object, and one that is not there is no error', () => {
  const two = addUserCertificate(addUserCertificate(start, 1, { objectGuid, certificate: certificate('old') }), 1, { objectGuid, certificate: certificate('new') });
  const removed = removeOwnCertificate(two, 'DC01', account, 'old', 5);
  if ('failure' in removed) throw new Error(removed.failure.reason);
  expect(computerAt(removed.directory)).toMatchObject({ userCertificate: [{ id: 'new' }], whenChangedMs: 5, version: { number: 4, atMs: 5, controller: 'DC01' } });
  expect(computerAt(removed.directory, 'DC02')).toBe(computerAt(start, 'DC02'));
  expect(removeOwnCertificate(removed.directory, 'DC01', account, 'old', 6)).toMatchObject({ directory: { controllers: { DC01: { replica: { computers: { [objectGuid]: { userCertificate: [{ id: 'new' }] } } } } } } });
});

test('a denied computer reads itself but cannot write; a read-only DC refers the write elsewhere', () => {
  const denied = setSelfWriteDenied(start, 1, { objectGuid, denied: true });
  expect([codeOf(readOwnComputer(denied, 'DC01', account)), codeOf(write(denied))]).toEqual(['ok', '0x80070005']);
  const dc01 = start.controllers.DC01;
  if (!dc01) throw new Error('no DC01');
  expect(codeOf(write({ ...start, controllers: { ...start.controllers, DC01: { ...dc01, readOnly: true } } }))).toBe('0x8007202b');
});

test('a certificate counts as usable only with the right subject, a key that is here, and before its end', () => {
  const withOne = (change: Partial<BootstrapCertificate>) => ({ ...computerAt(start), userCertificate: [{ ...certificate('c'), ...change }] });
  expect(hasUsableCertificate(withOne({}), ['c'], 0)).toBe(true);
  expect(hasUsableCertificate(withOne({}), [], 0)).toBe(false);
  expect(hasUsableCertificate(withOne({ subject: 'CN=other' }), ['c'], 0)).toBe(false);
  expect(hasUsableCertificate(withOne({}), ['c'], 1_000)).toBe(false);
});

test('only the first ten values are looked at', () => {
  const usableAfter = (count: number) => hasUsableCertificate({ ...computerAt(start), userCertificate: [...Array.from({ length: count }, (_, index) => certificate(`old${index}`)), certificate('c')] }, ['c'], 0);
  expect([usableAfter(9), usableAfter(10)]).toEqual([true, false]);
});

test('what administrators change shows on the object and keeps its identity', () => {
  const changed = [
    (directory: DirectoryState) => moveComputer(directory, 1, { objectGuid, parentDn: 'OU=Quarantine,DC=contoso,DC=com' }),
    (directory: DirectoryState) => renameComputer(directory, 2, { objectGuid, name: 'LAPTOP99' }),
    (directory: DirectoryState) => setGroupMember(directory, 3, { objectGuid, group: 'Pilot', member: true }),
    (directory: DirectoryState) => clearUserCertificate(directory, 4, { objectGuid }),
  ].reduce((directory, change) => change(directory), start);
  expect(computerAt(changed)).toMatchObject({
    objectGuid, parentDn: 'OU=Quarantine,DC=contoso,DC=com', cn: 'LAPTOP99', samAccountName: 'LAPTOP99$', dnsHostName: 'LAPTOP99.contoso.com', memberOf: ['Pilot'], userCertificate: [], version: { number: 5, atMs: 4 },
  });
  const inBoth = setGroupMember(setGroupMember(changed, 5, { objectGuid, group: 'Second', member: true }), 6, { objectGuid, group: 'Pilot', member: true });
  expect(computerAt(inBoth).memberOf).toEqual(['Pilot', 'Second']);
  expect(computerAt(setGroupMember(inBoth, 7, { objectGuid, group: 'Pilot', member: false })).memberOf).toEqual(['Second']);
});

test('an upgrade shows on the object, a deletion leaves a tombstone without certificates, and a removed denial lets the computer write', () => {
  const upgraded = setOperatingSystem(start, 1, { objectGuid, operatingSystem: 'Windows 11 Pro', operatingSystemVersion: '10.0 (22631)' });
  expect(computerAt(upgraded)).toMatchObject({ operatingSystem: 'Windows 11 Pro', operatingSystemVersion: '10.0 (22631)', whenChangedMs: 1 });
  const deleted = deleteComputer(addUserCertificate(start, 1, { objectGuid, certificate: certificate('c') }), 2, { objectGuid });
  expect(computerAt(deleted)).toMatchObject({ deleted: true, userCertificate: [], whenChangedMs: 2 });
  const allowed = setSelfWriteDenied(setSelfWriteDenied(start, 1, { objectGuid, denied: true }), 2, { objectGuid, denied: false });
  expect(codeOf(write(allowed))).toBe('ok');
});

test('a change of an object that the domain controller does not have changes nothing but its update sequence number', () => {
  for (const changed of [setComputerEnabled(start, 1, { objectGuid: 'nobody', enabled: false }), setUserEnabled(start, 1, 'mallory', false)]) expect(replicaAt(changed)).toBe(replicaAt(start));
});

test('a name in upper case is an account name, whatever the case it is given in', () => {
  expect(computerAt(renameComputer(start, 1, { objectGuid, name: 'Laptop99' }))).toMatchObject({ cn: 'Laptop99', samAccountName: 'LAPTOP99$', dnsHostName: 'Laptop99.contoso.com' });
});

test('the console writes to the first writable DC that runs, or to the one it names', () => {
  const down = setControllerRunning(start, 'DC01', false);
  expect(computerAt(setComputerEnabled(down, 1, { objectGuid, enabled: false }), 'DC02').enabled).toBe(false);
  expect(computerAt(setComputerEnabled(start, 1, { objectGuid, enabled: false, controller: 'DC02' }), 'DC01').enabled).toBe(true);
  expect(() => setComputerEnabled(setControllerRunning(down, 'DC02', false), 1, { objectGuid, enabled: true })).toThrow('No writable domain controller is running.');
});

test('a removed service connection point stays removed after replication in both directions', () => {
  const removed = setKeywords(start, 1, null, 'DC01');
  const settled = replicate(replicate(removed, 'DC02', 'DC01'), 'DC01', 'DC02');
  expect([replicaAt(settled, 'DC01').serviceConnectionPoint?.removed, replicaAt(settled, 'DC02').serviceConnectionPoint?.removed]).toEqual([true, true]);
  const back = replicate(setKeywords(settled, 2, ['azureADId:t'], 'DC02'), 'DC02', 'DC01');
  expect(replicaAt(back, 'DC01').serviceConnectionPoint).toEqual({ keywords: ['azureADId:t'], version: { number: 3, atMs: 2, controller: 'DC02' } });
});

test('a certificate written on one DC and a move on another are both kept', () => {
  const written = write(moveComputer(start, 9, { objectGuid, parentDn: 'OU=Workstations,DC=contoso,DC=com', controller: 'DC02' }));
  if ('failure' in written) throw new Error(written.failure.reason);
  const settled = replicate(replicate(written.directory, 'DC02', 'DC01'), 'DC01', 'DC02');
  for (const controller of ['DC01', 'DC02']) {
    expect(computerAt(settled, controller)).toMatchObject({ parentDn: 'OU=Workstations,DC=contoso,DC=com', userCertificate: [{ id: 'new' }] });
  }
});

test('the same attribute written twice on one DC beats a single later write on the other', () => {
  const twice = setComputerEnabled(setComputerEnabled(start, 1, { objectGuid, enabled: false }), 2, { objectGuid, enabled: true });
  const settled = replicate(setComputerEnabled(twice, 3, { objectGuid, enabled: false, controller: 'DC02' }), 'DC01', 'DC02');
  expect(computerAt(settled, 'DC02').enabled).toBe(true);
});

test('copying what is there already changes nothing', () => {
  expect(replicate(start, 'DC01', 'DC02')).toBe(start);
});

/** Update sequence numbers are each DC's own and never replicated. */
const withoutNumbers = (replica: Replica): unknown => JSON.parse(JSON.stringify(replica, (key, value: unknown) => (key === 'usn' ? undefined : value)));

test('whatever was written where, two DCs agree after copying both ways, and then there is nothing left to copy', () => {
  const writes = fc.array(fc.record({ controller: fc.constantFrom('DC01', 'DC02'), kind: fc.constantFrom('certificate', 'enable', 'disable', 'delete', 'keywords', 'no-keywords', 'password') }), { maxLength: 12 });
  fc.assert(
    fc.property(writes, (list) => {
      const written = list.reduce((directory, { controller, kind }, atMs) => {
        const on = { objectGuid, controller };
        if (kind === 'certificate') return addUserCertificate(directory, atMs, { ...on, certificate: certificate(`${atMs}`) });
        if (kind === 'delete') return deleteComputer(directory, atMs, on);
        if (kind === 'keywords' || kind === 'no-keywords') return setKeywords(directory, atMs, kind === 'keywords' ? [`azureADId:${atMs}`] : null, controller);
        if (kind === 'password') return setPasswordVersion(directory, atMs, 'alice', atMs + 2);
        return setComputerEnabled(directory, atMs, { ...on, enabled: kind === 'enable' });
      }, start);
      const settled = replicate(replicate(written, 'DC01', 'DC02'), 'DC02', 'DC01');
      expect(withoutNumbers(replicaAt(settled, 'DC01'))).toEqual(withoutNumbers(replicaAt(settled, 'DC02')));
      expect(replicate(settled, 'DC01', 'DC02')).toBe(settled);
    }),
  );
});

test.each([
  ['the right password', start, 'alice', 1, 'ok'],
  ['a wrong password', start, 'alice', 2, '0xc000006a'],
  ['nobody by that name', start, 'mallory', 1, '0xc0000064'],
  ['a disabled user', setUserEnabled(start, 1, 'alice', false), 'alice', 1, '0xc0000072'],
  ['an old password', setPasswordVersion(start, 1, 'alice', 2), 'alice', 1, '0xc000006a'],
  ['a new password', setPasswordVersion(start, 1, 'alice', 2), 'alice', 2, 'ok'],
  ['no DC that runs', setControllerRunning(setControllerRunning(start, 'DC01', false), 'DC02', false), 'alice', 1, '0xc000005e'],
] as const)('sign-in at a DC with %s', (_what, directory, user, passwordVersion, expected) => {
  expect(codeOf(verifyPassword(directory, { user, credential: 'password', passwordVersion }))).toBe(expected);
});

test('Windows Hello and a smart card outlive a change of the password', () => {
  for (const credential of ['hello', 'smart-card'] as const) expect(codeOf(verifyPassword(setPasswordVersion(start, 1, 'alice', 2), { user: 'alice', credential, passwordVersion: 1 }))).toBe('ok');
});

test('a password that only one running domain controller has yet is checked there; a stopped one is not asked', () => {
  const onOne = setPasswordVersion(setControllerRunning(start, 'DC02', false), 1, 'alice', 2);
  const back = setControllerRunning(onOne, 'DC02', true);
  const signIn = (directory: DirectoryState, passwordVersion: number) => codeOf(verifyPassword(directory, { user: 'alice', credential: 'password', passwordVersion }));
  expect([signIn(back, 2), signIn(back, 1)]).toEqual(['ok', '0xc000006a']);
  expect([signIn(setControllerRunning(back, 'DC01', false), 2), signIn(setControllerRunning(back, 'DC01', false), 1)]).toEqual(['0xc000006a', 'ok']);
  expect(verifyPassword(back, { user: 'alice', credential: 'password', passwordVersion: 2 })).toMatchObject({ samAccountName: 'alice', passwordVersion: 2 });
});

test('a new password reaches every writable domain controller that runs, a read-only one only by replication', () => {
  const dc02 = start.controllers.DC02;
  if (!dc02) throw new Error('no DC02');
  const oneReadOnly = { ...start, controllers: { ...start.controllers, DC02: { ...dc02, readOnly: true } } };
  const versions = (directory: DirectoryState) => ['DC01', 'DC02'].map((name) => replicaAt(directory, name).users.alice?.passwordVersion);
  expect([versions(setPasswordVersion(start, 1, 'alice', 2)), versions(setPasswordVersion(oneReadOnly, 1, 'alice', 2))]).toEqual([[2, 2], [2, 1]]);
});
