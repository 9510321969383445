import { expect, test } from 'vitest';
import { wantsColour } from './io.ts';

test('colour goes to a terminal, not into pipes, CI logs, or where NO_COLOR is set', () => {
  expect(wantsColour(true, {})).toBe(true);
  expect(wantsColour(true, { NO_COLOR: '' })).toBe(true);
  expect(wantsColour(false, {})).toBe(false);
  expect(wantsColour(true, { NO_COLOR: '1' })).toBe(false);
  expect(wantsColour(true, { CI: 'true' })).toBe(false);
  expect(wantsColour(true, { TERM: 'dumb' })).toBe(false);
});
