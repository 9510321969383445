/**
 * Holds exploration to the real step. `proveEdge`: an edge from memory is what `performAction` or `fire` makes of the state's own
 * world. `walk`: a world that is never brought into normal form, with its logs, names and instants as they come, goes the same way
 * and is in the same state after every step.
 */
import type { AgendaItem } from '../../simulation/agenda.ts';
import type { Exploration } from '../../simulation/exploration/exploration.ts';
import { spentColumn } from '../../simulation/exploration/part-table.ts';
import { deadlineOf, never, untimed } from '../../simulation/exploration/time-model.ts';
import { performAction } from '../../simulation/perform.ts';
import { fire } from '../../simulation/step.ts';
import type { World } from '../../simulation/world.ts';

/** Where items stand that exploration keeps no time for. */
const untimedDueMs = 2 ** 52;

/** Gives what a step put on the agenda the deadline that the time model says; what was there before keeps its own. */
function retimed(exploration: Exploration, before: World, after: World): World {
  const kept = new Set<AgendaItem>(before.agenda);
  const agenda = after.agenda.flatMap((item) => {
    if (kept.has(item)) return [item];
    const deadline = deadlineOf(exploration.options.time, item, item.dueMs - after.nowMs);
    return deadline === never ? [] : [{ ...item, dueMs: deadline === untimed ? untimedDueMs : after.nowMs + deadline }];
  });
  return { ...after, agenda };
}

/** The real step of an input. */
export function realStep(exploration: Exploration, world: World, state: number, input: number): World {
  const step = exploration.step(state, input);
  if (step.kind === 'time') return { ...world, nowMs: world.nowMs + step.passesMs };
  if (step.kind === 'action') return retimed(exploration, world, performAction(world, step.action.action));
  const item = world.agenda.find(({ actor, id }) => actor === step.item.actor && id === step.item.id);
  if (!item) throw new Error(`${step.item.actor} ${step.item.id} is not on the agenda of the world`);
  return retimed(exploration, world, fire(world, { ...item, dueMs: world.nowMs }));
}

/** Slots in which a world, brought into normal form, is not the state; none is a proof. */
export function differences(exploration: Exploration, world: World, state: number): string[] {
  const is = exploration.vectorOf(world, ({ dueMs }) => (dueMs === untimedDueMs ? untimed : dueMs - world.nowMs));
  const expected = exploration.vector(state);
  const show = (slot: number, id: number): string => JSON.stringify(exploration.table.part(slot, id) ?? id);
  return exploration.table.slots.flatMap(({ name, index }) => {
    const [seen, wanted] = [is[index] ?? 0, expected[index] ?? 0];
    return index === spentColumn || seen === wanted ? [] : [`${name} (${show(index, seen)} instead of ${show(index, wanted)})`];
  });
}

function proveEdge(exploration: Exploration, world: World, { state, input, target }: { readonly state: number; readonly input: number; readonly target: number }, where: string): World {
  const next = realStep(exploration, world, state, input);
  const wrong = differences(exploration, next, target);
  if (wrong.length > 0) throw new Error(`${where}, state ${state}, input ${input}: the real step leads elsewhere in ${wrong.join(', ')}`);
  return next;
}

/** A small generator of its own: the same edges on every machine. */
export function picker(seed: number): (count: number) => number {
  let state = seed >>> 0;
  return (count) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
}

const edgesOf = (exploration: Exploration, state: number): { input: number; target: number }[] => {
  const edges: { input: number; target: number }[] = [];
  exploration.edges(state, (input, target) => edges.push({ input, target }));
  return edges;
};

/** Every edge out of so many states picked at random; or out of every state. @returns edges proven */
export function proveEdges(exploration: Exploration, states: number | 'all', seed = 1): number {
  const pick = picker(seed);
  const known = exploration.store.size;
  let proven = 0;
  for (let count = 0; count < (states === 'all' ? known : states); count += 1) {
    const state = states === 'all' ? count : pick(known);
    const world = exploration.world(state);
    for (const { input, target } of edgesOf(exploration, state)) {
      proveEdge(exploration, world, { state, input, target }, 'edge');
      proven += 1;
    }
  }
  return proven;
}

/**
 * A way at random from the start, at the same time in the concrete world; at every state on it, every edge out of it is taken in
 * the concrete world as well. @returns steps of the way, and edges proven
 */
export function walk(exploration: Exploration, world: World, stepsMax: number, seed: number): { readonly steps: number; readonly edges: number } {
  const pick = picker(seed);
  let state = 0;
  let now = world;
  let proven = 0;
  for (let step = 0; step < stepsMax; step += 1) {
    const edges = edgesOf(exploration, state);
    if (edges.length === 0) return { steps: step, edges: proven };
    const nexts = edges.map(({ input, target }) => proveEdge(exploration, now, { state, input, target }, `walk ${seed}, step ${step}`));
    proven += edges.length;
    const taken = pick(edges.length);
    now = nexts[taken] as World;
    state = edges[taken]?.target ?? state;
  }
  return { steps: stepsMax, edges: proven };
}

/** Goes an exploration's way to a state in the concrete world. */
export function replayPath(exploration: Exploration, world: World, state: number): World {
  const states: number[] = [];
  for (let at = state; at > 0; at = exploration.store.parent(at)) states.unshift(at);
  return states.reduce((now, at) => realStep(exploration, now, exploration.store.parent(at), exploration.store.input(at)), world);
}

/** A scenario's first world as the walk needs it: what never comes due is off its agenda, as in the exploration's first state. */
export function firstWorld(exploration: Exploration, world: World): World {
  const agenda = world.agenda.flatMap((item) => {
    const deadline = deadlineOf(exploration.options.time, item, item.dueMs - world.nowMs);
    return deadline === never ? [] : [deadline === untimed ? { ...item, dueMs: untimedDueMs } : item];
  });
  return { ...world, agenda };
}
