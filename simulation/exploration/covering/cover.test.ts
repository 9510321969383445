import { expect, test } from 'vitest';
import { withoutSpare } from './cover.ts';

const taking = (...items: readonly string[]) => ({ takes: new Set(items) });

test('what the others take as well is left out, last first, and what only one takes stays', () => {
  const [first, second, third] = [taking('a', 'b'), taking('b', 'c'), taking('c', 'a')];
  expect(withoutSpare([first, second, third], new Set(['a', 'b', 'c']))).toEqual([first, second]);
  expect(withoutSpare([first, second], new Set(['a', 'b', 'c']))).toEqual([first, second]);
});

test('what nobody wants is no reason to stay', () => {
  const [first, second] = [taking('a'), taking('b')];
  expect(withoutSpare([first, second], new Set(['a']))).toEqual([first]);
});
