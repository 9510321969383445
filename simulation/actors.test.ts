import { expect, test } from 'vitest';
import { registered } from '../test/support/tampered-worlds.ts';
import { smallWorld } from '../test/small-world.ts';
import { chartOf, cloudDeviceTimes, rankOf, startInput, startsOnDemand } from './actors.ts';
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
