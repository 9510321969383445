import { expect, test } from 'vitest';
import { performAction } from '../simulation/perform.ts';
import { durationOf, runScenario, worldOf } from '../simulation/run-scenario.ts';
import type { Scenario } from '../simulation/scenario/model.ts';
import { fire } from '../simulation/step.ts';
import { Trace, type TraceEntry } from '../simulation/trace.ts';
import { compareWorlds, hashWorld, restoreWorld, serialiseWorld, type World } from '../simulation/world.ts';
import { libraryScenarios } from './support/library.ts';

const scenarios = await libraryScenarios();

type Store = (world: World) => World;

/**
 * Goes through a scenario one step at a time: an action, or one thing that is due. What stands after the step goes through the
 * store, and the run goes on from what comes out of it.
 */
function goThrough(scenario: Scenario, store: Store): { readonly world: World; readonly trace: Trace; readonly steps: number } {
  const trace = new Trace();
  let steps = 0;
  let world = worldOf(scenario);
  const keep = (next: World): void => {
    world = store(next);
    steps += 1;
  };
  const passTo = (instantMs: number): void => {
    for (let item = world.agenda[0]; item && item.dueMs <= instantMs; item = world.agenda[0]) keep(fire(world, item, trace));
    world = { ...world, nowMs: instantMs };
  };
  for (const step of scenario.timeline) {
    // What is due at the instant of an action comes after it.
    if (step.atMs > world.nowMs) passTo(step.atMs - 1);
    world = { ...world, nowMs: step.atMs };
    for (const action of step.actions) keep(performAction(world, action, trace));
    passTo(step.atMs);
  }
  passTo(durationOf(scenario));
  return { world, trace, steps };
}

/** Depth at which a changed part of the world is written and read as one text: world, part, device or replica, its field. */
const partDepth = 3;

/**
 * The world as it comes out of its text. A part that is the very value which came out of the text the last time would come out
 * equal again and is not written anew: that makes a restoration after each of 38,000 steps affordable. Every chart's snapshot
 * is made a new value all the same, because what XState keeps beside a live snapshot must not survive.
 */
function restoringStore(): Store {
  let before: unknown;
  const restored = (value: unknown, known: unknown, depth: number): unknown => {
    if (value === known || typeof value !== 'object' || value === null) return value;
    if (depth >= partDepth || Array.isArray(value)) return JSON.parse(JSON.stringify(value)) as unknown;
    const knownFields = (known ?? {}) as Record<string, unknown>;
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, restored(field, knownFields[key], depth + 1)]));
  };
  return (world) => {
    const next = restored(world, before, 0) as World;
    const actors: Record<string, World['actors'][string]> = {};
    for (const [id, snapshot] of Object.entries(next.actors)) actors[id] = { ...snapshot };
    before = { ...next, actors };
    return before as World;
  };
}

/**
 * What happened, as text: what a run records when it looks (expectations) is left out, and the causes are counted without it.
 * @returns its hash
 */
function hashOfHappenings(entries: readonly TraceEntry[]): string {
  const trace = new Trace();
  const indexes = new Map<number, number>();
  for (const { index, cause, ...entry } of entries) {
    if (entry.kind !== 'expectation') indexes.set(index, trace.record({ ...entry, cause: cause === null ? null : (indexes.get(cause) ?? -1) }));
  }
  return trace.hash();
}

/** A pending item names the entry that led to it: those differ by what was looked at in between. */
const withoutCauses = ({ agenda, questions, ...rest }: World): unknown => ({
  ...rest,
  agenda: agenda.map((item) => ({ ...item, cause: null })),
  questions: Object.values(questions).map((question) => ({ ...question, cause: null })),
});

test.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('%s: restored after every step, it ends in the same world by the same way', (_id, scenario) => {
  const live = runScenario(scenario, { untilMs: durationOf(scenario) });
  const restored = goThrough(scenario, restoringStore());
  expect(compareWorlds(withoutCauses(live.world), withoutCauses(restored.world))).toEqual([]);
  expect(hashOfHappenings(restored.trace.entries)).toBe(hashOfHappenings(live.trace.entries));
  expect(restored.steps).toBeGreaterThanOrEqual(scenario.timeline.filter(({ actions }) => actions.length > 0).length);
});

test('the first and the last world of every scenario survive their text as a whole', () => {
  for (const scenario of scenarios) {
    for (const world of [worldOf(scenario), runScenario(scenario, { withTrace: false }).world]) {
      const restored = restoreWorld(serialiseWorld(world));
      expect(compareWorlds(world, restored)).toEqual([]);
      expect(hashWorld(restored)).toBe(hashWorld(world));
    }
  }
});
