import { expect, test } from 'vitest';
import { playDevices, playFleet } from '../simulation/fleet/play.ts';
import { fleetOf, mixedFleet, replayed } from './support/fleets.ts';

const hours = 72;

/** Every k-th device, so that all traits occur among them. */
const sample = (from: number, to: number, every: number): number[] => Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, index) => from + index * every);

test('a device gets there at the very instant at which a replay of its own scenario does', () => {
  const scenario = fleetOf(mixedFleet());
  const seen = new Map<string, Set<string>>();
  for (const device of playDevices(scenario, sample(1, 300, 7), { policy: null })) {
    const number = device.device;
    for (const [trait, value] of Object.entries(device.traits)) seen.set(trait, (seen.get(trait) ?? new Set()).add(value));
    expect({ number, ...replayed(device, hours) }).toEqual({ number, registeredMs: device.registeredMs, prtMs: device.prtMs, status: 'passed' });
  }
  const counts = Object.fromEntries([...seen].map(([trait, values]) => [trait, values.size]));
  expect(counts).toEqual({ vpn: 7, ou: 2, windows: 8, place: 4, habit: 3, power: 2, keys: 2, 'user.cloud': 2 });
});

test('so it does where the service throttles and an export stops at the threshold', () => {
  const scenario = fleetOf(mixedFleet(`
  registrationLimit: 3
  events:
    - { at: 26h, within: 20m, share: 10%, do: AD admin moves LAPTOP01 to OU Quarantine }
    - { at: 50h, share: 100%, do: Connect admin sets the deletion threshold to 500 }
  policies:
    low-threshold: { SYNC01.deletionThreshold: '2' }
`));
  const size = { policy: 'low-threshold', devices: 60 };
  let throttled = 0;
  for (const device of playDevices(scenario, sample(1, 60, 5), size)) {
    const number = device.device;
    throttled += device.throttled;
    expect({ number, ...replayed(device, hours) }).toEqual({ number, registeredMs: device.registeredMs, prtMs: device.prtMs, status: 'passed' });
  }
  expect(throttled).toBeGreaterThan(0);
});

test('a fleet counts what its devices came to one by one', () => {
  const scenario = fleetOf(mixedFleet());
  const { tally } = playFleet(scenario, { policy: null, devices: 40 });
  const devices = playDevices(scenario, sample(1, 40, 1), { policy: null, devices: 40 });
  const minutes = (pick: (device: (typeof devices)[number]) => number): number[] => devices.map(pick).filter((ms) => ms >= 0).map((ms) => Math.ceil(ms / 60_000)).sort((a, b) => a - b);
  const counted = (times: typeof tally.registered): number[] => times.flatMap(([minute, count]) => Array.from({ length: count }, () => minute));
  expect(counted(tally.registered)).toEqual(minutes(({ registeredMs }) => registeredMs));
  expect(counted(tally.prt)).toEqual(minutes(({ prtMs }) => prtMs));
  expect(tally.left.reduce((sum, group) => sum + group.devices, 0)).toBe(devices.filter(({ left }) => left !== null).length);
});
