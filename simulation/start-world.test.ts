import { expect, test } from 'vitest';
import { smallWorld, type SpecChange } from '../test/small-world.ts';
import { createWorld } from './scenario/create-world.ts';
import { worldSpecSchema } from './scenario/world-spec.ts';
import { effectiveSettings } from './scenario/settings.ts';

const chart = (id: string, change: SpecChange = {}) => smallWorld(change).actors[id];
const valueOf = (id: string, change: SpecChange = {}) => JSON.stringify(chart(id, change)?.value);

test('every device, link, sync server and cloud object has its charts', () => {
  const world = smallWorld({ device: { state: 'registered', vpn: 'device-tunnel + user-tunnel-manual' } });
  const { objectGuid } = world.devices.LAPTOP01 ?? { objectGuid: '' };
  expect(Object.keys(world.actors).sort()).toEqual([
    `cloud-device:${objectGuid}`, 'connect-cycle:SYNC01', 'connect-scheduler:SYNC01', 'dc-locator:LAPTOP01', 'network:LAPTOP01', 'password-sync:SYNC01', 'registration:LAPTOP01',
    'replication:DC01>DC02', 'replication:DC02>DC01', 'session:LAPTOP01', 'task:LAPTOP01', 'vpn:LAPTOP01/device-tunnel', 'vpn:LAPTOP01/user-tunnel-manual',
  ].sort());
});

test('a machine that is on stands at its sign-in screen with its network, one that is off has neither', () => {
  expect([valueOf('session:LAPTOP01'), valueOf('session:LAPTOP01', { device: { power: 'off' } })]).toEqual(['"signInScreen"', '"off"']);
  expect([valueOf('network:LAPTOP01'), valueOf('network:LAPTOP01', { device: { power: 'off' } })]).toEqual(['"corporateLan"', '"noLink"']);
  expect(chart('network:LAPTOP01', { device: { location: 'home' } })?.context).toMatchObject({ location: 'home' });
});

test('charts begin as the description says', () => {
  const { objectGuid } = smallWorld().devices.LAPTOP01 ?? { objectGuid: '' };
  const cloud = (state: 'pending' | 'registered') => valueOf(`cloud-device:${objectGuid}`, { device: { state } });
  expect([cloud('pending').includes('pending'), cloud('registered').includes('registered'), cloud('registered').includes('enabled')]).toEqual([true, true, true]);
  expect([chart('task:LAPTOP01', { device: { task: 'disabled' } })?.context.enabled, chart('task:LAPTOP01')?.context.enabled]).toEqual([false, true]);
  expect(chart('connect-scheduler:SYNC01', { connect: { SYNC01: { scheduler: 'disabled' } } })?.context).toMatchObject({ enabled: false });
  expect(chart('connect-scheduler:SYNC01')?.context).toMatchObject({ enabled: true });
  const passwords = (change: SpecChange) => valueOf('password-sync:SYNC01', change);
  expect([passwords({}) === passwords({ connect: { SYNC01: { staging: 'yes' } } }), passwords({}) === passwords({ tenant: { authentication: 'pass-through' } })]).toEqual([false, false]);
});

test('the charts get the settings of the world', () => {
  const texts = { 'task.nextRun': '7m', 'connect.nextCycle': '9m', 'connect.cycleEvery': '2h', 'connect.passwordSyncEvery': '3m', 'replication.intraSite': '11s', 'locator.negativeCache': '77s', 'task.logonDelay': '5s' };
  const { agenda, actors } = createWorld(worldSpecSchema.parse({ controllers: { DC01: {}, DC02: {} }, devices: { PC01: { power: 'on', vpn: 'device-tunnel' } } }), { seed: 's', startMs: 0, settings: effectiveSettings(texts) });
  const due = (actor: string) => agenda.filter((item) => item.actor === actor).map(({ dueMs }) => dueMs);
  expect([due('task:PC01').includes(420_000), due('connect-scheduler:SYNC01').includes(540_000)]).toEqual([true, true]);
  const context = (id: string): unknown => actors[id]?.context;
  expect(context('replication:DC01>DC02')).toMatchObject({ delayMs: 11_000 });
  expect(context('dc-locator:PC01')).toMatchObject({ negativeCacheMs: 77_000 });
  expect(context('task:PC01')).toMatchObject({ logonDelayMs: 5_000 });
  expect(context('connect-scheduler:SYNC01')).toMatchObject({ intervalMs: 7_200_000 });
  expect(context('password-sync:SYNC01')).toMatchObject({ everyMs: 180_000 });
});

test('every setting of a device reaches the chart that it is for', () => {
  const texts = {
    'locator.trustWithoutPing': '31m', 'locator.cacheFor': '13h', 'locator.negativeCache': '77s', 'vpn.dialTime': '17s', 'vpn.transportNotice': 'no', 'vpn.preLogonDropsAtSignOut': 'no', 'precheck.order': 'dcFirst',
    'precheck.requiresDc': 'no', 'precheck.recorded': 'no', 'certWrite.phase': 'discover', 'leave.localRegardless': 'no', 'leave.clearsUserCert': 'yes', 'task.nextRun': '7m', 'task.repeatEvery': '2h', 'task.repeatFor': '5d',
    'task.logonDelay': '5s', 'task.bootTrigger': 'no', 'task.repeatAnchor': 'firstTrigger', 'task.startOnUnlock': 'yes', 'task.startOnNetworkUp': 'yes', 'connect.runTime': '3m',
  };
  const { actors } = createWorld(worldSpecSchema.parse({ devices: { PC01: { power: 'on', vpn: 'device-tunnel', location: 'home' } } }), { seed: 's', startMs: 0, settings: effectiveSettings(texts) });
  const context = (id: string): unknown => actors[id]?.context;
  expect(context('dc-locator:PC01')).toMatchObject({ trustWithoutPingMs: 1_860_000, cacheForMs: 46_800_000, negativeCacheMs: 77_000 });
  expect(context('vpn:PC01/device-tunnel')).toMatchObject({ profile: 'device-tunnel', location: 'home', booted: true, dialTimeMs: 17_000, transportNotice: false, preLogonDropsAtSignOut: false });
  expect(context('registration:PC01')).toMatchObject({ precheckOrder: 'dcFirst', precheckRequiresDc: false, precheckRecorded: false, certificateWritePhase: 'discover', leaveRegardless: false, leaveClearsCertificate: true });
  expect(context('task:PC01')).toMatchObject({ enabled: true, booted: true, nextRunMs: 420_000, repeatEveryMs: 7_200_000, repeatForMs: 432_000_000, logonDelayMs: 5_000, bootTrigger: false, seriesPerTrigger: false, startsOnUnlock: true, startsOnNetworkUp: true });
  expect([context('session:PC01'), context('network:PC01'), context('connect-cycle:SYNC01')]).toMatchObject([{ device: 'PC01', powered: true, bootTimeMs: 40_000 }, { location: 'home', booted: true }, { runTimeMs: 180_000 }]);
});
