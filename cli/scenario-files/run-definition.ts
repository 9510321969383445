/** Scenarios made in code run as files do: base worlds come from the library, mistakes are said before anything happens. */
import { evidenceFields } from '../../evidence/index.ts';
import type { RunOptions } from '../../simulation/replay.ts';
import { runScenario as replayScenario, type ScenarioRun } from '../../simulation/run-scenario.ts';
import { scenarioFromDefinition, type ScenarioDefinition } from '../../simulation/scenario/define-scenario.ts';
import type { Scenario } from '../../simulation/scenario/model.ts';
import { formatProblem } from '../../simulation/scenario/problems.ts';
import { baseNamesOf, lookupFrom } from './load.ts';

const isRead = (scenario: Scenario | ScenarioDefinition): scenario is Scenario => 'startMs' in scenario;

/** A scenario as it is read, or what is wrong with its definition. @param done what cannot be done with it then */
export function scenarioFrom(scenario: Scenario | ScenarioDefinition, done: string): Scenario {
  if (isRead(scenario)) return scenario;
  const read = scenarioFromDefinition(scenario, { id: 'scenario', file: null, evidences: evidenceFields, baseNames: baseNamesOf(), lookup: lookupFrom(null) });
  if ('scenario' in read) return read.scenario;
  throw new Error(`The scenario cannot be ${done}:\n${read.problems.map(formatProblem).join('\n')}`);
}

/**
 * Replays a scenario and checks what it expects: one that `defineScenario` made, or one that `loadScenarios` read.
 * @throws Error naming what is wrong, the nearest valid words and the next step, when the definition is no scenario
 * @example
 * const run = runScenario(defineScenario({
 *   title: 'A sign-in without a tunnel finds no domain controller',
 *   base: 'managed/home-laptop',
 *   timeline: [{ at: '0m', do: 'alice signs in', see: { within: '2m', event: 334 } }],
 * }));
 * run.status; // 'passed'
 */
export function runScenario(scenario: Scenario | ScenarioDefinition, options: RunOptions = {}): ScenarioRun {
  return replayScenario(scenarioFrom(scenario, 'run'), options);
}
