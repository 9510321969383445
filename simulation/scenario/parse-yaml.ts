/** A scenario file: text in, a scenario or the list of what is wrong with it out. Pure; the disk is the command line's part. */
import { defaultStartMs, parseUtc } from '../calendar.ts';
import { verbs as allVerbs } from '../vocabulary/index.ts';
import type { Verb } from '../vocabulary/verb.ts';
import { clip, Collector } from './collector.ts';
import type { Scenario } from './model.ts';
import type { Problem } from './problems.ts';
import type { EvidenceFields } from './read-expectation.ts';
import { textsOf } from './read-time.ts';
import { readProperties } from './read-properties.ts';
import { readTimeline } from './read-timeline.ts';
import type { BaseLookup } from './base-world.ts';
import { readPopulation } from './read-population.ts';
import { readWorld } from './read-world.ts';
import { readTree, type Entry, type Tree } from './yaml-tree.ts';

/** What the reader of a scenario has to be told, since it looks at no disk. */
export interface ParseContext {
  /** Id that the scenario gets: `vpn/logoff-loses-dc`. */
  readonly id: string;
  /** Name in messages; `null` for one made in code. */
  readonly file: string | null;
  /** Evidence names and the fields of each, for what `see:` may name. */
  readonly evidences: EvidenceFields;
  /** Text of a base world by its name; `undefined` where there is none. */
  readonly lookup: BaseLookup;
  /** Names for "did you mean". */
  readonly baseNames: readonly string[];
  /** `--set` values. */
  readonly overrides?: { readonly [path: string]: string };
  /** `--seed`. */
  readonly seed?: string;
  /** @default the whole vocabulary */
  readonly verbs?: readonly Verb[];
}

/** The scenario, or everything that is wrong with the text, in its order. */
export type Parsed = { readonly scenario: Scenario } | { readonly problems: readonly Problem[] };

const scenarioKeys = ['title', 'ticket', 'cause', 'source', 'tags', 'start', 'seed', 'base', 'world', 'change', 'timeline', 'properties', 'population'];

const textOf = (entry: Entry | undefined, into: Collector): string | null => {
  if (!entry) return null;
  if (entry.value.kind === 'text') return entry.value.text;
  into.add('JL207', `"${entry.key}" is a text`, entry.value.at);
  return null;
};

const listOf = (entry: Entry | undefined, into: Collector): readonly string[] => (entry ? textsOf(entry, into).map(({ text }) => text) : []);

/** A tree of texts into a scenario; files and scenarios made in code come through here. */
export function scenarioOf(tree: Tree, context: ParseContext): Parsed {
  const into = new Collector(context.file);
  if (tree.kind !== 'map') {
    into.add('JL201', 'a scenario is a mapping with title, base and timeline', tree.at, [], 'Start with "title:".');
    return { problems: into.sorted() };
  }
  for (const { key, keyAt } of tree.entries) if (!scenarioKeys.includes(key)) into.unknown('JL203', 'a scenario has no', key, scenarioKeys, keyAt);
  const entry = (key: string): Entry | undefined => tree.entries.find((candidate) => candidate.key === key);
  const title = entry('title');
  const titleText = textOf(title, into)?.replaceAll(/\s+/g, ' ').trim() ?? '';
  if (titleText === '' && title?.value.kind !== 'list' && title?.value.kind !== 'map') {
    into.add('JL208', 'the scenario has no title', title?.keyAt ?? tree.at, ['title: Signing out drops the VPN']);
  }
  const start = entry('start');
  const startText = textOf(start, into);
  const startMs = startText === null ? defaultStartMs : parseUtc(startText);
  if (startMs === undefined) into.add('JL206', `"${clip(startText ?? '')}" is no date in UTC`, start?.value.at ?? null, ['2026-01-05 08:00 UTC', '2026-01-05']);
  const world = readWorld(
    { base: entry('base'), world: entry('world'), change: entry('change'), overrides: context.overrides ?? {}, lookup: context.lookup, baseNames: context.baseNames, at: tree.at },
    into,
  );
  const steps = entry('timeline');
  if (!steps) into.add('JL208', 'the scenario has no timeline', tree.at, ['timeline:']);
  const timeline = steps ? readTimeline(steps.value, { verbs: context.verbs ?? allVerbs, evidences: context.evidences, world }, into) : [];
  const many = entry('population');
  const population = many && world ? readPopulation(many, { world, verbs: context.verbs ?? allVerbs, overrides: context.overrides ?? {} }, into) : null;
  const promised = entry('properties');
  const properties = promised ? readProperties(promised.value, { evidences: context.evidences, world }, into) : [];
  const fields = { ticket: textOf(entry('ticket'), into), cause: textOf(entry('cause'), into), source: listOf(entry('source'), into), tags: listOf(entry('tags'), into) };
  const seed = context.seed ?? textOf(entry('seed'), into) ?? 'joinlab';
  if (into.problems.length > 0 || !world || startMs === undefined) return { problems: into.sorted() };
  return { scenario: { id: context.id, file: context.file, title: titleText, ...fields, seed, startMs, world, timeline, properties, ...(population ? { population } : {}) } };
}

/**
 * Reads the text of a scenario file. `loadScenarios` does this for files; this is for texts from elsewhere.
 * Never throws for what is in the text.
 */
export function parseScenario(text: string, context: ParseContext): Parsed {
  const read = readTree(text);
  if ('tree' in read) return scenarioOf(read.tree, context);
  const into = new Collector(context.file);
  for (const problem of read.problems) into.addTree(problem);
  return { problems: into.sorted() };
}
