import { fc } from '../test/support/properties.ts';
import { expect, test } from 'vitest';
import { dayMs, foreverMs, formatDuration, formatIso, hourMs, minuteMs, parseDurationMs, parseUtc } from './calendar.ts';

test.each([
  ['90s', 90_000], ['1h30m', 90 * minuteMs], ['2d', 2 * dayMs], ['0m', 0], ['0', 0], ['1500ms', 1_500], ['1h 5m', hourMs + 5 * minuteMs], [' 5m ', 5 * minuteMs],
  ['PT30M', 30 * minuteMs], ['P1D', dayMs], ['P1DT2H3M4S', dayMs + 2 * hourMs + 3 * minuteMs + 4_000], ['pt1h', hourMs], ['inf', foreverMs],
])('%s is a duration', (text, ms) => {
  expect(parseDurationMs(text)).toBe(ms);
});

test.each(['', 'P', 'PT', '5', '-5m', '1.5h', '5 minutes', '5M', 'm5', '1h-5m', 'infinite'])('"%s" is no duration', (text) => {
  expect(parseDurationMs(text)).toBeUndefined();
});

test.each([[0, '0m'], [90_000, '1m30s'], [65 * minuteMs, '1h5m'], [dayMs + 1, '1d1ms'], [foreverMs, 'inf'], [foreverMs + 1, 'inf']])('%d ms are written %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test('every duration is read back from its text, with each unit at most once and below the next', () => {
  fc.assert(fc.property(fc.oneof(fc.integer({ min: 0, max: 2 * dayMs }), fc.integer({ min: 0, max: foreverMs })), (ms) => {
    const text = formatDuration(ms);
    expect(parseDurationMs(text)).toBe(ms);
    expect(text).toMatch(/^(?:inf|0m)$|^(?:\d+d)?(?:(?:1?\d|2[0-3])h)?(?:[1-5]?\dm)?(?:[1-5]?\ds)?(?:\d{1,3}ms)?$/);
  }));
});

test('blanks between the parts and around them change nothing', () => {
  fc.assert(fc.property(fc.nat(1_000), fc.nat(59), fc.stringMatching(/^ {0,3}$/), (hours, minutes, blank) => {
    expect(parseDurationMs(`${blank}${hours}h${blank}${minutes}m${blank}`)).toBe(hours * hourMs + minutes * minuteMs);
  }));
});

test.each([
  ['2026-01-05 08:00 UTC', 1_767_600_000_000], ['2026-01-05T08:00:00Z', 1_767_600_000_000], ['2026-01-05T08:00', 1_767_600_000_000], ['2026-01-05', 1_767_571_200_000],
  ['2024-02-29 23:59:59.999', 1_709_251_199_999],
])('%s is an instant', (text, ms) => {
  expect(parseUtc(text)).toBe(ms);
});

test.each(['2026-02-29', '2026-13-01', '2026-00-01', '2026-01-05 24:00', '2026-01-05 08:60', '2026-01-05 08:00:60', '2026-1-5', '5 January 2026', '2026-01-05 08:00 CET', '2026-01-05 8:00', ''])('"%s" is no instant', (text) => {
  expect(parseUtc(text)).toBeUndefined();
});

test('every instant of four-digit years is read back from its text', () => {
  fc.assert(fc.property(fc.integer({ min: parseUtc('1000-01-01') ?? 0, max: parseUtc('9999-12-31') ?? 0 }), (ms) => {
    expect(parseUtc(formatIso(ms))).toBe(ms);
    expect(parseUtc(formatIso(ms).replace('T', ' ').replace('Z', ' UTC'))).toBe(ms);
  }));
});
