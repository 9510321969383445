/** The timeline of a run at 80 columns: virtual time, who, what happened and why. */
import type { TraceEntry } from '../simulation/trace.ts';
import type { Style } from './report.ts';
import { clock, contextOf, namingOf, sentenceOf, type Naming } from './words.ts';

const defaultWidth = 80;
const actorWidthMax = 26;

export interface TimelineOptions {
  /** Background as well: password hashes, caches, answers. */
  readonly everything?: boolean;
  /** Numbers of the entries, for `--why`. */
  readonly numbered?: boolean;
  /** Only these entries; their words still come from the whole trace. */
  readonly only?: (entry: TraceEntry) => boolean;
  /** @default 80 */
  readonly width?: number;
}

/** Words into lines; one longer than a line stays whole, so that it can be copied. */
export function wrap(text: string, room: number): string[] {
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

interface Row {
  readonly entry: TraceEntry;
  readonly actor: string;
  readonly sentence: string;
}

/** What somebody does and what one sees stand out without colour, in the words of scenario files. */
const whoOf = ({ kind, actor }: TraceEntry, naming: Naming): string => (kind === 'expectation' ? 'SEE' : kind === 'action' ? 'DO' : naming(actor));

function rowsOf(entries: readonly TraceEntry[], { everything = false, only }: TimelineOptions): Row[] {
  const naming = namingOf(entries.map(({ actor }) => actor));
  const context = contextOf(entries);
  return entries.flatMap((entry) => {
    if (only ? !only(entry) : !everything && (background.test(entry.actor) || (entry.kind === 'request' && entry.data.ok === true))) return [];
    const sentence = sentenceOf(entry, context);
    return sentence === null ? [] : [{ entry, actor: whoOf(entry, naming), sentence }];
  });
}

function styleOf({ kind, data }: TraceEntry, style: Style): (text: string) => string {
  if (kind === 'action') return style.bold;
  if (kind === 'expectation') return data.ok === true ? style.good : style.bad;
  return (text) => text;
}

export function timelineLines(entries: readonly TraceEntry[], style: Style, options: TimelineOptions = {}): string[] {
  const rows = rowsOf(entries, options);
  const actorWidth = Math.min(actorWidthMax, Math.max(0, ...rows.map(({ actor }) => actor.length)));
  const numberWidth = options.numbered ? String(entries.at(-1)?.index ?? 0).length : 0;
  const lines: string[] = [];
  let lastClock = '';
  let lastActor = '';
  for (const { entry, actor, sentence } of rows) {
    const time = clock(entry.atMs);
    const number = options.numbered ? `${String(entry.index).padStart(numberWidth)} ` : '';
    const sameTime = time === lastClock;
    const shownActor = (sameTime && actor === lastActor ? '' : actor.slice(0, actorWidth)).padEnd(actorWidth);
    const before = number.length + time.length + actorWidth + 4;
    const [first = '', ...rest] = wrap(sentence, (options.width ?? defaultWidth) - before);
    const strong = styleOf(entry, style);
    lines.push(`${style.dim(number)}${sameTime ? ' '.repeat(time.length) : time}  ${style.dim(shownActor)}  ${strong(first)}`.trimEnd());
    for (const more of rest) lines.push(`${' '.repeat(before)}${strong(more)}`);
    lastClock = time;
    lastActor = actor;
  }
  return lines;
}
