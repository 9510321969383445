import { expect, test } from 'vitest';
import { computerAt, directory, objectGuid, replicaAt } from '../../test/small-directory.ts';
import { deleteComputer, setComputerEnabled } from './administration.ts';
import { accountsNamed, joinDomain, renameOu, type NewAccount } from './membership.ts';

const account: NewAccount = { objectGuid: 'new', objectSid: 'S-1-5-21-1-2-3-2000', cn: 'Tablet07', parentDn: 'CN=Computers,DC=contoso,DC=com', operatingSystem: 'Windows 11 Enterprise', operatingSystemVersion: '10.0 (26100)' };

test('a computer that joins gets a new account on the domain controller that it asked', () => {
  const joined = joinDomain(directory, 7, 'DC02', account);
  expect(joined.computer).toEqual({
    ...account, samAccountName: 'TABLET07$', dnsHostName: 'Tablet07.contoso.com', enabled: true, userCertificate: [], selfWriteDenied: false, creatorSid: null, isCriticalSystemObject: false,
    memberOf: [], whenCreatedMs: 7, whenChangedMs: 7, deleted: false,
    version: { number: 1, atMs: 7, controller: 'DC02', usn: (directory.controllers.DC02?.usn ?? 0) + 1, attributes: { enabled: { number: 2, atMs: 7, controller: 'DC02' } } },
  });
  expect(computerAt(joined.directory, 'DC02', 'new')).toBe(joined.computer);
  expect(replicaAt(joined.directory, 'DC01')).toBe(replicaAt(directory, 'DC01'));
  expect(computerAt(joined.directory, 'DC02')).toBe(computerAt(directory, 'DC02'));
});

test('an account of that name is taken over: enabled again, with the release of now, and its identity', () => {
  const disabled = setComputerEnabled(directory, 1, { objectGuid, enabled: false });
  const again = joinDomain(disabled, 7, 'DC01', { ...account, cn: 'laptop01', operatingSystem: 'Windows 10 Enterprise', operatingSystemVersion: '10.0 (19045)' });
  expect(again.computer).toMatchObject({
    objectGuid, cn: 'LAPTOP01', parentDn: computerAt(directory).parentDn, enabled: true, operatingSystem: 'Windows 10 Enterprise', operatingSystemVersion: '10.0 (19045)', whenChangedMs: 7, version: { number: 3 },
  });
  expect(Object.keys(replicaAt(again.directory).computers)).toEqual([objectGuid]);
});

test('a deleted account keeps its name in mind and is not taken over', () => {
  const deleted = deleteComputer(directory, 1, { objectGuid });
  const { directory: rejoined, computer } = joinDomain(deleted, 7, 'DC01', { ...account, cn: 'LAPTOP01' });
  expect(computer.objectGuid).toBe('new');
  expect(accountsNamed(rejoined, 'DC01', 'laptop01').map((known) => [known.objectGuid, known.deleted])).toEqual([[objectGuid, true], ['new', false]]);
  expect(accountsNamed(rejoined, 'DC01', 'LAPTOP0')).toEqual([]);
});

test('a renamed unit takes its computers along on every domain controller, and none of them changes by it', () => {
  const unit = computerAt(directory).parentDn;
  const below = joinDomain(directory, 1, 'DC01', { ...account, parentDn: `OU=Berlin,${unit.toLowerCase()}` }).directory;
  const both = joinDomain(below, 1, 'DC01', { ...account, cn: 'OTHER', objectGuid: 'other', parentDn: `OU=Old${unit.slice(3)}` }).directory;
  const renamed = renameOu(both, unit.toUpperCase(), 'OU=Notebooks,DC=contoso,DC=com');
  expect(['DC01', 'DC02'].map((controller) => computerAt(renamed, controller))).toEqual(['DC01', 'DC02'].map((controller) => ({ ...computerAt(directory, controller), parentDn: 'OU=Notebooks,DC=contoso,DC=com' })));
  expect(computerAt(renamed, 'DC01', 'new').parentDn).toBe('OU=Berlin,OU=Notebooks,DC=contoso,DC=com');
  expect(computerAt(renamed, 'DC01', 'other')).toEqual(computerAt(both, 'DC01', 'other'));
  expect(renamed.controllers.DC01?.usn).toBe(both.controllers.DC01?.usn);
});
