import { expect, test } from 'vitest';
import { registryPaths } from '../../../mocks/windows/registry.ts';
import { smallWorld, type SpecChange } from '../../../test/small-world.ts';

const day = 86_400_000;
const laptop = (device: SpecChange['device'], rest: SpecChange = {}) => {
  const world = smallWorld({ ...rest, device: device ?? {} });
  const windows = world.devices.LAPTOP01;
  if (!windows) throw new Error('no LAPTOP01');
  const { objectGuid } = windows;
  return { world, windows, ad: world.directory.controllers.DC01?.replica.computers[objectGuid], cloud: world.tenant.devices[objectGuid], connector: world.connect.servers.SYNC01?.connectorSpace[objectGuid] };
};

test('a workgroup machine is in no directory and has no join', () => {
  const { windows, ad, cloud, connector } = laptop({ state: 'workgroup' });
  expect([windows.domainJoined, windows.join, windows.usableKeys, ad, cloud, connector]).toEqual([false, null, [], undefined, undefined, undefined]);
});

test('a domain-joined machine has its account and nothing in the tenant', () => {
  const { windows, ad, cloud, connector } = laptop({});
  expect(windows).toMatchObject({ domainJoined: true, join: null, bootstrapCertificate: null, bootstrapCertificateWritten: false, usableKeys: [], machinePasswordMatches: true, made: 0, eventLog: [], previousRegistration: null, task: { enabled: true, lastRunMs: null, lastResult: '0x41303' } });
  expect(ad).toEqual({
    objectGuid: windows.objectGuid, objectSid: windows.objectSid, samAccountName: 'LAPTOP01$', cn: 'LAPTOP01', dnsHostName: 'LAPTOP01.contoso.com', parentDn: 'OU=Laptops,DC=contoso,DC=com', enabled: true,
    operatingSystem: 'Windows 11 Enterprise', operatingSystemVersion: '10.0 (26100)', userCertificate: [], selfWriteDenied: false, creatorSid: null, isCriticalSystemObject: false, memberOf: [],
    whenCreatedMs: -30 * day, whenChangedMs: -day, deleted: false, version: { number: 1, atMs: 0, controller: 'DC01' },
  });
  expect([cloud, connector]).toEqual([undefined, expect.objectContaining({ withheld: 'no-certificate', pendingExport: null, exported: null })]);
});

test('a Pending machine was synchronised yesterday with its certificate, and holds the key', () => {
  const { windows, ad, cloud, connector } = laptop({ state: 'pending' });
  const certificate = { id: 'LAPTOP01/bootstrap/start', subject: `CN=${windows.objectGuid}`, notBeforeMs: -day, notAfterMs: 3_651 * day, keyHolder: 'LAPTOP01' };
  expect(windows).toMatchObject({ join: null, bootstrapCertificate: certificate, bootstrapCertificateWritten: true, usableKeys: [certificate.id] });
  expect(ad?.userCertificate).toEqual([certificate]);
  expect(cloud).toMatchObject({ deviceId: windows.objectGuid, incarnation: 1, createdAtMs: -day, syncedAtMs: -day, visibleToRegistration: true, profileType: null, alternativeSecurityIds: [], registeredAtMs: null, deviceCertificateThumbprint: null, deletedAtMs: null });
  expect(connector).toMatchObject({ withheld: null, pendingExport: null, exported: connector?.imported });
});

test('a registered machine, its certificate and its object in the tenant name one another', () => {
  const { world, windows, cloud } = laptop({ state: 'registered' });
  const { join } = windows;
  expect(join).toMatchObject({ deviceId: windows.objectGuid, tenantId: world.tenant.tenantId, tenantName: 'Contoso', joinedAtMs: -day, notBeforeMs: -day });
  expect(join?.thumbprint).toMatch(/^[0-9A-F]{40}$/);
  expect(windows.usableKeys).toEqual(['LAPTOP01/bootstrap/start', join?.keyContainerId]);
  expect(cloud).toMatchObject({ profileType: 'RegisteredDevice', registeredAtMs: -day, approximateLastSignInMs: -day, deviceCertificateThumbprint: join?.thumbprint, alternativeSecurityIds: [expect.stringContaining(`X509:<SHA1-TP-PUBKEY>${join?.thumbprint ?? ''}`)] });
});

test('what is said of a machine stands on it', () => {
  const { windows, ad } = laptop(
    { windows: '1809', edition: 'Windows 10 Education', ou: 'OU=x,DC=contoso,DC=com', keys: 'software', cached: ['alice'], hello: ['bob'], systemProxy: 'p:1', userProxy: 'q:2', task: 'disabled', criticalSystemObject: 'yes' },
    { people: { alice: {}, bob: {} } },
  );
  expect(windows).toMatchObject({ release: '1809', edition: 'Windows 10 Education', keyProvider: 'software', helloUsers: ['bob'], proxies: { system: 'p:1', user: 'q:2' }, task: { enabled: false }, cachedLogons: [{ samAccountName: 'alice', userPrincipalName: 'alice@contoso.com', passwordVersion: 1 }] });
  expect(ad).toMatchObject({ parentDn: 'OU=x,DC=contoso,DC=com', operatingSystem: 'Windows 10 Education', operatingSystemVersion: '10.0 (17763)', isCriticalSystemObject: true });
  expect([laptop({}).windows.proxies, laptop({ ou: 'Computers' }).ad?.parentDn]).toEqual([{ system: null, user: null }, 'CN=Computers,DC=contoso,DC=com']);
});

