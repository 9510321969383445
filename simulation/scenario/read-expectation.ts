/** One `see:`: when to look, whose eyes, and what must be there. */
import type { EvidenceContext } from '../../evidence/evidence.ts';
import { promptContexts } from '../../knowledge/vocabulary.ts';
import { parseDurationMs } from '../calendar.ts';
import { clip, type Collector } from './collector.ts';
import type { Condition, Expectation, Expected, FieldCondition, Position } from './model.ts';
import { durationOf, textsOf } from './read-time.ts';
import type { WorldSpec } from './world-spec.ts';
import type { Entry, Tree } from './yaml-tree.ts';

/** Evidence names and their fields, as far as the reader has to know them. */
export type EvidenceFields = { readonly [evidence: string]: readonly string[] };

export interface ExpectationWords {
  readonly evidences: EvidenceFields;
  readonly world: WorldSpec | undefined;
}

const expectationModes = ['within', 'always', 'never'] as const;
const expectationKeys = [...expectationModes, 'takes', 'on', 'as', 'event'] as const;
export const eventLogs = ['User Device Registration', 'AAD', 'System'] as const;
const eventPattern = new RegExp(`^(?:(${eventLogs.join('|')})\\s+)?(\\d{1,5})$`);

export function expectedOf(text: string): Expected {
  if (text === '(absent)') return { kind: 'absent' };
  if (text === '(any)') return { kind: 'any' };
  const pattern = /^\/(.+)\/$/s.exec(text);
  if (pattern?.[1]) return { kind: 'matches', pattern: pattern[1] };
  return text.startsWith('not ') ? { kind: 'is-not', text: text.slice('not '.length) } : { kind: 'is', text };
}

function eventCondition({ text, at }: { readonly text: string; readonly at: Position | null }, into: Collector): Condition[] {
  const match = eventPattern.exec(text);
  if (match) return [{ kind: 'event', id: Number(match[2]), log: match[1] ?? null, text: `event: ${text}`, at }];
  into.add('JL207', `"${clip(text)}" is no event: an id, or a log and an id`, at, ['334', ...eventLogs.map((log) => `${log} 1081`)]);
  return [];
}

function isPattern(source: string): boolean {
  try {
    return new RegExp(source).source !== '';
  } catch {
    return false;
  }
}

/** @param others keys that may stand here besides fields */
export function fieldCondition({ key, keyAt, value }: Entry, words: Pick<ExpectationWords, 'evidences'>, into: Collector, others: readonly string[] = expectationKeys): FieldCondition[] {
  const dot = key.indexOf('.');
  if (dot < 0) {
    const all = Object.entries(words.evidences).flatMap(([name, names]) => names.map((one) => `${name}.${one}`));
    into.unknown('JL205', 'what is seen is written evidence.field, not', key, [...others, ...all], keyAt);
    return [];
  }
  const evidence = key.slice(0, dot);
  const field = key.slice(dot + 1);
  const fields = Object.hasOwn(words.evidences, evidence) ? words.evidences[evidence] : undefined;
  if (!fields) {
    into.unknown('JL205', 'there is no evidence', evidence, Object.keys(words.evidences), keyAt);
    return [];
  }
  if (!fields.some((known) => known === field || (known.endsWith('*') && field.length >= known.length && field.startsWith(known.slice(0, -1))))) {
    into.unknown('JL205', `${evidence} has no field`, field, fields, keyAt);
    return [];
  }
  if (value.kind !== 'text' || value.text === '') {
    into.add('JL207', `${key}: one value is expected`, value.at, ['(any)', '(absent)', 'not X', '/pattern/'], 'Several values are several expectations: see: [{ … }, { … }].');
    return [];
  }
  const expected = expectedOf(value.text);
  if (expected.kind === 'matches' && !isPattern(expected.pattern)) {
    into.add('JL207', `/${clip(expected.pattern)}/ is no regular expression`, value.at);
    return [];
  }
  return [{ kind: 'field', evidence, field, expected, text: `${key}: ${value.text}`, at: keyAt }];
}

/** One of a closed set of words, spelt as the set spells it. */
export function oneOf<Word extends string>(entry: Entry, what: string, code: 'JL207' | 'JL209', valid: readonly Word[] | undefined, into: Collector): Word | null {
  const text = entry.value.kind === 'text' ? entry.value.text : '';
  const found = valid?.find((word) => word.toLowerCase() === text.toLowerCase());
  if (valid && found === undefined) into.unknown(code, what, text, valid, entry.value.at);
  return found ?? null;
}

function takesOf(entry: Entry, into: Collector): Expectation['takes'] {
  const [from = '', to = from, more] = entry.value.kind === 'text' ? entry.value.text.split('..') : [];
  const minMs = parseDurationMs(from);
  const maxMs = parseDurationMs(to);
  if (minMs !== undefined && maxMs !== undefined && maxMs >= minMs && more === undefined) return { minMs, maxMs };
  into.add('JL206', '"takes" is a duration or a range of durations', entry.value.at, ['30m..60m', '10s']);
  return null;
}

export function readExpectation(tree: Tree, words: ExpectationWords, into: Collector): Expectation[] {
  if (tree.kind !== 'map') {
    into.add('JL207', 'what one must see is a mapping', tree.at, ['see: { within: 2m, event: 334 }']);
    return [];
  }
  const before = into.problems.length;
  let mode: Expectation['mode'] = 'now';
  let windowMs = 0;
  let takes: Expectation['takes'] = null;
  let device: string | null = null;
  let as: EvidenceContext = 'user';
  const conditions: Condition[] = [];
  for (const entry of tree.entries) {
    const given = expectationModes.find((known) => known === entry.key);
    if (given) {
      if (mode !== 'now') into.add('JL207', `"${given}" beside "${mode}": one of them`, entry.keyAt, expectationModes);
      mode = given;
      windowMs = durationOf(entry, into) ?? 0;
    } else if (entry.key === 'takes') takes = takesOf(entry, into);
    else if (entry.key === 'on') device = oneOf(entry, 'there is no device', 'JL209', words.world && Object.keys(words.world.devices), into);
    else if (entry.key === 'as') as = oneOf(entry, 'there is no security context', 'JL209', promptContexts, into) ?? 'user';
    else if (entry.key === 'event') conditions.push(...textsOf(entry, into).flatMap((event) => eventCondition(event, into)));
    else conditions.push(...fieldCondition(entry, words, into));
  }
  if (takes && mode !== 'within') into.add('JL207', '"takes" goes with "within"', tree.at, ['within: 2h, takes: 30m..60m']);
  if (conditions.length === 0 && into.problems.length === before) into.add('JL207', 'nothing is expected here', tree.at, ['event: 334', 'portal.registered: Pending']);
  return [{ mode, windowMs, takes, device, as, conditions, at: tree.at }];
}
