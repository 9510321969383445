import { expect, test } from 'vitest';
import { computerAt, replicaAt } from '../../test/small-directory.ts';
import { after, told } from '../../test/small-sentences.ts';
import { worlds } from '../../test/small-sessions.ts';

test.each([
  ['on', 'AD admin moves LAPTOP01 to OU Quarantine', ['replication:DC01>DC02 CHANGED']],
  ['on', 'AD admin moves LAPTOP01 to OU Quarantine at DC02', ['replication:DC02>DC01 CHANGED']],
  ['on', 'AD admin moves LAPTOP01 to OU Quarantine at DC09', ['no: there is no domain controller DC09 | DC01 | DC02']],
  ['nodc', 'AD admin moves LAPTOP01 to OU Quarantine', ['no: no writable domain controller is running | DC01 starts | DC02 starts']],
  ['nodc', 'AD admin moves LAPTOP01 to OU Quarantine at DC02', ['no: no writable domain controller is running | DC01 starts | DC02 starts']],
  ['on', 'AD admin moves PC09 to OU Quarantine', ['no: there is no device PC09 | LAPTOP01']],
  ['on', 'AD admin sets the SCP to odd', ['no: the SCP cannot be "odd" | right | none | empty | name-only | id-only | wrong-tenant']],
  ['on', 'AD admin renames OU Laptops to Notebooks', []],
  ['on', 'AD admin disables user alice at DC02', ['replication:DC02>DC01 CHANGED']],
  ['on', 'AD admin disables user carol', ['no: there is nobody called carol in this world | alice | bob']],
  ['on', 'AD admin changes the UPN of alice to bob@contoso.com', ['no: bob has the UPN bob@contoso.com']],
  ['on', 'AD admin changes the UPN of alice to alice@contoso.com', ['replication:DC01>DC02 CHANGED']],
  ['on', 'AD admin resets the password of alice', ['replication:DC01>DC02 CHANGED', 'password-sync:SYNC01 CHANGED']],
  ['on', 'AD admin resets the account of LAPTOP01', []],
  ['on', 'DC01 stops', []],
  ['on', 'DC09 stops', ['no: there is no domain controller DC09 | DC01 | DC02']],
  ['on', 'replication from DC01 to DC02 breaks', ['replication:DC01>DC02 LINK_BROKEN']],
  ['on', 'replication from DC02 to DC01 works again', ['replication:DC02>DC01 LINK_RESTORED']],
  ['on', 'replication from DC01 to DC09 breaks', ['no: there is no replication DC01>DC09 | DC01>DC02 | DC02>DC01']],
] as const)('%s: %s', (world, sentence, tells) => {
  expect(told(worlds[world], sentence)).toEqual(tells);
});

const world = worlds.joined;
const guid = world.devices.LAPTOP01?.objectGuid ?? '';
const computer = (sentence: string, controller = 'DC01') => computerAt(after(world, sentence).directory, controller, guid);

test.each([
  ['AD admin moves LAPTOP01 to OU Quarantine', { parentDn: 'OU=Quarantine,DC=contoso,DC=com' }],
  ['AD admin disables LAPTOP01', { enabled: false }],
  ['AD admin enables LAPTOP01', { enabled: true }],
  ['AD admin deletes LAPTOP01', { deleted: true }],
  ['AD admin renames LAPTOP01 to LAPTOP99', { cn: 'LAPTOP99', samAccountName: 'LAPTOP99$' }],
  ['AD admin clears userCertificate of LAPTOP01', { userCertificate: [] }],
  ['AD admin denies LAPTOP01 to write its own certificate', { selfWriteDenied: true }],
  ['AD admin allows LAPTOP01 to write its own certificate', { selfWriteDenied: false }],
  ['AD admin adds LAPTOP01 to group Pilot', { memberOf: ['Pilot'] }],
  ['AD admin removes LAPTOP01 from group Pilot', { memberOf: [] }],
  ['AD admin renames OU Laptops to Notebooks', { parentDn: 'OU=Notebooks,DC=contoso,DC=com' }],
])('%s: at the first domain controller, and at the one named', (sentence, change) => {
  expect(computer(sentence)).toMatchObject(change);
  const named = sentence.includes(' OU Laptops') ? sentence : `${sentence} at DC02`;
  expect(computer(named, 'DC02')).toMatchObject(change);
});

