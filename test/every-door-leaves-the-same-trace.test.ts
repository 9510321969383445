// The simulated devices may ask the cloud in place, through msw or over HTTPS: what happens, and when, is the same to the last octet.
// A sample of every topic of the library runs here; the whole library runs with `npm run conformance`.
import { expect, test } from 'vitest';
import { openDoor, type DoorName } from '../doors/client/index.ts';
import { withJitter } from './support/jitter.ts';
import { drawMs } from '../simulation/random.ts';
import type { Scenario } from '../simulation/scenario/model.ts';
import { conformanceOf, wireQuestions, wireQuestionsOf } from './support/conformance.ts';
import { libraryScenarios } from './support/library.ts';

/** Milliseconds of wall time that a leg takes, drawn anew for each. */
const jitter = { minMs: 0, maxMs: 3 };
const jittered = (name: string) => {
  let drawn = 0;
  return () => drawMs(name, 'transport jitter', (drawn += 1), jitter);
};
const open = (name: DoorName) => openDoor(name, { wallNowMs: Date.now(), through: (transport) => withJitter(transport, jittered(name)) });

/** Scenarios that ask much take long; a few questions show as much. */
const questionsMax = 20;

/** Of each topic the first scenario that asks for anything, and the first that asks for what is still missing. */
function sampleOf(scenarios: readonly Scenario[]): readonly Scenario[] {
  const sample: Scenario[] = [];
  const topics = new Set<string>();
  const asked = new Set<string>();
  for (const scenario of scenarios) {
    const questions = wireQuestionsOf(scenario);
    const [topic = ''] = scenario.id.split('/');
    if (questions.length === 0 || questions.length > questionsMax) continue;
    if (topics.has(topic) && questions.every((name) => asked.has(name))) continue;
    topics.add(topic);
    for (const name of questions) asked.add(name);
    sample.push(scenario);
  }
  return sample;
}

const sample = sampleOf(await libraryScenarios());

test('the sample has every topic that asks the cloud, and every question', () => {
  expect(new Set(sample.flatMap(wireQuestionsOf))).toEqual(new Set(wireQuestions));
  expect(sample.length).toBeGreaterThan(12);
});

test.each(['wire', 'msw', 'https'] as const)('through %s, with a transport that takes its time, trace and world are those of the run in place', async (name) => {
  const door = await open(name);
  try {
    for (const scenario of sample) {
      const { same, differences, asked } = await conformanceOf(scenario, door);
      expect([scenario.id, same, differences]).toEqual([scenario.id, true, []]);
      expect(asked).toEqual(wireQuestionsOf(scenario));
    }
  } finally {
    await door.close();
  }
});
