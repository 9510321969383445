/** A scenario file: text in, a scenario or the list of what is wrong with it out. Pure; the disk is the command line's part. */
import { defaultStartMs, parseUtc } from '../calendar.ts';
import { verbs as allVerbs } from '../vocabulary/index.ts';
import type { Verb } from '../vocabulary/verb.ts';
import { Collector } from './collector.ts';
import type { Scenario } from './model.ts';
import type { Problem } from './problems.ts';
import { readTimeline, type EvidenceFields } from './read-timeline.ts';
import { readWorld, type BaseLookup } from './read-world.ts';
import { readTree, toProblem, type Entry, type Tree } from './yaml-tree.ts';

export interface ParseContext {
  readonly id: string;
  readonly file: string | null;
  readonly evidences: EvidenceFields;
  readonly lookup: BaseLookup;
  readonly baseNames: readonly string[];
  /** `--set` values. */
  readonly overrides?: { readonly [path: string]: string };
  /** `--seed`. */
  readonly seed?: string;
  readonly verbs?: readonly Verb[];
}

export type Parsed = { readonly scenario: Scenario } | { readonly problems: readonly Problem[] };

const keys = ['title', 'ticket', 'cause', 'source', 'tags', 'start', 'seed', 'base', 'world', 'change', 'timeline'];

const textOf = (entry: Entry | undefined, into: Collector): string | null => {
  if (!entry) return null;
  if (entry.value.kind === 'text') return entry.value.text;
  into.add('JL207', `"${entry.key}" is a text`, entry.value.at);
  return null;
};

const listOf = (entry: Entry | undefined, into: Collector): readonly string[] => {
  if (!entry) return [];
  if (entry.value.kind === 'text') return [entry.value.text];
  if (entry.value.kind === 'list') return entry.value.items.flatMap((item: Tree) => (item.kind === 'text' ? [item.text] : []));
  into.add('JL207', `"${entry.key}" is a text or a list of texts`, entry.value.at);
  return [];
};

export function parseScenario(text: string, context: ParseContext): Parsed {
  const into = new Collector(context.file);
  const read = readTree(text);
  if ('problems' in read) return { problems: read.problems.map((problem) => toProblem(problem, context.file)) };
  const { tree } = read;
  if (tree.kind !== 'map') {
    into.add('JL201', 'a scenario is a mapping with title, base and timeline', tree.at, keys.slice(0, 4));
    return { problems: into.sorted() };
  }
  for (const { key, keyAt } of tree.entries) if (!keys.includes(key)) into.unknown('JL203', 'a scenario has no', key, keys, keyAt);
  const entry = (key: string): Entry | undefined => tree.entries.find((candidate) => candidate.key === key);
  const title = textOf(entry('title'), into);
  if (!title) into.add('JL208', 'the scenario has no title', tree.at, ['title: …']);
  const startText = textOf(entry('start'), into);
  const startMs = startText === null ? defaultStartMs : parseUtc(startText);
  if (startMs === undefined) into.add('JL206', `"${startText ?? ''}" is no date`, entry('start')?.value.at ?? null, ['2026-01-05 08:00 UTC']);
  const world = readWorld({ base: entry('base'), world: entry('world'), change: entry('change'), overrides: context.overrides ?? {}, lookup: context.lookup, baseNames: context.baseNames }, into);
  const timelineEntry = entry('timeline');
  if (!timelineEntry) into.add('JL208', 'the scenario has no timeline', tree.at, ['timeline:']);
  const timeline = timelineEntry ? readTimeline(timelineEntry.value, { verbs: context.verbs ?? allVerbs, evidences: context.evidences, world }, into) : [];
  const fields = { ticket: textOf(entry('ticket'), into), cause: textOf(entry('cause'), into), source: listOf(entry('source'), into), tags: listOf(entry('tags'), into) };
  const seed = context.seed ?? textOf(entry('seed'), into) ?? 'joinlab';
  if (into.problems.length > 0 || !world || title === null || startMs === undefined) return { problems: into.sorted() };
  return { scenario: { id: context.id, file: context.file, title, ...fields, seed, startMs, world, timeline } };
}