test('policy, client-side service connection point and other values stand in the registry', () => {
  const registry = (device: SpecChange['device']) => laptop(device).windows.registry;
  const { tenantId } = smallWorld().tenant;
  expect(registry({})).toEqual({});
  expect([registry({ joinPolicy: 'enabled' }), registry({ joinPolicy: 'disabled' })]).toEqual([{ [registryPaths.autoWorkplaceJoin]: '1' }, { [registryPaths.autoWorkplaceJoin]: '0' }]);
  expect(registry({ registry: { 'HKLM\\A': 'x' }, clientScp: { tenantId: 'tenant', tenantName: 'contoso.com' } })).toEqual({ 'HKLM\\A': 'x', [registryPaths.tenantId]: tenantId, [registryPaths.tenantName]: 'contoso.com' });
  expect([registry({ clientScp: { tenantId: 'other' } }), registry({ clientScp: { tenantName: '' } }), registry({ clientScp: {} })]).toEqual([{ [registryPaths.tenantId]: 'other' }, { [registryPaths.tenantName]: '' }, {}]);
});

test('a work account has a device of its own in the tenant of the join, three months old', () => {
  const { world, windows } = laptop({ state: 'registered', workAccounts: ['alice', 'bob'] }, { people: { alice: {}, bob: {} } });
  expect(windows.workAccounts).toEqual(['alice', 'bob'].map((samAccountName) => ({
    samAccountName, deviceId: expect.stringMatching(/^[0-9a-f-]{36}$/), tenantId: world.tenant.tenantId, tenantName: 'Contoso', thumbprint: expect.stringMatching(/^[0-9A-F]{40}$/), notBeforeMs: -90 * day, notAfterMs: expect.any(Number),
  })));
  const { workAccounts: [alice, bob], join } = windows;
  expect(new Set([alice?.deviceId, bob?.deviceId, windows.objectGuid]).size).toBe(3);
  expect(new Set([alice?.thumbprint, bob?.thumbprint, join?.thumbprint]).size).toBe(3);
});

test('the forest names its domain, its controllers and who replicates with whom', () => {
  const { directory } = smallWorld({ forest: 'corp.fabrikam.com', controllers: { DC01: {}, DC02: { site: 'Branch', running: 'no' }, DC03: { readOnly: 'yes' } } });
  expect([directory.forest, directory.domain]).toEqual(['corp.fabrikam.com', { dnsName: 'corp.fabrikam.com', netbiosName: 'CORP', sid: expect.stringMatching(/^S-1-5-21-\d+-\d+-\d+$/) }]);
  expect(smallWorld({ netbios: 'OTHER' }).directory.domain.netbiosName).toBe('OTHER');
  expect(Object.values(directory.controllers).map(({ name, site, running, readOnly, usn }) => [name, site, running, readOnly, usn])).toEqual([['DC01', 'HQ', true, false, 12_000], ['DC02', 'Branch', false, false, 12_000], ['DC03', 'HQ', true, true, 12_000]]);
  const minute = 60_000;
  expect(directory.replicationLinks).toEqual(Object.fromEntries([['DC01', 'DC02', 180 * minute], ['DC01', 'DC03', 15_000], ['DC02', 'DC01', 180 * minute], ['DC02', 'DC03', 180 * minute], ['DC03', 'DC01', 15_000], ['DC03', 'DC02', 180 * minute]].map(([source, target, delayMs]) => [`${source}>${target}`, { source, target, delayMs }])));
});

test('objects that the world starts with have the version of the first domain controller', () => {
  const replica = smallWorld({ controllers: { DC07: {}, DC01: {} } }).directory.controllers.DC01?.replica;
  const version = { number: 1, atMs: 0, controller: 'DC07' };
  expect([Object.values(replica?.computers ?? {})[0]?.version, replica?.users.alice?.version, replica?.serviceConnectionPoint?.version]).toEqual([version, version, version]);
});

test.each([
  ['left out', undefined, ['azureADName:contoso.com', 'azureADId:TENANT']],
  ['none', 'none', null],
  ['empty', {}, []],
  ['a name alone', { azureADName: 'x.com' }, ['azureADName:x.com']],
  ['the id of the tenant', { azureADId: 'tenant' }, ['azureADId:TENANT']],
  ['another id', { azureADName: '', azureADId: 't' }, ['azureADId:t']],
] as const)('keywords of the service connection point, %s', (_what, scp, keywords) => {
  const { directory, tenant } = smallWorld(scp === undefined ? {} : { scp });
  expect(directory.controllers.DC01?.replica.serviceConnectionPoint?.keywords ?? null).toEqual(keywords?.map((keyword) => keyword.replace('TENANT', tenant.tenantId)) ?? null);
});

