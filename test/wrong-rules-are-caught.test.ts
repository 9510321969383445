import { expect, test } from 'vitest';
import { alphabet } from '../simulation/exploration/alphabet.ts';
import { createExploration, type PathStep } from '../simulation/exploration/exploration.ts';
import { checkInvariants, type InvariantResult } from '../simulation/exploration/invariant-check.ts';
import { fixpointTime } from '../simulation/exploration/time-model.ts';
import { worlds, wrongRules, type WrongRule } from './support/wrong-rules/index.ts';

// Each rule is a mistake that somebody could make in one chart or mock. It is put in for the time of one exploration; the
// invariants of lifecycle.md 10 must notice it, and must not complain in the same world without it.

type Place = Pick<WrongRule, 'world' | 'actions' | 'budget'>;
const statesMax = 12_000;

function explored({ world, actions, budget }: Place): InvariantResult {
  const exploration = createExploration(worlds[world](), { actions: alphabet(actions), time: fixpointTime, interleaving: 'breaking', ...(budget ? { budget } : {}) });
  exploration.run({ statesMax });
  return checkInvariants(exploration);
}

const inWords = (step: PathStep): string => (step.kind === 'action' ? step.action.action.text : step.kind === 'time' ? `${step.passesMs} ms pass` : `${step.item.actor} ${step.item.id}`);
/** What is broken, each with the shortest way to it. */
const shown = ({ breaches }: InvariantResult): string => breaches.map(({ id, what, path }) => `${id}: ${what}\n  ${path.map(inWords).join('\n  ')}`).join('\n');

const titleOf = ({ world, actions }: Place): string => `${world}: ${actions.join(', ') || 'nobody does anything'}`;
const places = [...new Map(wrongRules.map((rule) => [titleOf(rule), rule])).entries()];

test('there are at least twenty wrong rules, each with its own name and sentence', () => {
  expect(wrongRules.length).toBeGreaterThanOrEqual(20);
  expect(new Set(wrongRules.map(({ id }) => id)).size).toBe(wrongRules.length);
  expect(new Set(wrongRules.map(({ sentence }) => sentence)).size).toBe(wrongRules.length);
});

test.each(places)('the right model breaks nothing in %s', (_title, place) => {
  const result = explored(place);
  expect(shown(result)).toBe('');
  expect(result.states).toBeGreaterThan(10);
});

test.each(wrongRules.map((rule) => [rule.id, rule] as const))('%s is caught', (_id, rule) => {
  const takeOut = rule.patch();
  try {
    const result = explored(rule);
    const caught = result.breaches.find(({ id }) => id === rule.caughtBy);
    if (!caught) throw new Error(`"${rule.sentence}" was not caught by ${rule.caughtBy} in ${result.states} states. What was noticed:\n${shown(result)}`);
    expect(caught.path.length).toBeGreaterThan(0);
  } finally {
    takeOut();
  }
});
