import { expect, test } from 'vitest';
import { registered } from '../test/support/tampered-worlds.ts';
import { smallWorld } from '../test/small-world.ts';
import { chartOf, cloudDeviceTimes, followsUpn, rankOf, startInput, startsOnDemand } from './actors.ts';
import { charts } from '../machines/index.ts';

test('the rank of a chart is its place in the table, from one on', () => {
  expect(Object.keys(charts).map(rankOf)).toEqual(Object.keys(charts).map((_kind, index) => index + 1));
  expect(rankOf('person')).toBe(0);
  expect(chartOf('task')).toBe(charts.task);
  expect(() => chartOf('printer')).toThrow('actors: there is no statechart "printer".');
});

test('the token of a user and a cloud object come into being with their first message', () => {
  expect([startsOnDemand('prt', 'PC01/alice'), startsOnDemand('prt', 'PC01'), startsOnDemand('cloud-device', 'guid'), startsOnDemand('task', 'PC01'), startsOnDemand('vpn', 'PC01/device-tunnel')]).toEqual([true, false, true, false, false]);
});

test('what starts on demand gets the settings of its world', () => {
  const { settings } = smallWorld();
  expect(startInput(registered(), 'prt:LAPTOP01/alice')).toMatchObject({
    user: 'alice', joined: true, renewAfterMs: settings['prt.renewAfter'], lifetimeMs: settings['prt.lifetime'], refreshCanAcquire: settings['prt.refreshCanAcquire'],
    retryOnNetworkUp: settings['prt.retryOnNetworkUp'], refreshDelayMs: settings['prt.refreshDelay'],
  });
  expect(startInput(smallWorld(), 'prt:LAPTOP01/alice')).toMatchObject({ joined: false });
  expect(startInput(smallWorld(), 'cloud-device:guid')).toEqual({ deviceId: 'guid', lifecycle: 'absent', enabled: true, propagationMs: 20_000, disableDelayMs: settings['entra.disableDelay'], softDelete: settings['entra.hybridSoftDelete'] });
  expect(() => startInput(smallWorld(), 'task:PC09')).toThrow('actors: task:PC09 does not exist and does not start on demand.');
});

test('how long an object takes to be seen is drawn for each by itself', () => {
  const world = smallWorld();
  const wide = { ...world, settings: { ...world.settings, 'entra.propagation': { minMs: 0, maxMs: 1_000_000 } } };
  const [a, b] = ['guid 1', 'guid 2'].map((id) => cloudDeviceTimes(wide, id).propagationMs);
  expect([a === b, a === cloudDeviceTimes(wide, 'guid 1').propagationMs]).toEqual([false, true]);
});

test('a changed name is followed from Windows 10 2004 on, or as the setting says', () => {
  const follows = (windows: '1809' | '20H2' | '11-24H2', setting: 'since2004' | 'always' | 'never') => { const world = smallWorld({ device: { windows } }); return followsUpn({ ...world, settings: { ...world.settings, 'prt.followsUpn': setting } } as typeof world, 'LAPTOP01'); };
  expect([follows('1809', 'since2004'), follows('20H2', 'since2004'), follows('11-24H2', 'since2004')]).toEqual([false, true, true]);
  expect([follows('1809', 'always'), follows('11-24H2', 'never'), followsUpn(smallWorld(), 'PC09')]).toEqual([true, false, false]);
});
