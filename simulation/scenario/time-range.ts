/** Two times of a day or durations within one: `7h..9h30m`, or a single one. */
import type { RangeMs } from '../../knowledge/settings.ts';
import { dayMs, parseDurationMs } from '../calendar.ts';

export function isTimeRange(text: string): boolean {
  const [from = '', to = from, more] = text.split('..');
  const [fromMs, toMs] = [parseDurationMs(from), parseDurationMs(to)];
  return more === undefined && fromMs !== undefined && toMs !== undefined && fromMs <= toMs && toMs <= dayMs;
}

/** A text that was found to be one. */
export function rangeMs(text: string): RangeMs {
  const [from = '', to = from] = text.split('..');
  return { minMs: parseDurationMs(from) ?? 0, maxMs: parseDurationMs(to) ?? 0 };
}
