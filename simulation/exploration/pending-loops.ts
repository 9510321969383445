/**
 * What fairness promises a Pending device (lifecycle.md 10, I20), and the trap that it leaves open (I21). Both are questions about
 * cycles: a way that never leaves them goes on for ever, and fair is one on which the join task keeps trying.
 *
 * - I20 is broken by a cycle of Pending states without a fault, in all of which SYSTEM reaches a domain controller and the internet, and on which
 *   the recurring trigger starts attempts. (That of a command does not count: commands can follow each other without time passing.)
 * - I21 is a cycle of Pending states on which triggers start attempts, each without a domain controller, although one is in reach in
 *   between.
 */
import type { PossibleAction } from './alphabet.ts';
import { lifecycleOf } from '../cloud-device.ts';
import { trafficFailure } from '../traffic.ts';
import { deviceOf, type World } from '../world.ts';
import type { Exploration, PathStep } from './exploration.ts';
import type { Graph } from './questions/graph.ts';
import type { Happening, Leaf } from './remembered-steps.ts';

export interface Loop {
  /** From the start into the cycle. */
  readonly path: readonly PathStep[];
  /** Once around. */
  readonly cycle: readonly PathStep[];
  readonly actions: readonly PossibleAction[];
}

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

/** Number of the strongly connected component of each state that is let in, -1 for the others (Tarjan, without recursion). */
function componentsOf({ states, first, targets }: Graph, isIn: (state: number) => boolean, edgeIsIn: (edge: number) => boolean): Int32Array {
  const component = new Int32Array(states).fill(-1);
  const order = new Int32Array(states).fill(-1);
  const low = new Int32Array(states);
  const onStack = new Uint8Array(states);
  const stack: number[] = [];
  const next = new Int32Array(states);
  let orders = 0;
  let components = 0;
  for (let root = 0; root < states; root += 1) {
    if (order[root] !== -1 || !isIn(root)) continue;
    const calls = [root];
    while (calls.length > 0) {
      const state = calls[calls.length - 1] as number;
      if (order[state] === -1) {
        order[state] = low[state] = orders++;
        next[state] = first[state] as number;
        stack.push(state);
        onStack[state] = 1;
      }
      let deeper = -1;
      while ((next[state] as number) < (first[state + 1] as number)) {
        const edge = next[state] as number;
        next[state] = edge + 1;
        const target = targets[edge] as number;
        if (!isIn(target) || !edgeIsIn(edge)) continue;
        if (order[target] === -1) {
          deeper = target;
          break;
        }
        if (onStack[target] === 1) low[state] = Math.min(low[state] as number, order[target] as number);
      }
      if (deeper !== -1) {
        calls.push(deeper);
        continue;
      }
      calls.pop();
      const caller = calls[calls.length - 1];
      if (caller !== undefined) low[caller] = Math.min(low[caller] as number, low[state] as number);
      if (low[state] !== order[state]) continue;
      for (let member = stack.pop() as number; ; member = stack.pop() as number) {
        onStack[member] = 0;
        component[member] = components;
        if (member === state) break;
      }
      components += 1;
    }
  }
  return component;
}

class Cycles {
  readonly #exploration: Exploration;
  readonly #graph: Graph;
  readonly #edgeIsIn: (edge: number) => boolean;
  readonly component: Int32Array;

  constructor(exploration: Exploration, graph: Graph, isIn: (state: number) => boolean, edgeIsIn: (edge: number) => boolean) {
    this.#exploration = exploration;
    this.#graph = graph;
    this.#edgeIsIn = edgeIsIn;
    this.component = componentsOf(graph, isIn, edgeIsIn);
  }

  /** Shortest way inside one component, as edges; `null` where there is none. */
  #way(from: number, isGoal: (state: number) => boolean): { readonly edges: readonly (readonly [number, number])[]; readonly end: number } | null {
    const { first, targets } = this.#graph;
    const by = new Map<number, readonly [state: number, edge: number] | null>([[from, null]]);
    const queue = [from];
    for (const state of queue) {
      if (isGoal(state)) {
        const edges: (readonly [number, number])[] = [];
        for (let step = by.get(state); step; step = by.get(step[0])) edges.unshift(step);
        return { edges, end: state };
      }
      for (let edge = first[state] as number; edge < (first[state + 1] as number); edge += 1) {
        const target = targets[edge] as number;
        if (this.component[target] !== this.component[from] || by.has(target) || !this.#edgeIsIn(edge)) continue;
        by.set(target, [state, edge]);
        queue.push(target);
      }
    }
    return null;
  }

  /** The first cycle with one of these edges on it that comes by such a state. */
  through(edges: readonly (readonly [state: number, edge: number])[], comesBy: (state: number) => boolean): Loop | null {
    const { inputs, targets } = this.#graph;
    const dead = new Set<number>();
    for (const [state, edge] of edges) {
      const target = targets[edge] as number;
      const inside = this.component[state] as number;
      if (inside === -1 || inside !== this.component[target] || dead.has(inside)) continue;
      const there = this.#way(target, comesBy);
      const back = there && this.#way(there.end, (candidate) => candidate === state);
      if (!back) {
        // In a component every state is reached from every other: no state of it is such a one.
        dead.add(inside);
        continue;
      }
      const cycle = [[state, edge] as const, ...there.edges, ...back.edges].map(([at, taken]) => this.#exploration.step(at, inputs[taken] as number));
      return { path: this.#exploration.path(state), cycle, actions: cycle.flatMap((step) => (step.kind === 'action' ? [step.action] : [])) };
    }
    return null;
  }
}

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
  const trapOf = (inputIsIn: (input: number) => boolean): Loop | null =>
    new Cycles(exploration, graph, (state) => standing(state).pending, (edge) => inputIsIn(graph.inputs[edge] as number) && (!inAttempt.has(edge) || allowed.has(edge))).through(withoutController, inReach);
  const { actions } = exploration.options;
  // One that a user walks into alone tells more than one for which somebody has to help.
  const betweenTriggers = trapOf((input) => (actions[input]?.who ?? 'user') === 'user') ?? trapOf(() => true);
  return { device, pendingStates, withController: always.through(recurring, () => true), betweenTriggers };
}
