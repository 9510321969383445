import { expect, test } from 'vitest';
import { cameBy, Counter, minuteOf, percentile, sumOfTallies, type Counted } from './tally.ts';

const minute = 60_000;
const pending = { stage: 'step 10', standing: 'Pending', waitsFor: 'the next run' };
const device = (number: number, vpn: string, registeredMs: number, prtMs: number, more: Partial<Counted> = {}): Counted => ({ device: number, values: [vpn], registeredMs, prtMs, throttled: 0, left: prtMs < 0 ? pending : null, ...more });

/** Ten devices: eight come, at minutes 1 to 8; of these six have a token ten minutes later. */
function small(): Counter {
  const counter = new Counter([{ name: 'vpn', values: ['none', 'device-tunnel', 'kill-switch'] }]);
  for (let number = 1; number <= 8; number += 1) counter.count(device(number, number <= 4 ? 'device-tunnel' : 'none', number * minute, number <= 6 ? (number + 10) * minute : -1));
  counter.count(device(9, 'none', -1, -1, { throttled: 2 }));
  counter.count(device(10, 'none', -1, -1, { left: { ...pending, stage: 'step 3' } }));
  return counter;
}

test('minutes are rounded up: what came in the first minute came by minute 1', () => {
  expect([0, 1, minute, minute + 1].map(minuteOf)).toEqual([0, 1, 1, 2]);
});

test('a percentile is of all devices, those that never come included', () => {
  const { registered, prt, devices } = small().tally();
  expect([0.1, 0.5, 0.8, 0.81, 1].map((share) => percentile(registered, devices, share))).toEqual([1, 5, 8, null, null]);
  expect([0.5, 0.6, 0.61].map((share) => percentile(prt, devices, share))).toEqual([15, 16, null]);
  expect([0, 1, 4, 8, 99].map((at) => cameBy(registered, at))).toEqual([0, 1, 4, 8, 8]);
  expect(percentile([], 0, 0.5)).toBe(null);
});

test('by trait, with values that nobody drew', () => {
  expect(small().tally().traits).toEqual({ vpn: { none: { devices: 6, registered: 4, prt: 2 }, 'device-tunnel': { devices: 4, registered: 4, prt: 4 }, 'kill-switch': { devices: 0, registered: 0, prt: 0 } } });
});

test('those left behind in groups, the largest first, with the lowest number as example', () => {
  const { left, throttledRequests } = small().tally();
  expect(left).toEqual([
    { ...pending, devices: 3, example: 7, traits: { vpn: { none: 3 } } },
    { ...pending, stage: 'step 3', devices: 1, example: 10, traits: { vpn: { none: 1 } } },
  ]);
  expect(throttledRequests).toBe(2);
});

test('the sum of parts is the whole, and a value that the traits do not have is a bug', () => {
  const [a, b] = [new Counter([{ name: 'vpn', values: ['none'] }]), new Counter([{ name: 'vpn', values: ['none'] }])];
  a.count(device(2, 'none', 3 * minute, 3 * minute));
  a.count(device(4, 'none', -1, -1));
  b.count(device(1, 'none', 3 * minute, -1));
  expect(sumOfTallies([b.tally(), a.tally()])).toEqual({
    devices: 3, registered: [[3, 2]], prt: [[3, 1]], traits: { vpn: { none: { devices: 3, registered: 2, prt: 1 } } }, throttledRequests: 0,
    left: [{ ...pending, devices: 2, example: 1, traits: { vpn: { none: 2 } } }],
  });
  expect(() => a.count(device(5, 'tunnel', 0, 0))).toThrow('vpn has no value "tunnel"');
});
