import { expect, test } from 'vitest';
import { performAction } from '../simulation/perform.ts';
import { durationOf, runScenario, worldOf } from '../simulation/run-scenario.ts';
import type { Scenario } from '../simulation/scenario/model.ts';
import { fire } from '../simulation/step.ts';
import { Trace, type TraceEntry } from '../simulation/trace.ts';
import { compareWorlds, hashWorld, restoreWorld, serialiseWorld, withoutCauses, type World } from '../simulation/world.ts';
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

/** Depth at which a changed part of the world is written and read as one text: world, part, device or replica or item of a list, its field. */
const partDepth = 3;

/**
 * The world as it comes out of its text. A part that is the very value which came out of the text an earlier time would come out
 * equal again and is not written anew: that makes a restoration after every single step affordable.
 */
function restoringStore(): Store {
  const fromText = new WeakSet<object>();
  const restored = (value: unknown, depth: number): unknown => {
    if (typeof value !== 'object' || value === null || fromText.has(value)) return value;
    const result: object = depth >= partDepth
      ? (JSON.parse(JSON.stringify(value)) as object)
      : Array.isArray(value)
        ? value.map((item) => restored(item, depth + 1))
        : Object.fromEntries(Object.entries(value).map(([key, field]) => [key, restored(field, depth + 1)]));
    fromText.add(result);
    return result;
  };
  return (world) => restored(world, 0) as World;
}

/** What happened, one text an entry: what a run records when it looks (expectations) is left out, and the causes are counted without it. */
function happenings(entries: readonly TraceEntry[]): readonly string[] {
  const indexes = new Map<number, number>();
  const texts: string[] = [];
  for (const { index, cause, ...entry } of entries) {
    if (entry.kind === 'expectation') continue;
    indexes.set(index, texts.length);
    texts.push(JSON.stringify({ ...entry, cause: cause === null ? null : (indexes.get(cause) ?? 'unknown') }));
  }
  return texts;
}

test.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('%s: restored after every step, it ends in the same world by the same way', (_id, scenario) => {
  const live = runScenario(scenario, { untilMs: durationOf(scenario) });
  const restored = goThrough(scenario, restoringStore());
  expect(compareWorlds(withoutCauses(live.world), withoutCauses(restored.world))).toEqual([]);
  expect(hashWorld(restored.world)).toBe(hashWorld(live.world));
  const [then, now] = [happenings(live.trace.entries), happenings(restored.trace.entries)];
  expect(now.find((text, index) => text !== then[index])).toBeUndefined();
  expect(now).toHaveLength(then.length);
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