test('without a verified domain the keywords name the initial one', () => {
  const { directory, tenant } = smallWorld({ tenant: { domains: {} } });
  expect(directory.controllers.DC01?.replica.serviceConnectionPoint?.keywords).toEqual(['azureADName:contoso.onmicrosoft.com', `azureADId:${tenant.tenantId}`]);
});

test('people are in AD, and in the tenant as far as they were synchronised', () => {
  const { people, directory, tenant } = smallWorld({ people: { alice: { administrator: 'yes', intune: 'yes', upn: 'Alice@Contoso.com' }, bob: { cloud: 'disabled' }, carol: { cloud: 'absent' } } });
  expect(people).toEqual({
    alice: { name: 'alice', samAccountName: 'alice', typesPasswordVersion: 1, isLocalAdministrator: true },
    bob: { name: 'bob', samAccountName: 'bob', typesPasswordVersion: 1, isLocalAdministrator: false },
    carol: { name: 'carol', samAccountName: 'carol', typesPasswordVersion: 1, isLocalAdministrator: false },
  });
  const users = directory.controllers.DC02?.replica.users;
  expect(users?.alice).toEqual({ samAccountName: 'alice', userPrincipalName: 'Alice@Contoso.com', displayName: 'alice', objectSid: expect.stringContaining(directory.domain.sid), enabled: true, passwordVersion: 1, version: { number: 1, atMs: 0, controller: 'DC01' } });
  expect([Object.keys(users ?? {}), users?.bob?.enabled]).toEqual([['alice', 'bob', 'carol'], true]);
  expect(Object.entries(tenant.users).map(([upn, { userPrincipalName, enabled, licensedForIntune, passwordVersion }]) => [upn, userPrincipalName, enabled, licensedForIntune, passwordVersion])).toEqual([
    ['alice@contoso.com', 'Alice@Contoso.com', true, true, 1], ['bob@contoso.com', 'bob@contoso.com', false, false, 1],
  ]);
  expect(tenant.users['alice@contoso.com']?.objectId).not.toBe(tenant.users['bob@contoso.com']?.objectId);
});

test('the tenant is as described', () => {
  const { tenant } = smallWorld({ tenant: { name: 'Fabrikam', initialDomain: 'fabrikam.onmicrosoft.com', domains: { 'a.com': 'managed', 'b.com': 'federated' }, authentication: 'pass-through', agents: 'stopped' } });
  expect(tenant).toMatchObject({ displayName: 'Fabrikam', initialDomain: 'fabrikam.onmicrosoft.com', domains: [{ name: 'a.com', realm: 'Managed' }, { name: 'b.com', realm: 'Federated' }], authentication: 'pass-through', passThroughAgentsRunning: false, requestCount: 0 });
  expect([tenant.tenantId === smallWorld().tenant.tenantId, smallWorld().tenant.passThroughAgentsRunning]).toEqual([false, true]);
});

test('sync servers have settled before the scenario begins, staging ones too', () => {
  const { connect } = smallWorld({ device: { state: 'pending' }, connect: { SYNC01: { include: ['Laptops', 'Sales'], pilotGroup: 'Pilot', deletionThreshold: 'off', controller: 'DC02' }, SYNC02: { staging: 'yes', deletionThreshold: '7' } } });
  expect(connect.servers.SYNC01).toMatchObject({
    name: 'SYNC01', stagingMode: false, controller: 'DC02', includedOus: ['OU=Laptops,DC=contoso,DC=com', 'OU=Sales,DC=contoso,DC=com'], pendingIncludedOus: null, pilotGroup: 'Pilot', deletionThreshold: null, runs: [], fullSyncRequired: false, mailsSent: [],
  });
  expect(Object.values(connect.servers.SYNC01?.connectorSpace ?? {})[0]).toMatchObject({ withheld: 'not-in-pilot-group', exported: null, pendingExport: null });
  expect(connect.servers.SYNC02).toMatchObject({ stagingMode: true, controller: 'DC01', pilotGroup: null, deletionThreshold: 7 });
  expect(Object.values(connect.servers.SYNC02?.connectorSpace ?? {})[0]).toMatchObject({ withheld: null, pendingExport: null, exported: { displayName: 'LAPTOP01' } });
});

test('the users of a sync server are those who are in the tenant', () => {
  const user = (name: string) => ({ imported: `${name}@contoso.com`, exported: `${name}@contoso.com`, pendingExport: false, exportError: null });
  expect(smallWorld({ people: { alice: {}, bob: { cloud: 'disabled' }, carol: { cloud: 'absent' } } }).connect.servers.SYNC01?.users).toEqual({ alice: user('alice'), bob: user('bob') });
  const lost = smallWorld({ connect: { SYNC01: { controller: 'DC09' } } }).connect.servers.SYNC01;
  expect([lost?.users, lost?.connectorSpace, lost?.controller]).toEqual([{}, {}, 'DC09']);
});
