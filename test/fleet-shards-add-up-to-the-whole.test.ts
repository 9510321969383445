import { expect, test } from 'vitest';
import { playFleet } from '../simulation/fleet/play.ts';
import { sumOfTallies, type Tally } from '../simulation/fleet/tally.ts';
import { fleetOf, mixedFleet } from './support/fleets.ts';

const asItIs = { policy: null, hours: 12, devices: 90 };

const parts = (scenario: Parameters<typeof playFleet>[0], of: number, isIn: (device: number, part: number) => boolean): Tally[] =>
  Array.from({ length: of }, (_, part) => playFleet(scenario, { ...asItIs, asked: (device) => isIn(device, part) }).tally);

test('every n-th device, or ranges of devices, in any order: the sum is the whole', () => {
  const scenario = fleetOf(mixedFleet());
  const whole = playFleet(scenario, asItIs).tally;
  expect(whole.devices).toBe(90);
  expect(sumOfTallies([whole])).toEqual(whole);
  expect(sumOfTallies(parts(scenario, 3, (device, part) => device % 3 === part).reverse())).toEqual(whole);
  const bounds = [0, 10, 70, 90];
  expect(sumOfTallies(parts(scenario, 3, (device, part) => device > (bounds[part] as number) && device <= (bounds[part + 1] as number)))).toEqual(whole);
});

test('so it is where devices share a limit: the others are played as well', () => {
  const scenario = fleetOf(mixedFleet('  registrationLimit: 1\n'));
  const whole = playFleet(scenario, asItIs);
  expect(whole.sharesLimits).toBe(true);
  expect(whole.tally.throttledRequests).toBeGreaterThan(0);
  const two = Array.from({ length: 2 }, (_, part) => playFleet(scenario, { ...asItIs, asked: (device) => device % 2 === part }).tally);
  expect(sumOfTallies(two)).toEqual(whole.tally);
});

test('a device does not change because there are more of them', () => {
  const scenario = fleetOf(mixedFleet());
  const first = { ...asItIs, asked: (device: number) => device <= 50 };
  expect(playFleet(scenario, { ...first, devices: 50 }).tally).toEqual(playFleet(scenario, { ...first, devices: 90 }).tally);
});
