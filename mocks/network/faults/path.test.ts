import { expect, test } from 'vitest';
import type { Attachment, DcService, Destination } from '../state.ts';
import { onlyThroughTunnel, stopsLookUps, stopsServices } from './path.ts';

const services: readonly DcService[] = ['dns-srv', 'ldap-ping', 'ldap', 'kerberos', 'smb'];
const to = (destination: Destination) => ({ device: 'LAPTOP01', context: 'system', destination }) as const;
const dc = (service: DcService, controller: string | null = null) => to({ kind: 'dc', service, controller });
const elsewhere = [to({ kind: 'local' }), to({ kind: 'https', host: 'graph.microsoft.com' })];

test('a stopped service looks as it does when its packets do not get there; nothing else is stopped', () => {
  const codes = { 'dns-srv': '0x8007054b', 'ldap-ping': '0x8007054b', ldap: '0x8007203a', kerberos: '0xc000005e', smb: '0x80070035' };
  expect(Object.fromEntries(services.map((service) => [service, stopsServices(services, 'why')(dc(service))]))).toEqual(Object.fromEntries(Object.entries(codes).map(([service, code]) => [service, { code, reason: 'why' }])));
  expect(services.map((service) => stopsServices(['ldap'], 'why')(dc(service))?.code)).toEqual([undefined, undefined, '0x8007203a', undefined, undefined]);
  expect(elsewhere.map(stopsServices(services, 'why'))).toEqual([null, null]);
});

test('look-ups by name are SRV records, and Kerberos that has to find its own DC', () => {
  const stopped = stopsLookUps('why');
  expect(services.map((service) => stopped(dc(service)))).toEqual([{ code: '0x8007054b', reason: 'why' }, null, null, { code: '0xc000005e', reason: 'why' }, null]);
  expect(services.map((service) => stopped(dc(service, 'DC01')))).toEqual([{ code: '0x8007054b', reason: 'why' }, null, null, null, null]);
  expect(elsewhere.map(stopped)).toEqual([null, null]);
});

test.each([
  ['corporate-lan', [], false],
  ['corporate-lan', ['user-tunnel-manual'], false],
  ['home', [], false],
  ['home', ['user-tunnel-manual'], true],
] as const)('at %s with tunnels %j the company is reached only through a tunnel: %s', (location, tunnels, expected) => {
  const attachment: Attachment = { device: 'LAPTOP01', location, tunnels, internet: true, killSwitchBlocks: false, systemProxy: null, userProxy: null };
  expect(onlyThroughTunnel(attachment)).toBe(expected);
});
