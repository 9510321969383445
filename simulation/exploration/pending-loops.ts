/**
 * What fairness promises a Pending device (lifecycle.md 10, I20), and the trap that it leaves open (I21). Both are questions about
 * cycles: a way that never leaves them goes on for ever, and fair is one on which the join task keeps trying.
 *
 * - I20 is broken by a cycle of Pending states without a fault, in all of which SYSTEM reaches a domain controller and the internet, and on which
 *   the recurring trigger starts attempts. (That of a command does not count: commands can follow each other without time passing.)
 * - I21 is a cycle of Pending states on which triggers start attempts, each without a domain controller, although one is in reach in
 *   between.
 */
import { lifecycleOf } from '../cloud-device.ts';
import { trafficFailure } from '../traffic.ts';
import { deviceOf, type World } from '../world.ts';
import type { Exploration } from './exploration.ts';
import { wayOf, type Goal, type WayStep } from './way.ts';
import { Cycles, type Loop } from './questions/cycles.ts';
import type { Graph } from './questions/graph.ts';
import { QuietWays } from './questions/quiet-ways.ts';
import type { Happening, Leaf } from './remembered-steps.ts';

export interface PendingAnswer {
  readonly device: string;
  /** Pending in the portal, not joined on the device. */
  readonly pendingStates: number;
  /** Breaks I20. */
  readonly withController: Loop | null;
  /** The trap of I21. */
  readonly betweenTriggers: Loop | null;
}

interface Standing {
  readonly pending: boolean;
  readonly controller: boolean;
  readonly internet: boolean;
  /** Something is out of order that nobody promised to be fair. */
  readonly fault: boolean;
}

const look = (device: string) => (world: World): Standing => {
  const { objectGuid, join } = deviceOf(world, device);
  const reaches = (destination: Parameters<typeof trafficFailure>[3]): boolean => trafficFailure(world, device, 'system', destination) === null;
  return { pending: join === null && lifecycleOf(world, objectGuid) === 'pending', controller: reaches({ kind: 'dc', controller: null, service: 'ldap' }), internet: reaches({ kind: 'https', host: 'enterpriseregistration.windows.net' }), fault: world.faults.length > 0 };
};

/** Into the cycle, twice around, and on to where somebody would have to act once more: what the last action started comes to its end. */
export function twiceAround({ path, cycle }: Loop): readonly WayStep[] {
  const next = cycle.findIndex(({ kind }) => kind === 'action');
  return wayOf([...path, ...cycle, ...cycle, ...cycle.slice(0, Math.max(0, next))]);
}

/** The whole way is gone, and the device is Pending as before; in the trap of I21 without a domain controller in reach. */
export const staysPending = (device: string, inTrap: boolean): Goal => ({ kind: 'end', holds: (world) => { const { pending, controller } = look(device)(world); return pending && !(inTrap && controller); } });

type Attempt = 'none' | 'recurring' | 'other';

/** Whether an attempt to register begins in a step, and whether the task's own clock starts it. */
function startOfAttempt(happened: readonly Happening[], device: string): Attempt {
  if (!happened.some(({ actor, kind, data }) => kind === 'transition' && actor === `registration:${device}` && data.from === 'idle')) return 'none';
  return happened.some(({ actor, data }) => actor === `task:${device}` && /^xstate\.after\.(untilNext|repeatEvery)/.test(String(data.event))) ? 'recurring' : 'other';
}

/** @param graph of an exploration to the fixpoint */
export function pendingLoops(exploration: Exploration, graph: Graph, device: string): PendingAnswer {
  const standing = exploration.observe(look(device));
  const known = new Map<Leaf, Attempt>();
  const attemptOf = (leaf: Leaf): Attempt => {
    const attempt = known.get(leaf) ?? startOfAttempt(exploration.happened(leaf), device);
    known.set(leaf, attempt);
    return attempt;
  };
  const attempts: (readonly [number, number])[] = [];
  const recurring: (readonly [number, number])[] = [];
  let pendingStates = 0;
  for (let state = 0; state < graph.expanded; state += 1) {
    if (!standing(state).pending) continue;
    pendingStates += 1;
    let edge = graph.first[state] as number;
    exploration.edges(state, (input, _target, leaf) => {
      // A command starts an attempt, too; a trigger is what comes by itself.
      const attempt = leaf && input >= exploration.options.actions.length ? attemptOf(leaf) : 'none';
      if (attempt !== 'none') attempts.push([state, edge]);
      if (attempt === 'recurring') recurring.push([state, edge]);
      edge += 1;
    });
  }
  const inAttempt = new Set(attempts.map(([, edge]) => edge));
  const inReach = (state: number): boolean => standing(state).controller && standing(state).internet;
  const always = new Cycles(exploration, graph, (state) => standing(state).pending && inReach(state) && !standing(state).fault, () => true);
  // An attempt that begins with a controller in reach is none of the trap's.
  const withoutController = attempts.filter(([state]) => !standing(state).controller);
  const allowed = new Set(withoutController.map(([, edge]) => edge));
  const quiet = new QuietWays(exploration, graph);
  const inTrap = (edge: number): boolean => !inAttempt.has(edge) || allowed.has(edge);
  const trapOf = (inputIsIn: (input: number) => boolean): Loop | null => {
    const through = (isIn: (edge: number) => boolean): Cycles => new Cycles(exploration, graph, (state) => standing(state).pending, (edge) => inTrap(edge) && isIn(edge) && inputIsIn(graph.inputs[edge] as number));
    // One for which nobody has to wait for hours is the easier to replay.
    return through((edge) => quiet.isQuiet(edge)).through(withoutController.filter(([state]) => quiet.leadsTo(state)), inReach, (state) => quiet.path(state)) ?? through(() => true).through(withoutController, inReach);
  };
  const { actions } = exploration.options;
  // One that a user walks into alone tells more than one for which somebody has to help.
  const betweenTriggers = trapOf((input) => (actions[input]?.who ?? 'user') === 'user') ?? trapOf(() => true);
  return { device, pendingStates, withController: always.through(recurring, () => true), betweenTriggers };
}
