/**
 * `stuck`: settled states from which the device never gets registered with a PRT, whatever time brings and however often its user signs
 * out and in, locks and unlocks. Grouped by what a person would say of them.
 */
import type { World } from '../../world.ts';
import type { Exploration } from '../exploration.ts';
import { cheapestWay } from './cheapest-way.ts';
import { byItself, canReach, graphOf, settledIn } from './graph.ts';
import { RandomWalks } from './random-walks.ts';
import { isDone, standingOf, stepWords, standingWords } from './standing.ts';

export interface StuckClass {
  readonly standing: string;
  readonly step: string;
  /** Settled states of this kind that are stuck. */
  readonly states: number;
  /** Those with the shortest ways, where there are any without a fault only those: not every way can be gone with real times. */
  readonly nearest: readonly number[];
  /** Of the random walks: how many came by, and how many were there at their end. */
  readonly cameBy: number;
  readonly ended: number;
}

export interface StuckAnswer {
  readonly device: string;
  readonly classes: readonly StuckClass[];
  readonly settled: number;
  readonly stuck: number;
  readonly walks: number;
  readonly choices: number;
}

export interface StuckOptions {
  /** @default 1000 */
  readonly walks?: number;
  /** Choices of one walk: at each, time passes or somebody acts. @default 30 */
  readonly choices?: number;
  readonly seed: string;
}

/** Ways that are tried for one class. */
const nearestMax = 8;

/** States looked at before a replayed world that has not healed by then is given up as not proven stuck. */
const replayedMax = 20_000;

/** What users do on any day without thinking of the join; and a fault may end. */
const ordinaryDay: ReadonlySet<string> = new Set(['sign-in', 'sign-out', 'lock', 'unlock', 'fault-off']);

const isOrdinary = (exploration: Exploration): ((input: number) => boolean) => {
  const alone = byItself(exploration);
  return (input) => alone(input) || ordinaryDay.has(exploration.options.actions[input]?.action.verb ?? '');
};

export function stuckOf(exploration: Exploration, device: string, { walks = 1_000, choices = 30, seed }: StuckOptions): StuckAnswer {
  const graph = graphOf(exploration);
  const done = exploration.observe((world: World) => isDone(world, device));
  const heals = canReach(graph, done, isOrdinary(exploration));
  const standing = exploration.observe((world: World) => standingOf(world, device));
  const isSettled = settledIn(exploration);
  const isCalm = exploration.observe(({ faults }: World) => faults.length === 0);
  const nameOf = (state: number): string | null => (heals[state] === 1 || !isSettled(state) ? null : standingWords(standing(state)));
  const found = new Map<string, { step: string; states: number; nearest: number[]; cameBy: number; ended: number }>();
  let settled = 0;
  for (let state = 0; state < graph.expanded; state += 1) {
    if (isSettled(state)) settled += 1;
    const name = nameOf(state);
    if (name === null) continue;
    const known = found.get(name) ?? { step: stepWords(standing(state)), states: 0, nearest: [], cameBy: 0, ended: 0 };
    known.states += 1;
    const calm = isCalm(state);
    if (calm && known.nearest.some((other) => !isCalm(other))) known.nearest = [];
    if (known.nearest.length < nearestMax && (calm || known.nearest.every((other) => !isCalm(other)))) known.nearest.push(state);
    found.set(name, known);
  }
  const walker = new RandomWalks(graph, isSettled, seed);
  for (let number = 0; number < walks; number += 1) {
    const names = walker.walk(number, choices).map(nameOf);
    for (const name of new Set(names)) if (name !== null) (found.get(name) as { cameBy: number }).cameBy += 1;
    const last = names.at(-1) ?? null;
    if (last !== null) (found.get(last) as { ended: number }).ended += 1;
  }
  const classes = [...found].map(([words, known]) => ({ standing: words, ...known })).sort((a, b) => b.ended - a.ended || b.cameBy - a.cameBy || (a.nearest[0] ?? 0) - (b.nearest[0] ?? 0));
  return { device, classes, settled, stuck: classes.reduce((sum, { states }) => sum + states, 0), walks, choices};
}

/**
 * Whether a world is stuck in this way: nothing is under way in it, and no order of what comes by itself or belongs to the ordinary day
 * leads out. A replayed world is judged by a search of its own.
 */
export function isStuckAs(exploration: Exploration, device: string, standing: string): (world: World) => boolean {
  const done = exploration.observe((world: World) => isDone(world, device));
  const allowed = isOrdinary(exploration);
  const known = new Map<number, boolean>();
  return (world) => {
    if (Object.keys(world.questions).length > 0 || standingWords(standingOf(world, device)) !== standing) return false;
    const state = exploration.add(world);
    const stuck = known.get(state) ?? cheapestWay(exploration, { from: state, isGoal: done, statesMax: replayedMax, cost: (input) => (allowed(input) ? 0 : null) }).kind === 'none';
    known.set(state, stuck);
    return stuck;
  };
}
