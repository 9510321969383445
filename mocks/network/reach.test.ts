import { expect, test } from 'vitest';
import { internetHosts, reach } from './reach.ts';
import type { Attachment, DcService, NetworkState, SecurityContext, Traffic } from './state.ts';

const server = 'proxy.contoso.com:8080';
const network = (change: { egress?: 'direct' | 'proxy'; accepts?: boolean; inspects?: boolean; tunnel?: 'split' | 'forced' } = {}): NetworkState => ({
  corporate: { egress: change.egress ?? 'direct', proxy: { server, acceptsComputerAccounts: change.accepts ?? true, tlsInspection: change.inspects ?? false } },
  tunnelMode: change.tunnel ?? 'split',
});
const at = (location: Attachment['location'], change: Partial<Attachment> = {}): Attachment => ({
  device: 'LAPTOP01', location, internet: location !== 'offline', tunnels: [], killSwitchBlocks: false, systemProxy: null, userProxy: null, ...change,
});

const codeTo = (service: DcService, attachment: Attachment, running = true, when: 'closed' | 'broken' = 'closed') =>
  reach(network(), attachment, { device: 'LAPTOP01', context: 'system', destination: { kind: 'dc', controller: 'DC01', service } }, () => running, when)?.code ?? 'passes';
const web = (state: NetworkState, attachment: Attachment, context: SecurityContext = 'system', when: 'closed' | 'broken' = 'closed', host: 'graph.microsoft.com' | 'login.microsoftonline.com' = 'login.microsoftonline.com') =>
  reach(state, attachment, { device: 'LAPTOP01', context, destination: { kind: 'https', host } }, () => true, when)?.code ?? 'passes';

test.each([
  ['corporate LAN', at('corporate-lan'), 'passes', 'passes'],
  ['home', at('home'), '0x8007203a', 'passes'],
  ['offline', at('offline'), '0x8007203a', '0x80072ee7'],
  ['captive portal', at('public-wifi', { internet: false }), '0x8007203a', '0x8007000d'],
  ['public Wi-Fi, page accepted', at('public-wifi'), '0x8007203a', 'passes'],
  ['user tunnel up', at('home', { tunnels: ['user-tunnel-manual'] }), 'passes', 'passes'],
  ['device tunnel up', at('home', { tunnels: ['device-tunnel'] }), 'passes', 'passes'],
  ['kill switch, tunnel down', at('home', { killSwitchBlocks: true }), '0x8007203a', '0x80072efd'],
  ['kill switch down beside a device tunnel', at('home', { tunnels: ['device-tunnel'], killSwitchBlocks: true }), '0x8007203a', '0x80072efd'],
  ['kill switch, tunnel up', at('home', { tunnels: ['kill-switch'] }), 'passes', 'passes'],
] as const)('%s: a DC and the internet', (_name, attachment, dc, internet) => {
  expect([codeTo('ldap', attachment), web(network(), attachment)]).toEqual([dc, internet]);
});

test('each service of a DC out of reach has the code of its own step', () => {
  const services: DcService[] = ['dns-srv', 'ldap-ping', 'ldap', 'kerberos'];
  expect(services.map((service) => codeTo(service, at('home')))).toEqual(['0x8007054b', '0x8007054b', '0x8007203a', '0xc000005e']);
  expect(services.map((service) => codeTo(service, at('corporate-lan'), false))).toEqual(['0x8007054b', '0x8007054b', '0x8007203a', '0xc000005e']);
});

test('a request that was under way is aborted, not refused', () => {
  expect(web(network(), at('offline'), 'system', 'broken')).toBe('0x80072efe');
  expect(web(network(), at('public-wifi', { internet: false }), 'system', 'broken')).toBe('0x80072efe');
  expect(codeTo('ldap', at('home'), true, 'broken')).toBe('0x8007203a');
});

test('behind a proxy only a context that knows it gets out, and SYSTEM only if computer accounts are accepted', () => {
  const lan = at('corporate-lan', { userProxy: server });
  expect([web(network({ egress: 'proxy' }), lan, 'system'), web(network({ egress: 'proxy' }), lan, 'user')]).toEqual(['0x80072efd', 'passes']);
  const both = at('corporate-lan', { userProxy: server, systemProxy: server });
  expect(web(network({ egress: 'proxy' }), both)).toBe('passes');
  const refused = network({ egress: 'proxy', accepts: false });
  expect([web(refused, both, 'system'), web(refused, both, 'user')]).toEqual(['0x80072efd', 'passes']);
});

