import { expect, test } from 'vitest';
import { dayMs, hourMs, minuteMs } from '../calendar.ts';
import { isTimeRange, rangeMs } from './time-range.ts';

test.each([
  ['8h', 8 * hourMs, 8 * hourMs],
  ['7h..9h30m', 7 * hourMs, 9 * hourMs + 30 * minuteMs],
  ['8h..8h', 8 * hourMs, 8 * hourMs],
  ['0m..24h', 0, dayMs],
  ['PT30M..1h', 30 * minuteMs, hourMs],
])('%s is a range of times', (text, minMs, maxMs) => {
  expect(isTimeRange(text)).toBe(true);
  expect(rangeMs(text)).toEqual({ minMs, maxMs });
});

test.each([
  [''], ['morning'], ['8h..noon'], ['noon..8h'], ['8h..'], ['..8h'], ['..'], ['9h..8h'], ['24h1m'], ['8h..24h1m'], ['inf'], ['-1h..8h'],
  ['8h..9h..10h'], ['8h..9h..'], ['8h-9h'],
])('%j is none', (text) => {
  expect(isTimeRange(text)).toBe(false);
});
