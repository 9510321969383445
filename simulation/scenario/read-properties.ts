/** `properties:` what a scenario promises of its world, in the words of `see:`. */
import type { EvidenceContext } from '../../evidence/evidence.ts';
import { promptContexts } from '../../knowledge/vocabulary.ts';
import type { Collector } from './collector.ts';
import { propertyKinds, type Formula, type Property, type PropertyKind, type Seen } from './model.ts';
import { fieldCondition, oneOf, type ExpectationWords } from './read-expectation.ts';
import type { Entry, Tree } from './yaml-tree.ts';

const propertyKeys = ['name', ...propertyKinds, 'on', 'as'] as const;
const example = 'always: { if: { portal.registered: Pending }, then: { dsregcmd.AzureAdPrt: NO } }';

/** `null` after saying what is wrong. */
function formulaOf({ key, keyAt, value }: Entry, words: ExpectationWords, into: Collector, others: readonly string[]): Formula | null {
  if (value.kind === 'text' && value.code) return value.code as (seen: Seen) => boolean;
  if (value.kind !== 'map') {
    into.add('JL207', `"${key}" is a mapping of evidence fields, as in see:`, value.at, [`${key}: { dsregcmd.AzureAdPrt: NO }`]);
    return null;
  }
  const before = into.problems.length;
  const conditions = value.entries.flatMap((entry) => {
    if (entry.key !== 'event') return fieldCondition(entry, words, into, others);
    into.add('JL207', 'an event is written at one moment and holds at none: a property looks at fields', entry.keyAt, ['dsregcmd.AzureAdJoined: YES'], 'joinlab explore lists the events that are reached; joinlab explore --save writes a scenario for each.');
    return [];
  });
  if (into.problems.length > before) return null;
  if (conditions.length === 0) into.add('JL207', `nothing is said in "${key}"`, keyAt, [example]);
  return conditions.length === 0 ? null : conditions;
}

const bodyKeys = ['if', 'then'] as const;

/** What is promised, and where; `null` after saying what is wrong. */
function bodyOf(kind: PropertyKind, entry: Entry, words: ExpectationWords, into: Collector): Pick<Property, 'when' | 'holds'> | null {
  const { value } = entry;
  const part = (key: string): Entry | undefined => (value.kind === 'map' ? value.entries.find((candidate) => candidate.key === key) : undefined);
  const [condition, promise] = [part('if'), part('then')];
  if (!condition && !promise) {
    const holds = formulaOf(entry, words, into, bodyKeys);
    return holds && { when: null, holds };
  }
  if (value.kind === 'map') for (const { key, keyAt } of value.entries) if (key !== 'if' && key !== 'then') into.unknown('JL203', 'beside "if" and "then" there is no', key, bodyKeys, keyAt);
  if (kind === 'sometimes') {
    into.add('JL207', '"sometimes" has no "if": it is true of one instant', condition?.keyAt ?? promise?.keyAt ?? null, ['sometimes: { portal.registered: Pending, dsregcmd.AzureAdPrt: NO }']);
    return null;
  }
  if (!condition || !promise) {
    into.add('JL208', `"${condition ? 'if' : 'then'}" without "${condition ? 'then' : 'if'}"`, (condition ?? promise)?.keyAt ?? null, [example]);
    return null;
  }
  const when = formulaOf(condition, words, into, []);
  const holds = formulaOf(promise, words, into, []);
  return when && holds && { when, holds };
}

function readProperty(tree: Tree, index: number, words: ExpectationWords, into: Collector): Property[] {
  if (tree.kind !== 'map') {
    into.add('JL207', 'a property is a mapping', tree.at, [example]);
    return [];
  }
  for (const { key, keyAt } of tree.entries) if (!propertyKeys.some((known) => known === key)) into.unknown('JL203', 'a property has no', key, propertyKeys, keyAt);
  const entry = (key: string): Entry | undefined => tree.entries.find((candidate) => candidate.key === key);
  const kinds = propertyKinds.filter((kind) => entry(kind));
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    into.add(kind === undefined ? 'JL208' : 'JL207', `a property is one of ${propertyKinds.join(', ')}${kind === undefined ? '' : `; here are ${kinds.join(' and ')}`}`, entry(kinds[1] ?? '')?.keyAt ?? tree.at, [example]);
    return [];
  }
  const given = entry('name');
  if (given && given.value.kind !== 'text') into.add('JL207', '"name" is a text', given.value.at);
  const onEntry = entry('on');
  const asEntry = entry('as');
  const device = onEntry ? oneOf(onEntry, 'there is no device', 'JL209', words.world && Object.keys(words.world.devices), into) : null;
  const as: EvidenceContext = (asEntry && oneOf(asEntry, 'there is no security context', 'JL209', promptContexts, into)) ?? 'user';
  const body = bodyOf(kind, entry(kind) as Entry, words, into);
  const name = given?.value.kind === 'text' && given.value.text !== '' ? given.value.text : `property ${index + 1}`;
  return body ? [{ name, kind, device, as, ...body, at: tree.at }] : [];
}

export function readProperties(tree: Tree, words: ExpectationWords, into: Collector): readonly Property[] {
  if (tree.kind !== 'list') {
    into.add('JL207', '"properties" is a list', tree.at, [`- ${example}`]);
    return [];
  }
  const properties = tree.items.flatMap((item, index) => readProperty(item, index, words, into));
  for (const [index, { name, at }] of properties.entries()) {
    if (properties.slice(0, index).some((other) => other.name === name)) into.add('JL202', `two properties are called "${name}"`, at);
  }
  return properties;
}
