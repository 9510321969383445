import { expect, test } from 'vitest';
import { registryPaths } from '../../mocks/windows/registry.ts';
import { computerAt } from '../../test/small-directory.ts';
import { after, told } from '../../test/small-sentences.ts';
import { worlds } from '../../test/small-sessions.ts';
import type { WindowsDevice } from '../../mocks/windows/state.ts';

test.each([
  ['off', 'LAPTOP01 powers on', ['session:LAPTOP01 POWERED_ON']],
  ['screen', 'LAPTOP01 powers on', ['no: LAPTOP01 is on already | LAPTOP01 restarts']],
  ['alice', 'LAPTOP01 shuts down', ['session:LAPTOP01 SHUT_DOWN']],
  ['alice', 'LAPTOP01 restarts', ['session:LAPTOP01 RESTART']],
  ['off', 'LAPTOP01 restarts', ['no: LAPTOP01 is off | LAPTOP01 powers on']],
  ['joined', 'LAPTOP01 loses its TPM keys', ['prt:LAPTOP01 DEVICE_KEYS_LOST']],
  ['joined', 'LAPTOP01 loses part of its join state', []],
  ['on', 'LAPTOP01 loses part of its join state', ['no: LAPTOP01 is not joined']],
  ['joined', 'LAPTOP01 is re-imaged', ['prt:LAPTOP01 DEVICE_LEFT', 'session:LAPTOP01 RESTART']],
  ['joined', 'LAPTOP01 is upgraded to Windows 11-23H2', ['replication:DC01>DC02 CHANGED', 'session:LAPTOP01 RESTART']],
  ['nodc', 'LAPTOP01 is upgraded to Windows 11-23H2', ['session:LAPTOP01 RESTART']],
  ['joined', 'LAPTOP01 is upgraded to Windows 95', ['no: "95" is no Windows release here | 1607 | 1709 | 1809 | 20H2 | 21H2 | 10-22H2 | 11-23H2 | 11-24H2']],
  ['on', 'the join task is enabled on LAPTOP01', ['task:LAPTOP01 ENABLED']],
  ['on', 'the join task is disabled on LAPTOP01', ['task:LAPTOP01 DISABLED']],
  ['on', 'client-side SCP on LAPTOP01 is odd', ['no: client-side SCP cannot be "odd" | right | wrong | none | tenant-id-only | tenant-name-only']],
  ['joined', 'LAPTOP01 joins the domain', ['no: LAPTOP01 is in the domain already | LAPTOP01 leaves the domain']],
  ['workgroup', 'LAPTOP01 joins the domain', ['replication:DC01>DC02 CHANGED', 'session:LAPTOP01 RESTART']],
  ['homeworkgroup', 'LAPTOP01 joins the domain', ['no: LAPTOP01 reaches no writable domain controller | LAPTOP01 moves to corporate-lan']],
  ['off', 'LAPTOP01 joins the domain', ['no: LAPTOP01 is off | LAPTOP01 powers on']],
  ['off', 'LAPTOP01 leaves the domain', ['no: LAPTOP01 is off | LAPTOP01 powers on']],
  ['workgroup', 'LAPTOP01 leaves the domain', ['no: LAPTOP01 is in no domain | LAPTOP01 joins the domain']],
  ['joined', 'LAPTOP01 leaves the domain', ['replication:DC01>DC02 CHANGED', 'session:LAPTOP01 RESTART']],
  ['homejoined', 'LAPTOP01 leaves the domain', ['session:LAPTOP01 RESTART']],
  ['joined', 'LAPTOP01 gets the disk image of LAPTOP01', ['no: LAPTOP01 cannot be its own image']],
] as const)('%s: %s', (world, sentence, tells) => {
  expect(told(worlds[world], sentence)).toEqual(tells);
});

const laptop = (world: keyof typeof worlds, ...sentences: readonly string[]): WindowsDevice => {
  const device = after(worlds[world], ...sentences).devices.LAPTOP01;
  if (!device) throw new Error('no LAPTOP01');
  return device;
};
const before = laptop('joined');

test('what happens to a machine shows on it', () => {
  expect(laptop('joined', 'LAPTOP01 loses its TPM keys')).toMatchObject({ usableKeys: [], recoveryNeeded: true, join: before.join });
  expect(laptop('joined', 'LAPTOP01 loses part of its join state')).toEqual({ ...before, joinIncomplete: true });
  expect(laptop('joined', 'LAPTOP01 is re-imaged')).toMatchObject({ join: null, usableKeys: [], bootstrapCertificate: null, domainJoined: true });
});

test('an upgrade shows in Windows and, where a domain controller runs, in the directory', () => {
  const upgraded = after(worlds.joined, 'LAPTOP01 is upgraded to Windows 10-22H2');
  expect(upgraded.devices.LAPTOP01).toEqual({ ...before, release: '10-22H2', edition: 'Windows 10 Enterprise' });
  expect(computerAt(upgraded.directory, 'DC01', before.objectGuid)).toMatchObject({ operatingSystem: 'Windows 10 Enterprise', operatingSystemVersion: '10.0 (19045)' });
  expect(computerAt(upgraded.directory, 'DC02', before.objectGuid)).toMatchObject({ operatingSystem: 'Windows 11 Enterprise' });
  expect(after(worlds.nodc, 'LAPTOP01 is upgraded to Windows 10-22H2').directory).toBe(worlds.nodc.directory);
});

