import { expect, test } from 'vitest';
import type { Json } from '../knowledge/vocabulary.ts';
import { smallWorld } from '../test/small-world.ts';
import { attachmentOf } from './attachment.ts';
import type { World } from './world.ts';

function withChart(world: World, id: string, value: Json): World {
  const chart = world.actors[id];
  if (!chart) throw new Error(`there is no ${id}`);
  return { ...world, actors: { ...world.actors, [id]: { ...chart, value } } };
}

test('a device is where its network chart says, with the proxies of its own', () => {
  const world = smallWorld({ device: { location: 'home', systemProxy: 'none', userProxy: 'proxy.contoso.com:8080' } });
  expect(attachmentOf(world, 'LAPTOP01')).toEqual({ device: 'LAPTOP01', location: 'home', internet: true, tunnels: [], killSwitchBlocks: false, systemProxy: null, userProxy: 'proxy.contoso.com:8080' });
});

test('a device that is off has no link wherever it stands', () => {
  expect(attachmentOf(smallWorld({ device: { location: 'corporate-lan', power: 'off' } }), 'LAPTOP01')).toMatchObject({ location: 'offline', internet: false });
});

test('only tunnels that are up count', () => {
  const world = smallWorld({ device: { location: 'home', vpn: 'device-tunnel+user-tunnel-manual' } });
  expect(attachmentOf(world, 'LAPTOP01').tunnels).toEqual([]);
  expect(attachmentOf(withChart(world, 'vpn:LAPTOP01/device-tunnel', 'up'), 'LAPTOP01').tunnels).toEqual(['device-tunnel']);
});

test('a kill switch blocks until its tunnel is up, and not on the corporate LAN', () => {
  const blocks = (world: World): boolean => attachmentOf(world, 'LAPTOP01').killSwitchBlocks;
  const home = smallWorld({ device: { location: 'home', vpn: 'kill-switch' } });
  expect([blocks(home), blocks(withChart(home, 'vpn:LAPTOP01/kill-switch', 'up')), blocks(smallWorld({ device: { vpn: 'kill-switch' } }))]).toEqual([true, false, false]);
});

test('a captive portal gives a place but no internet', () => {
  expect(attachmentOf(smallWorld({ device: { location: 'public-wifi' } }), 'LAPTOP01')).toMatchObject({ location: 'public-wifi', internet: false });
});

test('a server is on the corporate LAN and gets out directly', () => {
  expect(attachmentOf(smallWorld({ network: { egress: 'proxy' } }), 'SYNC01')).toMatchObject({ location: 'corporate-lan', internet: true, systemProxy: null, exemptFromEgress: true });
});