test('a corporate proxy that is set at home cannot be found, unless a tunnel leads to it', () => {
  expect(web(network(), at('home', { systemProxy: server }))).toBe('0x80072ee7');
  expect(web(network(), at('home', { systemProxy: server, tunnels: ['user-tunnel-manual'] }))).toBe('passes');
  expect(web(network(), at('corporate-lan', { systemProxy: 'gone:1' }))).toBe('0x80072efd');
});

test('a forced tunnel leads through the corporate egress, a split one and a device tunnel do not', () => {
  const forced = network({ egress: 'proxy', tunnel: 'forced' });
  expect(web(forced, at('home', { tunnels: ['user-tunnel-auto'] }))).toBe('0x80072efd');
  expect(web(forced, at('home', { tunnels: ['device-tunnel'] }))).toBe('passes');
  expect(web(network({ egress: 'proxy' }), at('home', { tunnels: ['user-tunnel-auto'] }))).toBe('passes');
  expect(web(network({ egress: 'proxy' }), at('home', { tunnels: ['kill-switch'] }))).toBe('0x80072efd');
});

test('TLS inspection breaks the hosts of the join and not Graph', () => {
  const inspected = network({ egress: 'proxy', inspects: true });
  const lan = at('corporate-lan', { systemProxy: server });
  expect([web(inspected, lan), web(inspected, lan, 'system', 'closed', 'graph.microsoft.com')]).toEqual(['0x80072f8f', 'passes']);
});

test('servers get out past the proxy', () => {
  expect(web(network({ egress: 'proxy', accepts: false, inspects: true }), at('corporate-lan', { exemptFromEgress: true }))).toBe('passes');
});

test('the servers of a join are five hosts', () => {
  expect(internetHosts).toEqual(['enterpriseregistration.windows.net', 'login.microsoftonline.com', 'device.login.microsoftonline.com', 'autologon.microsoftazuread-sso.com', 'graph.microsoft.com']);
});

test('what stays on the machine needs no network', () => {
  expect(reach(network(), at('offline'), { device: 'LAPTOP01', context: 'system', destination: { kind: 'local' } }, () => false)).toBeNull();
});

test('any domain controller will do where none is named', () => {
  const traffic = { device: 'LAPTOP01', context: 'system', destination: { kind: 'dc', controller: null, service: 'dns-srv' } } as const;
  expect(reach(network(), at('corporate-lan'), traffic, () => false)).toBeNull();
  expect(reach(network(), at('home'), traffic, () => true)).toMatchObject({ code: '0x8007054b' });
});

test('beside a device tunnel a forced user tunnel leads through the corporate egress', () => {
  expect(web(network({ egress: 'proxy', tunnel: 'forced' }), at('home', { tunnels: ['device-tunnel', 'user-tunnel-auto'] }))).toBe('0x80072efd');
});

test('a link without internet that is no captive portal resolves no name', () => {
  expect(web(network(), at('home', { internet: false }))).toBe('0x80072ee7');
});

test('the timeline tells obstacles apart: each has words of its own', () => {
  const lan = at('corporate-lan', { userProxy: server, systemProxy: server });
  const obstacles: [NetworkState, Attachment][] = [
    [network(), at('offline')], [network(), at('home', { systemProxy: server })], [network(), at('home', { killSwitchBlocks: true })], [network({ egress: 'proxy' }), at('corporate-lan')],
    [network(), at('corporate-lan', { systemProxy: 'gone:1' })], [network({ egress: 'proxy', accepts: false }), lan], [network(), at('public-wifi', { internet: false })], [network({ egress: 'proxy', inspects: true }), lan],
  ];
  const to = (destination: Traffic['destination'], state: NetworkState, attachment: Attachment, when: 'closed' | 'broken' = 'closed') => reach(state, attachment, { device: 'LAPTOP01', context: 'system', destination }, () => true, when)?.reason ?? '';
  const login = { kind: 'https', host: 'login.microsoftonline.com' } as const;
  const words = [
    ...obstacles.map(([state, attachment]) => to(login, state, attachment)),
    to(login, network(), at('offline'), 'broken'),
    ...(['dns-srv', 'kerberos', 'ldap'] as const).map((service) => to({ kind: 'dc', controller: 'DC01', service }, network(), at('home'))),
    to({ kind: 'dc', controller: 'DC01', service: 'ldap' }, network(), at('home'), 'broken'),
  ];
  expect(new Set(words).size).toBe(13);
  for (const sentence of words) expect(sentence).toMatch(/^[a-zA-Z].{15}/);
});
