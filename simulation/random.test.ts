import { fc } from '../test/support/properties.ts';
import { expect, test } from 'vitest';
import { drawMs, drawUnit, MemberStream } from './random.ts';

test('a draw is the same on every machine', () => {
  expect(drawUnit('joinlab', 'task.logonDelay LAPTOP01', 0)).toBe(0.672707955440238);
});

test('a draw lies in [0, 1), and depends on nothing but its three words', () => {
  fc.assert(fc.property(fc.string(), fc.string(), fc.nat(), (seed, stream, index) => {
    const unit = drawUnit(seed, stream, index);
    expect(unit).toBeGreaterThanOrEqual(0);
    expect(unit).toBeLessThan(1);
    drawUnit(seed, `${stream} of another device`, index);
    expect(drawUnit(seed, stream, index)).toBe(unit);
  }));
});

test('another seed, another stream and a later draw are other numbers', () => {
  fc.assert(fc.property(fc.string(), fc.string(), fc.nat(), (seed, stream, index) => {
    const draws = [drawUnit(seed, stream, index), drawUnit(`${seed}x`, stream, index), drawUnit(seed, `${stream}x`, index), drawUnit(seed, stream, index + 1)];
    expect(new Set(draws).size).toBe(4);
  }));
});

test('whole milliseconds from the first to the last of the range, both included', () => {
  fc.assert(fc.property(fc.string(), fc.nat(100_000), fc.nat(100_000), (stream, minMs, spanMs) => {
    const drawn = drawMs('seed', stream, 0, { minMs, maxMs: minMs + spanMs });
    expect(Number.isInteger(drawn)).toBe(true);
    expect(drawn).toBeGreaterThanOrEqual(minMs);
    expect(drawn).toBeLessThanOrEqual(minMs + spanMs);
  }));
  const drawn = Array.from({ length: 200 }, (_, index) => drawMs('seed', 'ends', index, { minMs: 5, maxMs: 7 }));
  expect([...new Set(drawn)].sort()).toEqual([5, 6, 7]);
  expect(drawMs('seed', 'one value', 0, { minMs: 5, maxMs: 5 })).toBe(5);
});

test('two streams of one seed do not go together', () => {
  const pairs = Array.from({ length: 400 }, (_, index) => [drawUnit('seed', 'a', index) < 0.5, drawUnit('seed', 'b', index) < 0.5]);
  const quadrants = [[true, true], [true, false], [false, true], [false, false]].map(([a, b]) => pairs.filter(([x, y]) => x === a && y === b).length);
  for (const count of quadrants) expect(count).toBeGreaterThan(70);
});

test('draws for many members depend on seed, stream, member and index alone, and are uniform', () => {
  const stream = new MemberStream('joinlab', 'trait vpn');
  const draws = Array.from({ length: 20_000 }, (_, member) => stream.unit(member + 1));
  expect(draws.slice(0, 4)).toEqual([0.7957493546418846, 0.06888673221692443,0.5346413978841156,0.9973879135213792]);
  expect([new MemberStream('joinlab', 'trait vpn').unit(3), stream.unit(3, 1) === stream.unit(3), new MemberStream('joinlab', 'trait ou').unit(3) === stream.unit(3), new MemberStream('other', 'trait vpn').unit(3) === stream.unit(3)]).toEqual([draws[2], false, false, false]);
  const tenths = Array.from({ length: 10 }, (_, tenth) => draws.filter((unit) => Math.floor(unit * 10) === tenth).length);
  expect(Math.min(...tenths)).toBeGreaterThan(1_850);
  expect(Math.max(...tenths)).toBeLessThan(2_150);
  expect(new Set(Array.from({ length: 50 }, (_, index) => stream.whole(7, index, 2, 4)))).toEqual(new Set([2, 3, 4]));
});
