/** The timeline of a run at 80 columns: virtual time, actor, what happened and why. */
import type { TraceEntry } from '../simulation/trace.ts';
import type { Style } from './report.ts';
import { actorName, clock, sentenceOf } from './words.ts';

const width = 80;
const actorWidth = 22;

function wrap(text: string, room: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Background that repeats whatever the story is about. */
const background = /^(password-sync|connect-scheduler|dc-locator)/;

export function timelineLines(entries: readonly TraceEntry[], style: Style, options: { readonly everything?: boolean } = {}): string[] {
  const lines: string[] = [];
  let lastClock = '';
  for (const entry of entries) {
    if (!options.everything && (background.test(entry.actor) || (entry.kind === 'request' && entry.data.ok === true))) continue;
    const sentence = sentenceOf(entry);
    if (sentence === null) continue;
    const time = clock(entry.atMs);
    const shownTime = time === lastClock ? ' '.repeat(time.length) : time;
    lastClock = time;
    const actor = actorName(entry.actor).slice(0, actorWidth).padEnd(actorWidth);
    const [first = '', ...rest] = wrap(sentence, width - time.length - actorWidth - 4);
    const strong = entry.kind === 'action' ? style.bold : entry.kind === 'expectation' ? (entry.data.ok === true ? style.good : style.bad) : (text: string) => text;
    lines.push(`${shownTime}  ${style.dim(actor)}  ${strong(first)}`.trimEnd());
    for (const more of rest) lines.push(`${' '.repeat(time.length + actorWidth + 4)}${strong(more)}`);
  }
  return lines;
}
