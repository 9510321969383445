/** The timeline: at this time somebody does something, and this is what one must see. */
import type { EvidenceContext } from '../../evidence/evidence.ts';
import { dayMs, formatDuration, parseDurationMs } from '../calendar.ts';
import { matchAction } from '../vocabulary/pattern.ts';
import type { Verb } from '../vocabulary/verb.ts';
import type { Collector } from './collector.ts';
import type { Action, Condition, Expectation, Expected, Position, ScenarioStep } from './model.ts';
import type { WorldSpec } from './world-spec.ts';
import type { Entry, Tree } from './yaml-tree.ts';

/** Evidence names and their fields, as far as the reader has to know them. */
export type EvidenceFields = { readonly [evidence: string]: readonly string[] };

export interface TimelineWords {
  readonly verbs: readonly Verb[];
  readonly evidences: EvidenceFields;
  /** `undefined` while the world itself has problems: names are then not checked. */
  readonly world: WorldSpec | undefined;
}

/** Latest instant of a scenario. */
const instantMsMax = 10 * 366 * dayMs;
const stepKeys = ['at', 'after', 'do', 'see', 'note'];
const modes = ['within', 'always', 'never'] as const;
const seeKeys = [...modes, 'takes', 'on', 'as', 'event'];
const contexts: readonly EvidenceContext[] = ['user', 'admin', 'system'];

const textsOf = (tree: Tree): readonly { readonly text: string; readonly at: Position }[] =>
  tree.kind === 'text' ? [{ text: tree.text, at: tree.at }] : tree.kind === 'list' ? tree.items.flatMap((item) => textsOf(item)) : [];

function durationOf(entry: Entry, into: Collector): number | undefined {
  if (entry.value.kind !== 'text') {
    into.add('JL206', `"${entry.key}" is a duration`, entry.value.at, ['5m', '1h30m']);
    return undefined;
  }
  const { text } = entry.value;
  const ms = parseDurationMs(text);
  if (ms === undefined) into.add('JL206', text.trim().startsWith('-') ? `"${text}" is negative` : `"${text}" is no duration`, entry.value.at, ['0m', '5m', '1h30m', '14d']);
  else if (ms > instantMsMax) into.add('JL206', `"${text}" is later than ten years`, entry.value.at);
  else return ms;
  return undefined;
}

/** Names that the sentence uses must exist in the world. */
function checkNames(words: { readonly [placeholder: string]: string }, verb: Verb, world: WorldSpec, at: Position, into: Collector): void {
  const anybody = verb.group === 'command';
  const known = {
    person: [...Object.keys(world.people), ...(anybody ? ['helpdesk', 'admin'] : [])],
    device: [...Object.keys(world.devices), ...(anybody ? Object.keys(world.connect) : [])],
    server: Object.keys(world.connect),
    controller: Object.keys(world.controllers),
  };
  for (const [placeholder, names] of Object.entries(known)) {
    const word = words[placeholder];
    if (word !== undefined && !names.some((name) => name.toLowerCase() === word.toLowerCase())) into.unknown('JL209', `there is no ${placeholder}`, word, names, at);
  }
}

function readActions(tree: Tree, words: TimelineWords, into: Collector): Action[] {
  if (tree.kind === 'map') {
    into.add('JL204', 'a sentence is expected, not a mapping', tree.at, words.verbs.slice(0, 3).map((verb) => verb.example));
    return [];
  }
  return textsOf(tree).flatMap(({ text, at }) => {
    const matched = matchAction(text, words.verbs);
    if ('nearest' in matched) {
      into.add('JL204', `"${text}"`, at, matched.nearest, 'joinlab explain vocabulary lists every sentence.');
      return [];
    }
    if (words.world) checkNames(matched.words, matched.verb, words.world, at, into);
    return [{ text, verb: matched.verb.id, words: matched.words, at }];
  });
}

function expectedOf(text: string): Expected {
  if (text === '(absent)') return { kind: 'absent' };
  if (text === '(any)') return { kind: 'any' };
  const pattern = /^\/(.+)\/$/.exec(text);
  if (pattern?.[1]) return { kind: 'matches', pattern: pattern[1] };
  if (text.startsWith('not ')) return { kind: 'is-not', text: text.slice(4) };
  return { kind: 'is', text };
}

function eventCondition({ text, at }: { readonly text: string; readonly at: Position }, into: Collector): Condition[] {
  const match = /^(?:(User Device Registration|AAD|System)\s+)?(\d{1,5})$/.exec(text);
  if (!match) {
    into.add('JL207', `"${text}" is no event`, at, ['334', 'AAD 1081']);
    return [];
  }
  return [{ kind: 'event', id: Number(match[2]), log: match[1] ?? null, text: `event: ${text}`, at }];
}

