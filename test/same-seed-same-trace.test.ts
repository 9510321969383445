import { expect, test } from 'vitest';
import { runScenario } from '../simulation/run-scenario.ts';
import { libraryScenarios } from './support/library.ts';

const scenarios = await libraryScenarios();

test.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('%s gives the same trace twice', (_id, scenario) => {
  const first = runScenario(scenario);
  const second = runScenario(scenario);
  expect(second.traceHash).toBe(first.traceHash);
  expect(first.trace.entries.length).toBeGreaterThan(0);
});

test('another seed gives another trace: names are part of it', () => {
  const [scenario] = scenarios;
  if (!scenario) throw new Error('the library is empty');
  expect(runScenario({ ...scenario, seed: 'another' }).traceHash).not.toBe(runScenario(scenario).traceHash);
});