test.each([
  ['policy autoWorkplaceJoin is 0 on LAPTOP01', { [registryPaths.autoWorkplaceJoin]: '0' }],
  ['policy autoWorkplaceJoin is 1 on LAPTOP01', { [registryPaths.autoWorkplaceJoin]: '1' }],
  ['registry value "HKLM\\A\\B C" on LAPTOP01 is 5', { 'HKLM\\A\\B C': '5' }],
  ['client-side SCP on LAPTOP01 is right', { [registryPaths.tenantId]: worlds.on.tenant.tenantId, [registryPaths.tenantName]: 'contoso.com' }],
  ['client-side SCP on LAPTOP01 is right with tenant emea.contoso.com', { [registryPaths.tenantId]: worlds.on.tenant.tenantId, [registryPaths.tenantName]: 'emea.contoso.com' }],
  ['client-side SCP on LAPTOP01 is wrong', { [registryPaths.tenantId]: '00000000-1111-4222-8333-444444444444', [registryPaths.tenantName]: 'fabrikam.com' }],
  ['client-side SCP on LAPTOP01 is wrong with tenant x.com', { [registryPaths.tenantId]: '00000000-1111-4222-8333-444444444444', [registryPaths.tenantName]: 'x.com' }],
  ['client-side SCP on LAPTOP01 is tenant-id-only', { [registryPaths.tenantId]: worlds.on.tenant.tenantId }],
  ['client-side SCP on LAPTOP01 is tenant-name-only', { [registryPaths.tenantName]: 'contoso.com' }],
  ['client-side SCP on LAPTOP01 is none', {}],
])('%s', (sentence, registry) => {
  expect(laptop('on', sentence).registry).toEqual(registry);
});

test('what was set is removed again', () => {
  expect(laptop('on', 'policy autoWorkplaceJoin is 0 on LAPTOP01', 'policy autoWorkplaceJoin is removed on LAPTOP01').registry).toEqual({});
  expect(laptop('on', 'registry value HKLM\\A on LAPTOP01 is 5', 'registry value HKLM\\A on LAPTOP01 is removed').registry).toEqual({});
  expect(laptop('on', 'client-side SCP on LAPTOP01 is right', 'client-side SCP on LAPTOP01 is none').registry).toEqual({});
});

test('SYSTEM and the user have a proxy each', () => {
  expect(laptop('on', 'the system proxy of LAPTOP01 is p:1').proxies).toEqual({ system: 'p:1', user: null });
  expect(laptop('on', 'the system proxy of LAPTOP01 is p:1', 'the user proxy of LAPTOP01 is q:2', 'the system proxy of LAPTOP01 is none').proxies).toEqual({ system: null, user: 'q:2' });
});

test('a machine joins the domain with a new account, leaves it, and takes the account over when it comes back', () => {
  const joined = after(worlds.workgroup, 'LAPTOP01 joins the domain in OU Workstations');
  const guid = joined.devices.LAPTOP01?.objectGuid ?? '';
  expect(joined.devices.LAPTOP01).toMatchObject({ domainJoined: true, bootstrapCertificate: null });
  expect(computerAt(joined.directory, 'DC01', guid)).toMatchObject({ cn: 'LAPTOP01', parentDn: 'OU=Workstations,DC=contoso,DC=com', enabled: true, operatingSystem: 'Windows 11 Enterprise', operatingSystemVersion: '10.0 (26100)', objectSid: joined.devices.LAPTOP01?.objectSid });
  expect(computerAt(after(worlds.workgroup, 'LAPTOP01 joins the domain').directory, 'DC01', guid).parentDn).toBe('CN=Computers,DC=contoso,DC=com');
  const left = after(joined, 'LAPTOP01 leaves the domain');
  expect([left.devices.LAPTOP01?.domainJoined, computerAt(left.directory, 'DC01', guid).enabled]).toEqual([false, false]);
  const back = after(left, 'LAPTOP01 joins the domain');
  expect([back.devices.LAPTOP01?.objectGuid, computerAt(back.directory, 'DC01', guid).enabled]).toEqual([guid, true]);
});

test('where the account was deleted, the machine that joins again is another one', () => {
  const again = after(worlds.joined, 'AD admin deletes LAPTOP01', 'LAPTOP01 leaves the domain', 'LAPTOP01 joins the domain');
  const { objectGuid, objectSid } = again.devices.LAPTOP01 ?? before;
  expect([objectGuid === before.objectGuid, objectSid === before.objectSid]).toEqual([false, false]);
  expect(objectSid.startsWith(`${again.directory.domain.sid}-`)).toBe(true);
});

test('without a domain controller in reach the account stays enabled', () => {
  const left = after(worlds.homejoined, 'LAPTOP01 leaves the domain');
  expect([left.devices.LAPTOP01?.domainJoined, left.directory]).toEqual([false, worlds.homejoined.directory]);
});
