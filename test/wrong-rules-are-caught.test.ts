import { expect, test } from 'vitest';
import { alphabet } from '../simulation/exploration/alphabet.ts';
import { createExploration, type Exploration, type PathStep } from '../simulation/exploration/exploration.ts';
import { checkInvariants, type InvariantResult } from '../simulation/exploration/invariant-check.ts';
import { fixpointTime } from '../simulation/exploration/time-model.ts';
import { isBroken, properties, worlds, wrongRules, type PropertyName, type WrongRule } from './support/wrong-rules/index.ts';

// Each rule is a mistake that somebody could make in one chart or mock. It is put in for the time of one exploration; the
// invariants of lifecycle.md 10 must notice it, and must not complain in the same world without it.

type Place = Pick<WrongRule, 'world' | 'actions' | 'budget'>;
const statesMax = 12_000;

interface Explored {
  readonly exploration: Exploration;
  readonly isComplete: boolean;
}

function explored({ world, actions, budget }: Place): Explored {
  const exploration = createExploration(worlds[world](), { actions: alphabet(actions), time: fixpointTime, interleaving: 'breaking', ...(budget ? { budget } : {}) });
  return { exploration, isComplete: exploration.run({ statesMax }).kind === 'complete' };
}

const isProperty = (caughtBy: WrongRule['caughtBy']): caughtBy is PropertyName => caughtBy in properties;

const inWords = (step: PathStep): string => (step.kind === 'action' ? step.action.action.text : step.kind === 'time' ? `${step.passesMs} ms pass` : `${step.item.actor} ${step.item.id}`);
/** What is broken, each with the shortest way to it. */
const shown = ({ breaches }: InvariantResult): string => breaches.map(({ id, what, path }) => `${id}: ${what}\n  ${path.map(inWords).join('\n  ')}`).join('\n');

const titleOf = ({ world, actions, budget }: Place): string => `${world}: ${actions.join(', ') || 'nobody does anything'}${budget ? `, at most ${JSON.stringify(budget)}` : ''}`;
const places = [...new Map(wrongRules.map((rule) => [titleOf(rule), rule])).entries()];

test('there are at least twenty wrong rules, each with its own name and sentence', () => {
  expect(wrongRules.length).toBeGreaterThanOrEqual(20);
  expect(new Set(wrongRules.map(({ id }) => id)).size).toBe(wrongRules.length);
  expect(new Set(wrongRules.map(({ sentence }) => sentence)).size).toBe(wrongRules.length);
});

test.each(places)('the right model breaks nothing in %s', (title, place) => {
  const { exploration, isComplete } = explored(place);
  const result = checkInvariants(exploration);
  expect(shown(result)).toBe('');
  expect(result.states).toBeGreaterThan(10);
  const promised = new Set(wrongRules.flatMap((rule) => (titleOf(rule) === title && isProperty(rule.caughtBy) ? [rule.caughtBy] : [])));
  expect([...promised].filter((name) => isBroken(exploration, name, isComplete))).toEqual([]);
});

/** What breaks: names of properties and ids of invariants, each of these with the shortest way to it. */
function noticed(exploration: Exploration, { caughtBy }: WrongRule, isComplete: boolean): string {
  if (isProperty(caughtBy)) return isBroken(exploration, caughtBy, isComplete) ? caughtBy : '';
  return shown(checkInvariants(exploration));
}

const named = wrongRules.map((rule) => [rule.id, rule] as const);

test.each(named)('%s is caught', (_id, rule) => {
  const takeOut = rule.patch();
  try {
    const { exploration, isComplete } = explored(rule);
    expect(noticed(exploration, rule, isComplete)).toMatch(isProperty(rule.caughtBy) ? rule.caughtBy : new RegExp(`^${rule.caughtBy}:`, 'm'));
  } finally {
    takeOut();
  }
});
