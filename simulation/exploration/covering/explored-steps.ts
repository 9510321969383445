/** The steps of an exploration once each, with what they take inside the charts, and all edges as arrays: what coverage is looked for in. */
import type { AgendaItem } from '../../agenda.ts';
import { performAction } from '../../perform.ts';
import { fire } from '../../step.ts';
import type { Exploration } from '../exploration.ts';
import type { Leaf } from '../remembered-steps.ts';
import { timePasses } from '../search.ts';
import { Recorder } from './recorder.ts';

export interface Edge {
  readonly state: number;
  readonly input: number;
}

/** Leaf number of an edge on which time passes. */
export const noLeaf = -1;

export class ExploredSteps {
  /** States that are looked into: those found when it began. */
  readonly states: number;
  /** Edges of a state: from `first[state]` up to `first[state + 1]`; those that only write a log lead back to it. */
  readonly first: number[] = [0];
  readonly targets: number[] = [];
  readonly inputs: number[] = [];
  readonly leaves: number[] = [];
  /** What each leaf's step takes, and its nearest edges. */
  readonly recorders: Recorder[] = [];
  readonly edges: Edge[][] = [];
  readonly #exploration: Exploration;

  /** @param nearestMax edges kept of each leaf */
  constructor(exploration: Exploration, nearestMax: number, shouldStop: () => boolean) {
    this.#exploration = exploration;
    const numbers = new Map<Leaf, number>();
    const found = exploration.store.size;
    let state = 0;
    for (; state < found && !(state % 4_096 === 4_095 && shouldStop()); state += 1) {
      exploration.search.steps(state, (input, target, leaf) => {
        if (target >= found) return;
        this.targets.push(target);
        this.inputs.push(input);
        this.leaves.push(leaf ? this.#leaf(numbers, leaf, { state, input }, nearestMax) : noLeaf);
      });
      this.first.push(this.targets.length);
    }
    this.states = state;
  }

  #leaf(numbers: Map<Leaf, number>, leaf: Leaf, edge: Edge, nearestMax: number): number {
    const known = numbers.get(leaf) ?? this.recorders.length;
    if (known === this.recorders.length) {
      numbers.set(leaf, known);
      this.recorders.push(this.#record(edge));
      this.edges.push([]);
    }
    const nearest = this.edges[known] as Edge[];
    if (nearest.length < nearestMax) nearest.push(edge);
    return known;
  }

  /** The step once more, with somebody who looks; every edge of a leaf takes the same. */
  #record({ state, input }: Edge): Recorder {
    const { options, agendas } = this.#exploration;
    const recorder = new Recorder();
    if (input === timePasses) return recorder;
    const world = this.#exploration.world(state);
    const action = options.actions[input]?.action;
    recorder.during(() => (action ? performAction(world, action) : fire(world, { ...(agendas.items[input - options.actions.length] as AgendaItem), dueMs: world.nowMs })));
    return recorder;
  }
}
