import { expect, test } from 'vitest';
import { describedAt, keysAt } from './world-shape.ts';
import { worldSpecSchema } from './world-spec.ts';

test('a world of one device has one domain controller, one sync server, one tenant and alice', () => {
  expect(worldSpecSchema.parse({ devices: { LAPTOP01: {} } })).toEqual({
    forest: 'contoso.com', organizationalUnits: ['Laptops', 'Workstations', 'Quarantine'], controllers: { DC01: { site: 'HQ', running: 'yes', readOnly: 'no' } },
    connect: { SYNC01: { staging: 'no', include: ['Laptops'], deletionThreshold: '500', scheduler: 'enabled' } },
    tenant: { name: 'Contoso', initialDomain: 'contoso.onmicrosoft.com', domains: { 'contoso.com': 'managed' }, authentication: 'password-hash-sync', agents: 'running' },
    network: { egress: 'direct', proxy: 'proxy.contoso.com:8080', proxyAcceptsComputers: 'yes', tlsInspection: 'no', tunnel: 'split' },
    people: { alice: { administrator: 'no', cloud: 'synchronised', intune: 'no' } },
    devices: { LAPTOP01: {
      windows: '11-24H2', ou: 'Laptops', state: 'domain-joined', power: 'off', location: 'corporate-lan', vpn: 'none', keys: 'tpm', cached: [], hello: [], systemProxy: 'none', userProxy: 'none',
      registry: {}, joinPolicy: 'not-configured', task: 'enabled', criticalSystemObject: 'no', workAccounts: [],
    } },
    settings: {},
  });
});

test('what is named without more has the same defaults as what is there by itself', () => {
  const { controllers, connect, people } = worldSpecSchema.parse({ devices: { LAPTOP01: {} } });
  expect(worldSpecSchema.parse({ devices: { LAPTOP01: {} }, controllers: { DC01: {} }, connect: { SYNC01: {} }, people: { alice: {} } })).toMatchObject({ controllers, connect, people });
});

const accepts = (change: object): boolean => worldSpecSchema.safeParse({ devices: { LAPTOP01: {} }, ...change }).success;

test.each([
  ['host names', (name: string) => ({ devices: { [name]: {} } }), ['A', 'laptop-01', 'ABCDEFGHIJ12345'], ['', '1LAPTOP', 'LAP_TOP', 'ABCDEFGHIJ123456', 'LAP TOP', '-LAPTOP', 'LAPTOP.']],
  ['forests', (forest: string) => ({ forest }), ['contoso.com', 'corp.con-toso.com', '1a.b2'], ['contoso', 'Contoso.com', '.com', 'contoso.', 'contoso.com.', 'con toso.com', 'a..b']],
  ['NetBIOS names', (netbios: string) => ({ netbios }), ['CONTOSO', 'C', 'CON-TOSO1', 'ABCDEFGHIJ12345'], ['contoso', '1CONTOSO', 'ABCDEFGHIJ123456', 'CON TOSO', '']],
  ['people', (name: string) => ({ people: { [name]: {} } }), ['alice', 'a', 'anne-marie', 'bob2'], ['Alice', '2bob', 'al ice', 'alicE', '']],
  ['deletion thresholds', (deletionThreshold: string) => ({ connect: { SYNC01: { deletionThreshold } } }), ['off', '0', '500'], ['on', '-1', '5.5', 'offline', '', 'x5']],
  ['VPN profiles', (vpn: string) => ({ devices: { LAPTOP01: { vpn } } }), ['none', 'device-tunnel', 'device-tunnel+user-tunnel-manual', 'device-tunnel + pre-logon'], ['tunnel', 'device-tunnel+none', 'device-tunnel,pre-logon', '']],
])('%s: %s', (_what, change, good, bad) => {
  expect(good.filter((one) => !accepts(change(one)))).toEqual([]);
  expect(bad.filter((one) => accepts(change(one)))).toEqual([]);
});

test('no name, unit or key may be empty or unknown', () => {
  for (const wrong of [{ title: '' }, { organizationalUnits: [''] }, { devices: { LAPTOP01: { ou: '' } } }, { scp: 'some' }, { scp: { azureADNam: 'x' } }, { devices: { LAPTOP01: { clientScp: { id: 'x' } } } }, { tenant: { x: '' } }, { network: { x: '' } }, { people: { alice: { x: '' } } }, { controllers: { DC01: { x: '' } } }, { connect: { SYNC01: { x: '' } } }]) expect(accepts(wrong)).toBe(false);
  for (const right of [{ scp: 'none' }, { scp: {} }, { scp: { azureADName: '', azureADId: 't' } }, { devices: { LAPTOP01: { clientScp: { tenantName: 'x' } } } }]) expect(accepts(right)).toBe(true);
});

test('the keys and the words of a place in the world are found by its path', () => {
  expect(keysAt(['network'])).toEqual(['egress', 'proxy', 'proxyAcceptsComputers', 'tlsInspection', 'tunnel']);
  expect(keysAt(['controllers', 'DC01'])).toEqual(['site', 'running', 'readOnly']);
  expect(keysAt(['devices', 'LAPTOP01'])).toContain('workAccounts');
  expect(keysAt(['devices', 'LAPTOP01', 'clientScp'])).toEqual(['tenantId', 'tenantName']);
  expect([keysAt([]).length, keysAt(['nothing']), keysAt(['constructor']), keysAt(['forest']), keysAt(['nothing', 'below'])]).toEqual([Object.keys(worldSpecSchema.shape).length, [], [], [], []]);
  expect([describedAt(['devices', 'LAPTOP01', 'keys']), describedAt(['devices', 'LAPTOP01', 'power']), describedAt(['nothing'])]).toEqual(['Where private keys lie.', undefined, undefined]);
});
