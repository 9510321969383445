/** Ways that go on for ever: cycles in a part of the graph, with an edge or a state that they have to come by. */
import type { PossibleAction } from '../alphabet.ts';
import type { Exploration, PathStep } from '../exploration.ts';
import { componentsOf } from './components.ts';
import type { Graph } from './graph.ts';

export interface Loop {
  /** From the start into the cycle. */
  readonly path: readonly PathStep[];
  /** Once around. */
  readonly cycle: readonly PathStep[];
  readonly actions: readonly PossibleAction[];
}

export class Cycles {
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

  /** The first cycle with one of these edges on it that comes by such a state. @param pathTo into the cycle */
  through(edges: readonly (readonly [state: number, edge: number])[], comesBy: (state: number) => boolean, pathTo = (state: number): readonly PathStep[] => this.#exploration.path(state)): Loop | null {
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
      return { path: pathTo(state), cycle, actions: cycle.flatMap((step) => (step.kind === 'action' ? [step.action] : [])) };
    }
    return null;
  }

  /** From the start of the first of these edges, which lie in one component, once along all of them and back. */
  along(edges: readonly (readonly [state: number, edge: number])[]): readonly PathStep[] {
    const { inputs, targets } = this.#graph;
    const taken = edges.flatMap(([state, edge], index) => {
      const next = edges[(index + 1) % edges.length]?.[0] ?? state;
      return [[state, edge] as const, ...(this.#way(targets[edge] as number, (candidate) => candidate === next)?.edges ?? [])];
    });
    return taken.map(([at, edge]) => this.#exploration.step(at, inputs[edge] as number));
  }
}
