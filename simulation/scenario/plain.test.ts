import { expect, test } from 'vitest';
import { isPlain, merge, own, setPath } from './plain.ts';

test('only mappings are plain', () => {
  expect([{}, { a: 1 }, [], null, 'a', 1, undefined].map(isPlain)).toEqual([true, true, false, false, false, false, false]);
});

test('nothing inherited stands at a key', () => {
  expect([own({ a: 1 }, 'a'), own({ a: 1 }, 'b'), own({}, 'constructor'), own([1], '0'), own('text', 'length')]).toEqual([1, undefined, undefined, undefined, undefined]);
});

test('mappings are merged, everything else is replaced', () => {
  expect(merge({ a: { x: 1, y: [1] }, b: 1, c: { z: 1 } }, { a: { y: [2], w: 3 }, c: 'text', d: { v: 1 } })).toEqual({ a: { x: 1, y: [2], w: 3 }, b: 1, c: 'text', d: { v: 1 } });
  expect(merge({ a: 'text' }, { a: { x: 1 } })).toEqual({ a: { x: 1 } });
});

test('a value is set at its path, what is in the way gives way', () => {
  expect(setPath({ a: { b: 1, c: 2 } }, ['a', 'b'], 9)).toEqual({ a: { b: 9, c: 2 } });
  expect(setPath({ a: 1 }, ['a', 'b'], 9)).toEqual({ a: { b: 9 } });
  expect(setPath({}, ['a', 'b', 'c'], 9)).toEqual({ a: { b: { c: 9 } } });
  expect(setPath({ a: { b: 1 } }, ['a'], { c: 2 })).toEqual({ a: { b: 1, c: 2 } });
  expect(setPath({ a: 1 }, [], 9)).toEqual({ a: 1 });
});
