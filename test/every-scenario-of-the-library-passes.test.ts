import { expect, test } from 'vitest';
import { runScenario } from '../simulation/run-scenario.ts';
import { createInvariantMonitor } from '../simulation/invariants/index.ts';
import { libraryScenarios } from './support/library.ts';

const scenarios = await libraryScenarios();

test('the library has at least 35 scenarios, each with a ticket, a cause and a source', () => {
  expect(scenarios.length).toBeGreaterThanOrEqual(35);
  expect(scenarios.filter((scenario) => !scenario.ticket || !scenario.cause || scenario.source.length === 0).map(({ id }) => id)).toEqual([]);
});

test.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('%s', (_id, scenario) => {
  const run = runScenario(scenario, { monitor: createInvariantMonitor() });
  expect(run.failures).toEqual([]);
  expect(run.status).toBe('passed');
});