function fieldCondition(entry: Entry, words: TimelineWords, into: Collector): Condition[] {
  const dot = entry.key.indexOf('.');
  const evidence = entry.key.slice(0, dot);
  const field = entry.key.slice(dot + 1);
  const fields = dot < 0 ? undefined : words.evidences[evidence];
  const all = Object.entries(words.evidences).flatMap(([name, names]) => names.map((one) => `${name}.${one}`));
  if (!fields) {
    into.unknown('JL205', dot < 0 ? 'a field is written evidence.field:' : 'there is no evidence', dot < 0 ? entry.key : evidence, dot < 0 ? [...seeKeys, ...all] : Object.keys(words.evidences), entry.keyAt);
    return [];
  }
  if (!fields.some((known) => known === field || (known.endsWith('*') && field.startsWith(known.slice(0, -1))))) {
    into.unknown('JL205', `${evidence} has no field`, field, fields, entry.keyAt);
    return [];
  }
  if (entry.value.kind !== 'text') {
    into.add('JL207', `${entry.key}: one value is expected`, entry.value.at);
    return [];
  }
  const expected = expectedOf(entry.value.text);
  if (expected.kind === 'matches' && !isPattern(expected.pattern)) {
    into.add('JL207', `/${expected.pattern}/ is no regular expression`, entry.value.at);
    return [];
  }
  return [{ kind: 'field', evidence, field, expected, text: `${entry.key}: ${entry.value.text}`, at: entry.keyAt }];
}

function isPattern(source: string): boolean {
  try {
    return new RegExp(source).source !== '';
  } catch {
    return false;
  }
}

function readExpectation(tree: Tree, words: TimelineWords, into: Collector): Expectation[] {
  if (tree.kind !== 'map') {
    into.add('JL207', 'what one must see is a mapping', tree.at, ['see: { within: 2m, event: 334 }']);
    return [];
  }
  let mode: Expectation['mode'] = 'now';
  let windowMs = 0;
  let takes: Expectation['takes'] = null;
  let device: string | null = null;
  let as: EvidenceContext = 'user';
  const conditions: Condition[] = [];
  for (const entry of tree.entries) {
    if ((modes as readonly string[]).includes(entry.key)) {
      if (mode !== 'now') into.add('JL207', `"${entry.key}" beside "${mode}": one of ${modes.join(', ')}`, entry.keyAt);
      mode = entry.key as Expectation['mode'];
      windowMs = durationOf(entry, into) ?? 0;
    } else if (entry.key === 'takes') {
      const [from, to] = textsOf(entry.value)[0]?.text.split('..') ?? [];
      const minMs = parseDurationMs(from ?? '');
      const maxMs = parseDurationMs(to ?? from ?? '');
      if (minMs === undefined || maxMs === undefined || maxMs < minMs) into.add('JL206', '"takes" is a range of durations', entry.value.at, ['30m..60m']);
      else takes = { minMs, maxMs };
    } else if (entry.key === 'on') device = nameOf(entry, words, into);
    else if (entry.key === 'as') {
      const text = textsOf(entry.value)[0]?.text ?? '';
      if ((contexts as readonly string[]).includes(text)) as = text as EvidenceContext;
      else into.unknown('JL207', 'no security context', text, contexts, entry.value.at);
    } else if (entry.key === 'event') conditions.push(...textsOf(entry.value).flatMap((event) => eventCondition(event, into)));
    else conditions.push(...fieldCondition(entry, words, into));
  }
  if (takes && mode !== 'within') into.add('JL207', '"takes" goes with "within"', tree.at);
  if (conditions.length === 0 && into.problems.length === 0) into.add('JL207', 'nothing is expected here', tree.at, ['event: 334', 'portal.registered: Pending']);
  return [{ mode, windowMs, takes, device, as, conditions, at: tree.at }];
}

function nameOf(entry: Entry, words: TimelineWords, into: Collector): string | null {
  const text = textsOf(entry.value)[0]?.text ?? '';
  const names = Object.keys(words.world?.devices ?? {});
  if (words.world && !names.includes(text)) into.unknown('JL209', 'there is no device', text, names, entry.value.at);
  return text;
}

export function readTimeline(tree: Tree, words: TimelineWords, into: Collector): ScenarioStep[] {
  if (tree.kind !== 'list') {
    into.add('JL207', '"timeline" is a list of steps', tree.at, ['- at: 0m']);
    return [];
  }
  const steps: ScenarioStep[] = [];
  let before = 0;
  for (const item of tree.items) {
    if (item.kind !== 'map') {
      into.add('JL207', 'a step is a mapping with at, do, see', item.at, ['- at: 5m']);
      continue;
    }
    for (const { key, keyAt } of item.entries) if (!stepKeys.includes(key)) into.unknown('JL203', 'a step has no', key, stepKeys, keyAt);
    const entry = (key: string): Entry | undefined => item.entries.find((candidate) => candidate.key === key);
    const at = entry('at');
    const after = entry('after');
    if (at && after) into.add('JL206', '"at" counts from the start, "after" from the step above: one of them', after.keyAt);
    const given = at ?? after;
    const ms = given ? durationOf(given, into) : 0;
    if (!given) into.add('JL206', 'a step needs "at" or "after"', item.at, ['at: 5m', 'after: 5m']);
    const atMs = ms === undefined ? before : at ? ms : before + ms;
    if (atMs < before) into.add('JL206', `${formatDuration(atMs)} is before the step above (${formatDuration(before)})`, given?.value.at ?? item.at);
    before = Math.max(before, atMs);
    const doing = entry('do');
    const seeing = entry('see');
    steps.push({
      atMs,
      at: item.at,
      actions: doing ? readActions(doing.value, words, into) : [],
      expectations: seeing ? (seeing.value.kind === 'list' ? seeing.value.items : [seeing.value]).flatMap((one) => readExpectation(one, words, into)) : [],
    });
  }
  return steps;
}
