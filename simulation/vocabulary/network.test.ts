import { expect, test } from 'vitest';
import { after, told } from '../../test/small-sentences.ts';
import { worlds } from '../../test/small-sessions.ts';

test.each([
  ['on', 'LAPTOP01 moves to home', ['network:LAPTOP01 MOVED to=home']],
  ['on', 'LAPTOP01 moves to the-moon', ['no: "the-moon" is no place | offline | corporate-lan | home | public-wifi']],
  ['on', 'the tunnel of LAPTOP01 drops', ['vpn:LAPTOP01/device-tunnel DROPPED', 'vpn:LAPTOP01/user-tunnel-manual DROPPED', 'vpn:LAPTOP01/pre-logon DROPPED']],
  ['plain', 'the tunnel of LAPTOP01 drops', ['no: LAPTOP01 has no VPN | change: { LAPTOP01.vpn: user-tunnel-manual }']],
  ['on', 'the VPN of LAPTOP01 stops connecting', ['vpn:LAPTOP01/device-tunnel REFUSED', 'vpn:LAPTOP01/user-tunnel-manual REFUSED', 'vpn:LAPTOP01/pre-logon REFUSED']],
  ['on', 'the VPN of LAPTOP01 connects again', ['vpn:LAPTOP01/device-tunnel ACCEPTED', 'vpn:LAPTOP01/user-tunnel-manual ACCEPTED', 'vpn:LAPTOP01/pre-logon ACCEPTED']],
  ['plain', 'the VPN of LAPTOP01 connects again', ['no: LAPTOP01 has no VPN | change: { LAPTOP01.vpn: device-tunnel }']],
] as const)('%s: %s', (world, sentence, tells) => {
  expect(told(worlds[world], sentence)).toEqual(tells);
});

test('the proxy accepts or refuses computer accounts, and is otherwise the same', () => {
  const refused = after(worlds.on, 'the corporate proxy refuses computer accounts').network;
  expect(refused).toEqual({ ...worlds.on.network, corporate: { ...worlds.on.network.corporate, proxy: { ...worlds.on.network.corporate.proxy, acceptsComputerAccounts: false } } });
  expect(after(worlds.on, 'the corporate proxy refuses computer accounts', 'the corporate proxy accepts computer accounts').network).toEqual(worlds.on.network);
});
