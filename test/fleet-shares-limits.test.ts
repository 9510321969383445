import { expect, test } from 'vitest';
import { registrationWindowMs } from '../simulation/fleet/population.ts';
import { playDevices, playFleet } from '../simulation/fleet/play.ts';
import { cameBy, percentile } from '../simulation/fleet/tally.ts';
import { fleetOf } from './support/fleets.ts';

/** Pending devices on the LAN, whose hourly runs are spread over an hour: each is registered by its first run. */
const pendingOnTheLan = (population: string): string => `
title: t
base: managed/office-pc
change: { PC01.state: pending }
population:
  hours: 12
  weights: { habit: { off: 1 } }
  habits: { off: { daysOff: 100% } }
${population}
timeline: [{ at: 0m, do: alice signs in }]
`;
const asItIs = { policy: null };

test('no more devices register in five minutes than the service takes; the others come at a later run', () => {
  const free = playFleet(fleetOf(pendingOnTheLan('  devices: 120')), asItIs).tally;
  expect(percentile(free.registered, 120, 1)).toBe(61);
  const limited = playFleet(fleetOf(pendingOnTheLan('  devices: 120\n  registrationLimit: 4')), asItIs).tally;
  const inWindows = new Map<number, number>();
  for (const { registeredMs } of playDevices(fleetOf(pendingOnTheLan('  devices: 120\n  registrationLimit: 4')), Array.from({ length: 120 }, (_, at) => at + 1), asItIs)) {
    const window = Math.floor(registeredMs / registrationWindowMs);
    inWindows.set(window, (inWindows.get(window) ?? 0) + 1);
  }
  // The answer of a request may arrive in the next window.
  expect(Math.max(...inWindows.values())).toBeLessThanOrEqual(5);
  expect(free.throttledRequests).toBe(0);
  expect(limited.throttledRequests).toBeGreaterThan(60);
  expect(cameBy(limited.registered, 60)).toBeLessThanOrEqual(12 * 4);
  expect(cameBy(limited.registered, 12 * 60)).toBe(120);
});

const cleanUp = (threshold: string, more = ''): string => `
title: t
base: managed/office-pc
change: { PC01.state: registered, SYNC01.deletionThreshold: '${threshold}' }
population:
  devices: 60
  hours: 6
  weights: { habit: { off: 1 } }
  habits: { off: { daysOff: 100% } }
  events:
    - { at: 1h, within: 5m, share: 50%, do: AD admin moves PC01 to OU Quarantine }
${more}
timeline: [{ at: 0m, do: alice signs in }]
`;
const deleted = 'deleted from the portal, joined on the device, which the portal does not know as registered, no PRT';
const gone = (text: string): number => playFleet(fleetOf(text), asItIs).tally.left.filter(({ standing }) => standing === deleted).reduce((sum, { devices }) => sum + devices, 0);

test('deletions of the whole fleet count against the threshold of one export', () => {
  const moved = gone(cleanUp('off'));
  expect(moved).toBeGreaterThan(20);
  expect(gone(cleanUp(String(moved)))).toBe(moved);
  expect(gone(cleanUp(String(moved - 1)))).toBe(0);
});

test('once somebody raises the threshold the deletions go out', () => {
  const raised = '    - { at: 3h, do: Connect admin sets the deletion threshold to 500 }';
  expect(gone(cleanUp('3', raised))).toBe(gone(cleanUp('off')));
});

test('new devices wait as well while the export is stopped, and it is said for what', () => {
  const text = cleanUp('3').replace('change: { PC01.state: registered,', 'change: {').replace('weights: {', 'weights: { state: { registered: 3, domain-joined: 1 }, power: { on: 1, off: 0 },');
  const late = text.replace('  devices: 60', '  devices: 60\n  nextRun: 10h');
  const { left } = playFleet(fleetOf(late.replace('  hours: 6', '  hours: 14')), asItIs).tally;
  const waiting = left.find(({ stage }) => stage === 'step 9, Connect exports the device: Pending');
  expect(waiting?.waitsFor).toBe('the deletions that wait in Connect to be confirmed: while they exceed the threshold nothing is exported');
  expect(waiting?.devices).toBeGreaterThan(3);
});
