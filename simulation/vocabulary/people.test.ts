import { expect, test } from 'vitest';
import { inSession, unlocked } from '../../test/small-sentences.ts';
import { smallWorld, type SpecChange } from '../../test/small-world.ts';
import type { World } from '../world.ts';
import { deviceFor, passwordChanged, personOf, serverFor, vpnProfilesOf } from './people.ts';
import { ImpossibleAction } from './verb.ts';

const one = smallWorld();
const withDevices = (...names: readonly string[]): World => {
  const worlds = smallWorld({ people: { alice: {}, bob: {} } });
  const [laptop] = Object.values(worlds.devices);
  if (!laptop) throw new Error('no device');
  const session = worlds.actors['session:LAPTOP01'];
  return { ...worlds, devices: Object.fromEntries(names.map((name) => [name, { ...laptop, name }])), actors: { ...worlds.actors, ...Object.fromEntries(names.map((name) => [`session:${name}`, session])) } } as World;
};
const servers = (connect: SpecChange['connect']): World => smallWorld({ connect });
const said = (look: () => string): string => {
  try {
    return look();
  } catch (error) {
    return error instanceof ImpossibleAction ? [error.message, ...error.validChoices].join(' | ') : String(error);
  }
};

test('people are found by their name, and who is missing is said with those there are', () => {
  expect(personOf(one, 'alice').samAccountName).toBe('alice');
  expect([said(() => personOf(one, 'carol').name), said(() => personOf(one, undefined).name)]).toEqual(['there is nobody called carol in this world | alice', 'there is nobody called  in this world | alice']);
});

test('a device is the one named, whatever its case, or the only one, or the one where the person is signed in', () => {
  const two = withDevices('PC01', 'PC02');
  expect([deviceFor(one, undefined), deviceFor(one, 'laptop01'), deviceFor(two, 'pc02')]).toEqual(['LAPTOP01', 'LAPTOP01', 'PC02']);
  expect([said(() => deviceFor(one, 'PC09')), said(() => deviceFor(two, undefined)), said(() => deviceFor(two, undefined, personOf(two, 'alice')))]).toEqual(['there is no device PC09 | LAPTOP01', 'several devices: say on which one | on PC01 | on PC02', 'several devices: say on which one | on PC01 | on PC02']);
  const signedIn = inSession(two, unlocked, 'alice', 'PC02');
  expect([deviceFor(signedIn, undefined, personOf(signedIn, 'alice')), said(() => deviceFor(signedIn, undefined, personOf(signedIn, 'bob'))), deviceFor(signedIn, 'PC01', personOf(signedIn, 'alice'))]).toEqual(['PC02', 'several devices: say on which one | on PC01 | on PC02', 'PC01']);
  const both = inSession(signedIn, unlocked, 'alice', 'PC01');
  expect(said(() => deviceFor(both, undefined, personOf(both, 'alice')))).toBe('several devices: say on which one | on PC01 | on PC02');
});

test('a sync server is the one named, or the active one, or the only one', () => {
  const two = servers({ SYNC01: { staging: 'yes' }, SYNC02: {} });
  expect([serverFor(two, undefined), serverFor(two, 'sync01'), serverFor(servers({ SYNC01: { staging: 'yes' } }), undefined), serverFor(one, undefined)]).toEqual(['SYNC02', 'SYNC01', 'SYNC01', 'SYNC01']);
  expect([said(() => serverFor(one, 'SYNC09')), said(() => serverFor(servers({}), undefined))]).toEqual(['there is no Connect server SYNC09 | SYNC01', 'this world has no Connect server']);
});

test('the VPN profiles of a device are those of its charts', () => {
  const world = smallWorld({ device: { vpn: 'device-tunnel+user-tunnel-manual' } });
  expect([vpnProfilesOf(world, 'LAPTOP01'), vpnProfilesOf(world, 'LAPTOP0'), vpnProfilesOf(one, 'LAPTOP01')]).toEqual([['device-tunnel', 'user-tunnel-manual'], [], []]);
});

test('every sync server hears of a changed password', () => {
  expect(passwordChanged(servers({ SYNC01: {}, SYNC02: { staging: 'yes' } }))).toEqual(['SYNC01', 'SYNC02'].map((of) => ({ to: { kind: 'password-sync', of }, event: { type: 'CHANGED' } })));
});
