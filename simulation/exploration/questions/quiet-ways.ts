/** Ways on which nothing "ages": no hours or days end on them, so that a replay with real times goes them as they are. */
import type { Exploration, PathStep } from '../exploration.ts';
import { agendaColumn } from '../part-table.ts';
import type { Graph } from './graph.ts';

const nowhere = -1;

export class QuietWays {
  readonly #exploration: Exploration;
  readonly #graph: Graph;
  /** 1 where something ages on the edge. */
  readonly #ages: Uint8Array;
  /** State from which a state is reached first, and the edge. */
  readonly #from: Int32Array;
  readonly #by: Int32Array;

  constructor(exploration: Exploration, graph: Graph) {
    this.#exploration = exploration;
    this.#graph = graph;
    this.#ages = new Uint8Array(graph.targets.length);
    this.#from = new Int32Array(graph.states).fill(nowhere);
    this.#by = new Int32Array(graph.states);
    this.#markAges();
    this.#spread();
  }

  #markAges(): void {
    const { store, agendas } = this.#exploration;
    const { first, inputs, actions, expanded } = this.#graph;
    const row = this.#exploration.vector(0);
    for (let state = 0; state < expanded; state += 1) {
      store.load(state, row);
      const { dueNow } = agendas.agendas[row[agendaColumn] as number] as (typeof agendas.agendas)[number];
      for (let edge = first[state] as number; edge < (first[state + 1] as number); edge += 1) {
        const input = inputs[edge] as number;
        if (input >= actions && !dueNow.includes(input - actions)) this.#ages[edge] = 1;
      }
    }
  }

  #spread(): void {
    const { first, targets, expanded } = this.#graph;
    this.#from[0] = 0;
    const queue = [0];
    for (const state of queue) {
      if (state >= expanded) continue;
      for (let edge = first[state] as number; edge < (first[state + 1] as number); edge += 1) {
        const target = targets[edge] as number;
        if (this.#ages[edge] === 1 || this.#from[target] !== nowhere) continue;
        this.#from[target] = state;
        this.#by[target] = edge;
        queue.push(target);
      }
    }
  }

  /** Nothing ages on it. */
  isQuiet(edge: number): boolean {
    return this.#ages[edge] === 0;
  }

  leadsTo(state: number): boolean {
    return this.#from[state] !== nowhere;
  }

  /** A shortest of them. */
  path(state: number): readonly PathStep[] {
    const steps: PathStep[] = [];
    for (let at = state; at !== 0; at = this.#from[at] as number) steps.unshift(this.#exploration.step(this.#from[at] as number, this.#graph.inputs[this.#by[at] as number] as number));
    return steps;
  }
}
