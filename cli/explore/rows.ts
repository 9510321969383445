/** Answers as rows of a word and a text. */
import type { Style } from '../../reports/report.ts';
import { wrap } from '../../reports/timeline.ts';
import { formatDuration } from '../../simulation/calendar.ts';
import type { Finding } from '../../simulation/exploration/finding.ts';
import type { PathStep } from '../../simulation/exploration/exploration.ts';

export type Row = readonly [word: string, text: string];

const columns = 100;
const indent = 12;

export const rows = (lines: readonly Row[], style: Style): string =>
  lines.flatMap(([word, text]) => wrap(text, columns - indent).map((line, index) => `${index === 0 ? style.bold(word.padEnd(indent)) : ' '.repeat(indent)}${line}\n`)).join('');

export const grouped = (count: number): string => Math.round(count).toString().replaceAll(/\B(?=(\d{3})+$)/g, ',');

/** To the minute where that is exact enough, to the second else. */
export const roughly = (ms: number): string => formatDuration(Math.round(ms / 1000) * 1000);

/** The sentences of a way with the time that passes in between; latencies of seconds are not in it. */
export function wayWords(path: readonly PathStep[]): string {
  const words: string[] = [];
  let waitedMs = 0;
  for (const step of path) {
    if (step.kind === 'time') waitedMs += step.passesMs;
    if (step.kind !== 'action') continue;
    if (waitedMs > 0) words.push(`wait ${roughly(waitedMs)}`);
    words.push(step.action.action.text);
    waitedMs = 0;
  }
  if (waitedMs > 0) words.push(`wait ${roughly(waitedMs)}`);
  return words.length === 0 ? 'nobody does anything' : words.join('; ');
}

/** The same with real times, where a replay confirmed it. */
export function findingWords(finding: Finding, path: readonly PathStep[]): string {
  if (finding.outcome === 'not confirmed') return `${wayWords(path)} (not confirmed: ${finding.why})`;
  const done = finding.actions.map(({ atMs, action }) => `${roughly(atMs)} ${action.text}`);
  return [...done, `there at ${roughly(finding.atMs)}`].join('; ');
}
