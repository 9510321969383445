import { expect, test } from 'vitest';
import { evidenceNames } from '../../evidence/index.ts';
import { inOneLine, smallContext } from '../../test/small-scenario.ts';
import { defineScenario, evidenceWords, scenarioFromDefinition } from './define-scenario.ts';

const definition = defineScenario({ title: 'Signs in', base: 'home', timeline: [{ at: '0m', do: 'alice signs in', see: { within: '2m', event: 334 } }, { after: '1m' }] });
const problems = (value: unknown): readonly string[] => {
  const parsed = scenarioFromDefinition(value, { ...smallContext, file: null });
  return 'problems' in parsed ? parsed.problems.map(inOneLine) : [];
};

test('a typed scenario is itself, and reads as a file of the same words does', () => {
  const parsed = scenarioFromDefinition(definition, { ...smallContext, file: null });
  expect('scenario' in parsed && parsed.scenario).toMatchObject({ title: 'Signs in', file: null, timeline: [{ atMs: 0, at: null, actions: [{ verb: 'sign-in' }], expectations: [{ mode: 'within', conditions: [{ id: 334 }] }] }, { atMs: 60_000 }] });
});

test.each([[undefined], [null], ['text'], [{}], [{ title: 't' }], [{ timeline: [] }]])('%j is no scenario', (value) => {
  expect(problems(value)).toEqual(['JL208 the module exports no scenario | export const scenario = defineScenario({ … })']);
});

test('what TypeScript let pass is checked again', () => {
  expect(problems({ ...definition, base: 'homme' })).toEqual(['JL211 there is no base world "homme" | home']);
  const itself: { title: string; timeline: unknown[] } = { title: 't', timeline: [] };
  itself.timeline.push(itself);
  expect(problems(itself)).toEqual(['JL212 nested more than 40 deep, or more than 50000 values']);
});

test('the evidences of the types are those there are', () => {
  expect([...evidenceWords]).toEqual(evidenceNames);
});
