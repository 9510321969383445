/** Durations and texts of a file, with what is wrong with them. */
import { dayMs, parseDurationMs } from '../calendar.ts';
import { clip, type Collector } from './collector.ts';
import type { Position } from './model.ts';
import type { Entry } from './yaml-tree.ts';

/** Latest instant of a scenario: ten years, leap days included. */
export const instantMsMax = 10 * 366 * dayMs;

export function durationOf(entry: Entry, into: Collector): number | undefined {
  const text = entry.value.kind === 'text' ? entry.value.text.trim() : '';
  const ms = parseDurationMs(text);
  if (ms !== undefined && ms <= instantMsMax) return ms;
  const wrong = text === ''
    ? 'is a duration'
    : ms !== undefined
      ? `${clip(text)} is more than ten years`
      : text.startsWith('-') ? `${clip(text)} is negative` : `"${clip(text)}" is no duration`;
  into.add('JL206', `"${entry.key}": ${wrong}`, entry.value.at, ms === undefined ? ['0m', '5m', '1h30m', '14d'] : []);
  return undefined;
}

/** One text or a list of texts. */
export function textsOf(entry: Entry, into: Collector): readonly { readonly text: string; readonly at: Position | null }[] {
  const items = entry.value.kind === 'list' ? entry.value.items : [entry.value];
  return items.flatMap((item) => {
    if (item.kind === 'text' && item.text !== '') return [{ text: item.text, at: item.at }];
    into.add('JL207', `"${entry.key}" is a text or a list of texts`, item.at);
    return [];
  });
}
