/** The timeline: at this time somebody does something, and this is what one must see. */
import { formatDuration } from '../calendar.ts';
import { matchAction } from '../vocabulary/pattern.ts';
import type { Verb } from '../vocabulary/verb.ts';
import { checkWords } from './check-words.ts';
import { clip, type Collector } from './collector.ts';
import type { Action, ScenarioStep } from './model.ts';
import { readExpectation, type EvidenceFields } from './read-expectation.ts';
import { durationOf, instantMsMax, textsOf } from './read-time.ts';
import type { WorldSpec } from './world-spec.ts';
import type { Entry, Tree } from './yaml-tree.ts';

export interface TimelineWords {
  readonly verbs: readonly Verb[];
  readonly evidences: EvidenceFields;
  /** `undefined` while the world itself has problems: names are then not checked. */
  readonly world: WorldSpec | undefined;
}

const stepKeys = ['at', 'after', 'do', 'see', 'note'];

function readActions(entry: Entry, words: TimelineWords, into: Collector): Action[] {
  return textsOf(entry, into).flatMap(({ text, at }) => {
    const matched = matchAction(text, words.verbs);
    if ('nearest' in matched) {
      into.add('JL204', `"${clip(text)}"`, at, matched.nearest);
      return [];
    }
    return [{ text, verb: matched.verb.id, words: checkWords(matched.words, matched.verb, words.world, at, into), at }];
  });
}

/** Instant of a step, or that of the step above where it is not said properly. */
function instantOf(item: Tree & { readonly kind: 'map' }, beforeMs: number, into: Collector): number {
  const entry = (key: string): Entry | undefined => item.entries.find((candidate) => candidate.key === key);
  const [at, after] = [entry('at'), entry('after')];
  if (at && after) into.add('JL206', '"at" counts from the start, "after" from the step above: one of them', after.keyAt, ['at: 5m', 'after: 5m']);
  const given = at ?? after;
  if (!given) {
    into.add('JL206', 'a step needs "at" or "after"', item.at, ['at: 5m', 'after: 5m']);
    return beforeMs;
  }
  const ms = durationOf(given, into);
  if (ms === undefined) return beforeMs;
  const atMs = at ? ms : beforeMs + ms;
  if (atMs < beforeMs) {
    into.add('JL206', `${formatDuration(atMs)} is before the step above (${formatDuration(beforeMs)})`, given.value.at, [`at: ${formatDuration(beforeMs)}`, 'after: 5m']);
  }
  if (atMs > instantMsMax) into.add('JL206', `${formatDuration(atMs)} is more than ten years after the start`, given.value.at);
  return Math.max(beforeMs, atMs);
}

export function readTimeline(tree: Tree, words: TimelineWords, into: Collector): ScenarioStep[] {
  if (tree.kind !== 'list' || tree.items.length === 0) {
    into.add(tree.kind === 'list' || (tree.kind === 'text' && tree.text === '') ? 'JL208' : 'JL207', '"timeline" is a list of at least one step', tree.at, ['- at: 0m']);
    return [];
  }
  const steps: ScenarioStep[] = [];
  let atMs = 0;
  for (const [index, item] of tree.items.entries()) {
    into.step = index + 1;
    if (item.kind !== 'map') {
      into.add('JL207', 'a step is a mapping with at, do, see', item.at, ['- at: 5m']);
      continue;
    }
    for (const { key, keyAt } of item.entries) if (!stepKeys.includes(key)) into.unknown('JL203', 'a step has no', key, stepKeys, keyAt);
    atMs = instantOf(item, atMs, into);
    const doing = item.entries.find(({ key }) => key === 'do');
    const seeing = item.entries.find(({ key }) => key === 'see');
    const seen = seeing?.value.kind === 'list' ? seeing.value.items : seeing ? [seeing.value] : [];
    steps.push({ atMs, at: item.at, actions: doing ? readActions(doing, words, into) : [], expectations: seen.flatMap((one) => readExpectation(one, words, into)) });
  }
  into.step = null;
  return steps;
}
