/** Ways and moments in the words of an answer. */
import { formatDuration } from '../../simulation/calendar.ts';
import type { Finding } from '../../simulation/exploration/finding.ts';
import { kindOf } from '../../simulation/world.ts';
import type { PathStep } from '../../simulation/exploration/exploration.ts';

export type Row = readonly [word: string, text: string];

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

/** What is done, and what ends after hours or days, in order. */
export function doneWords(path: readonly PathStep[]): string {
  if (path.length === 0) return 'from the start';
  const words = path.flatMap((step) => (step.kind === 'action' ? [step.action.action.text] : step.kind === 'ages' ? [`${kindOf(step.item.actor)} ages`] : []));
  return words.length === 0 ? 'by itself' : words.join('; ');
}

export const pathJson = (path: readonly PathStep[]) => path.map((step) => (step.kind === 'action' ? { do: step.action.action.text } : step.kind === 'time' ? { passesMs: step.passesMs } : { [step.kind]: `${step.item.actor} ${step.item.id}` }));
