/** Runs a scenario from its description: world, replay, hash. */
import { evidences } from '../evidence/index.ts';
import type { AnsweredOutside, Pause } from './advance.ts';
import type { Answer } from './operation.ts';
import { replay, replayThrough, type ReplayResult, type RunOptions } from './replay.ts';
import { createWorld } from './scenario/create-world.ts';
import type { Scenario } from './scenario/model.ts';
import { effectiveSettings } from './scenario/settings.ts';
import type { World } from './world.ts';

/** What came of a replay: status, failures, trace and the last world. */
export interface ScenarioRun extends ReplayResult {
  readonly scenario: Scenario;
  /** SHA-256 of the trace; empty when the run left none. */
  readonly traceHash: string;
}

/** The world at the scenario's first instant. */
export const worldOf = (scenario: Scenario): World =>
  createWorld(scenario.world, { seed: scenario.seed, startMs: scenario.startMs, settings: effectiveSettings(scenario.world.settings) });

/** A world is a value: a scenario that is replayed again begins from the same one. */
const firstWorlds = new WeakMap<Scenario, World>();

function firstWorldOf(scenario: Scenario): World {
  const world = firstWorlds.get(scenario) ?? worldOf(scenario);
  firstWorlds.set(scenario, world);
  return world;
}

const asRun = (scenario: Scenario, result: ReplayResult, { withTrace }: RunOptions): ScenarioRun =>
  ({ ...result, scenario, traceHash: withTrace === false ? '' : result.trace.hash() });

/** Replays a scenario and checks what it expects. */
export const runScenario = (scenario: Scenario, options: RunOptions = {}): ScenarioRun =>
  asRun(scenario, replay(scenario, firstWorldOf(scenario), { evidences, ...options }), options);

/** How questions are answered outside the simulation. */
export interface Outside {
  readonly answeredOutside: AnsweredOutside;
  readonly answer: (pause: Pause) => Promise<Answer<unknown>>;
}

/** The same, with the questions that a door answers asked there. */
export const runScenarioThrough = async (scenario: Scenario, { answeredOutside, answer }: Outside, options: RunOptions = {}): Promise<ScenarioRun> =>
  asRun(scenario, await replayThrough(scenario, firstWorldOf(scenario), { evidences, answeredOutside, ...options }, answer), options);

/** Moments at which a scenario asserts something, in order, each once. */
export const instantsOf = (scenario: Scenario): readonly number[] =>
  [...new Set(scenario.timeline.flatMap((step) => (step.expectations.length > 0 ? [step.atMs] : [])))].sort((a, b) => a - b);

/** The last instant that a scenario speaks of. */
export const durationOf = (scenario: Scenario): number =>
  scenario.timeline.reduce((latest, step) => Math.max(latest, step.atMs, ...step.expectations.map((expectation) => step.atMs + expectation.windowMs)), 0);
