/** Ways at random through an exploration, the same for the same seed: how often chance comes by somewhere. */
import { drawUnit } from '../../random.ts';
import { timePasses } from '../search.ts';
import type { Graph } from './graph.ts';

/** Steps that a walk may take between two choices before it is given up as going in circles. */
const stepsPerChoiceMax = 10_000;

/**
 * Where nothing is due, somebody chooses: it is even odds that time passes or that one of those who can does something, each thing as
 * likely as another. What is due happens in an order at random, and nobody acts in between.
 */
export class RandomWalks {
  readonly #graph: Graph;
  readonly #isSettled: (state: number) => boolean;
  readonly #seed: string;

  constructor(graph: Graph, isSettled: (state: number) => boolean, seed: string) {
    this.#graph = graph;
    this.#isSettled = isSettled;
    this.#seed = seed;
  }

  /** Settled states in the order in which one walk comes by. */
  walk(number: number, choices: number): number[] {
    const { first, targets, inputs } = this.#graph;
    const seen: number[] = [];
    let draws = 0;
    const draw = (): number => drawUnit(this.#seed, `walk ${number}`, draws++);
    let state = 0;
    for (let step = 0; seen.length <= choices && step < choices * stepsPerChoiceMax; step += 1) {
      const settled = this.#isSettled(state);
      if (settled) seen.push(state);
      const from = first[state] as number;
      const count = settled ? (first[state + 1] as number) - from : this.#dueEdges(state);
      if (count === 0) return seen;
      // Where time can pass, that is the first edge.
      const timeFirst = settled && inputs[from] === timePasses && count > 1;
      const edge = timeFirst && draw() < 0.5 ? 0 : Math.floor(draw() * (timeFirst ? count - 1 : count)) + (timeFirst ? 1 : 0);
      state = targets[from + edge] as number;
    }
    return seen;
  }

  /** What is due comes first among the edges, and its inputs are above those of actions. */
  #dueEdges(state: number): number {
    const { first, inputs, actions } = this.#graph;
    const from = first[state] as number;
    let count = 0;
    while (from + count < (first[state + 1] as number) && (inputs[from + count] as number) >= actions) count += 1;
    return count;
  }
}