test('a change at a named domain controller is not at the others yet', () => {
  expect(computer('AD admin disables LAPTOP01 at DC02').enabled).toBe(true);
  expect(computer('AD admin disables LAPTOP01', 'DC02').enabled).toBe(true);
});

test('a foreign certificate is named after the computer, holds for a year, and each is another', () => {
  const [own, foreign] = computer('AD admin adds a foreign certificate to LAPTOP01').userCertificate;
  expect(own).toEqual(world.devices.LAPTOP01?.bootstrapCertificate);
  expect(foreign).toEqual({ id: 'LAPTOP01/foreign/1', subject: 'CN=LAPTOP01.contoso.com', notBeforeMs: 0, notAfterMs: 31_536_000_000, keyHolder: 'LAPTOP01' });
  const two = after(world, 'AD admin adds a foreign certificate to LAPTOP01 at DC02', 'AD admin adds a foreign certificate to LAPTOP01 at DC01').directory;
  expect(['DC01', 'DC02'].map((name) => computerAt(two, name, guid).userCertificate.at(-1)?.id)).toEqual(['LAPTOP01/foreign/2', 'LAPTOP01/foreign/1']);
});

const id = `azureADId:${world.tenant.tenantId}`;
test.each([
  ['right', ['azureADName:contoso.com', id]],
  ['empty', []],
  ['name-only', ['azureADName:contoso.com']],
  ['id-only', [id]],
  ['wrong-tenant', ['azureADName:contoso.com', 'azureADId:00000000-1111-4222-8333-444444444444']],
])('the service connection point is set to %s', (value, keywords) => {
  expect(replicaAt(after(world, `AD admin sets the SCP to ${value}`).directory).serviceConnectionPoint?.keywords).toEqual(keywords);
});

test('the leaf is removed at one domain controller, and the initial domain names the tenant where no other is verified', () => {
  const removed = after(world, 'AD admin sets the SCP to none at DC02').directory;
  expect([replicaAt(removed, 'DC02').serviceConnectionPoint?.removed, replicaAt(removed).serviceConnectionPoint?.removed]).toEqual([true, undefined]);
  const unverified = after(world, 'Entra admin removes domain contoso.com', 'AD admin sets the SCP to name-only');
  expect(replicaAt(unverified.directory).serviceConnectionPoint?.keywords).toEqual(['azureADName:contoso.onmicrosoft.com']);
});

const users = (...sentences: readonly string[]) => ['DC01', 'DC02'].map((name) => replicaAt(after(world, ...sentences).directory, name).users.alice);

test('an account is disabled at the domain controller that was named', () => {
  expect(users('AD admin disables user alice').map((user) => user?.enabled)).toEqual([false, true]);
  expect(users('AD admin disables user alice at DC02').map((user) => user?.enabled)).toEqual([true, false]);
  expect(users('AD admin disables user alice', 'AD admin enables user alice').map((user) => user?.enabled)).toEqual([true, true]);
});

test('another UPN is written at one domain controller; a reset password is everywhere at once, newer than any', () => {
  expect(users('AD admin changes the UPN of alice to alice.berg@contoso.com at DC02').map((user) => user?.userPrincipalName)).toEqual(['alice@contoso.com', 'alice.berg@contoso.com']);
  expect(users('AD admin resets the password of alice').map((user) => user?.passwordVersion)).toEqual([2, 2]);
  expect(users('DC02 stops', 'AD admin resets the password of alice', 'DC02 starts', 'DC01 stops', 'AD admin resets the password of alice').map((user) => user?.passwordVersion)).toEqual([2, 3]);
});

test('a reset computer account no longer matches the machine; a stopped domain controller comes back', () => {
  expect(after(world, 'AD admin resets the account of LAPTOP01').devices.LAPTOP01).toEqual({ ...world.devices.LAPTOP01, machinePasswordMatches: false });
  expect(after(world, 'DC01 stops').directory.controllers.DC01?.running).toBe(false);
  expect(after(world, 'DC01 stops', 'DC01 starts').directory.controllers.DC01?.running).toBe(true);
});
