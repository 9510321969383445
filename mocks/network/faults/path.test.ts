import { expect, test } from 'vitest';
import type { Attachment, DcService } from '../state.ts';
import { deviceTunnelFilterFault } from './device-tunnel-filter.ts';
import { onlyThroughTunnel, stopsLookUps, stopsServices } from './path.ts';

const services: readonly DcService[] = ['dns-srv', 'ldap-ping', 'ldap', 'kerberos', 'smb'];
const to = (service: DcService, controller: string | null = 'DC01') => ({ device: 'LAPTOP01', context: 'system', destination: { kind: 'dc', controller, service } }) as const;
const web = { device: 'LAPTOP01', context: 'system', destination: { kind: 'https', host: 'graph.microsoft.com' } } as const;
const at = (location: Attachment['location'], ...tunnels: Attachment['tunnels']): Attachment => ({ device: 'LAPTOP01', location, internet: true, tunnels, killSwitchBlocks: false, systemProxy: null, userProxy: null });

test('each service that is stopped looks like itself, the others pass', () => {
  expect(services.map((service) => stopsServices(services, 'r')(to(service)))).toEqual(['0x8007054b', '0x8007054b', '0x8007203a', '0xc000005e', '0x80070035'].map((code) => ({ code, reason: 'r' })));
  expect([stopsServices(['ldap'], 'r')(to('kerberos')), stopsServices(services, 'r')(web)]).toEqual([null, null]);
});

test('a look-up is what has to find its domain controller by name', () => {
  const stopped = (service: DcService, controller: string | null) => stopsLookUps('r')(to(service, controller))?.code ?? null;
  expect(services.map((service) => stopped(service, null))).toEqual(['0x8007054b', null, null, '0xc000005e', null]);
  expect(services.map((service) => stopped(service, 'DC01'))).toEqual(['0x8007054b', null, null, null, null]);
  expect(stopsLookUps('r')(web)).toBeNull();
});

test('a device is behind a tunnel outside the company, when one is up', () => {
  expect([at('home', 'device-tunnel'), at('home'), at('corporate-lan', 'device-tunnel'), at('corporate-lan')].map(onlyThroughTunnel)).toEqual([true, false, false, false]);
});

test('the filter of the device tunnel meets those who have nothing but it', () => {
  const stopped = (attachment: Attachment): boolean => deviceTunnelFilterFault.blocks?.(to('ldap'), attachment) !== null;
  expect([at('home', 'device-tunnel'), at('home', 'device-tunnel', 'user-tunnel-manual'), at('home', 'user-tunnel-manual'), at('home'), at('corporate-lan', 'device-tunnel'), at('corporate-lan')].map(stopped)).toEqual([true, false, false, false, false, false]);
  const attachment = at('home', 'device-tunnel');
  expect([deviceTunnelFilterFault.blocks?.(to('kerberos'), attachment)?.reason, deviceTunnelFilterFault.blocks?.(to('dns-srv'), attachment)]).toEqual(['the filter of the device tunnel does not let this through', null]);
});
