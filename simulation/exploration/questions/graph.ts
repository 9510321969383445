/** The edges of an exploration as arrays, for questions about whole sets of states: what can still be reached, and from where. */
import type { Exploration } from '../exploration.ts';
import { agendaColumn } from '../part-table.ts';
import { timePasses } from '../search.ts';

export interface Graph {
  /** States whose edges are known; those after them were found and not looked at before a limit was reached. */
  readonly expanded: number;
  readonly states: number;
  /** Inputs below this are actions. */
  readonly actions: number;
  /** Edges of a state: from `first[state]` up to `first[state + 1]`. */
  readonly first: Int32Array;
  readonly targets: Int32Array;
  readonly inputs: Int32Array;
}

class Column {
  #values = new Int32Array(1 << 16);
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Int32Array(this.length * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length++] = value;
  }

  values(): Int32Array {
    return this.#values.subarray(0, this.length);
  }
}

/** @param exploration to the fixpoint, or stopped at a limit: breadth first, so that the states without edges are the last ones */
export function graphOf(exploration: Exploration): Graph {
  if (exploration.options.time.kind !== 'fixpoint') throw new Error('exploration: the graph of all states needs the time model fixpoint.');
  const states = exploration.store.size;
  const expanded = states - exploration.search.progress().frontier;
  const first = new Int32Array(states + 1);
  const targets = new Column();
  const inputs = new Column();
  for (let state = 0; state < expanded; state += 1) {
    exploration.edges(state, (input, target) => {
      targets.push(target);
      inputs.push(input);
    });
    first[state + 1] = targets.length;
  }
  first.fill(targets.length, expanded + 1);
  return { expanded, states, actions: exploration.options.actions.length, first, targets: targets.values(), inputs: inputs.values() };
}

/**
 * States from which a way of allowed steps leads into the goal (1), the goal included. A state whose edges are not known counts as one
 * that may get there: what is said to be stuck is stuck.
 */
export function canReach({ expanded, states, first, targets, inputs }: Graph, isGoal: (state: number) => boolean, isAllowed: (input: number) => boolean): Uint8Array {
  const count = new Int32Array(states + 1);
  for (const target of targets) count[target + 1] = (count[target + 1] as number) + 1;
  for (let state = 0; state < states; state += 1) count[state + 1] = (count[state + 1] as number) + (count[state] as number);
  const sources = new Int32Array(targets.length);
  const by = new Int32Array(targets.length);
  const fill = count.slice();
  for (let state = 0; state < expanded; state += 1) {
    for (let edge = first[state] as number; edge < (first[state + 1] as number); edge += 1) {
      const target = targets[edge] as number;
      const at = fill[target] as number;
      fill[target] = at + 1;
      sources[at] = state;
      by[at] = inputs[edge] as number;
    }
  }
  const reaches = new Uint8Array(states);
  const queue: number[] = [];
  for (let state = 0; state < states; state += 1) {
    if (state < expanded && !isGoal(state)) continue;
    reaches[state] = 1;
    queue.push(state);
  }
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    for (let at = count[state] as number; at < (count[state + 1] as number); at += 1) {
      const source = sources[at] as number;
      if (reaches[source] === 1 || !isAllowed(by[at] as number)) continue;
      reaches[source] = 1;
      queue.push(source);
    }
  }
  return reaches;
}

/** Steps that nobody takes: time passes, something due happens, an untimed item ends. */
export const byItself = (exploration: Exploration) => (input: number): boolean => input === timePasses || input >= exploration.options.actions.length;

/** Whether nothing is due at the instant of a state. */
export function settledIn(exploration: Exploration): (state: number) => boolean {
  let row = exploration.vector(0);
  return (state) => {
    if (row.length < exploration.table.slots.length) row = exploration.vector(0);
    exploration.store.load(state, row);
    return exploration.agendas.agendas[row[agendaColumn] as number]?.dueNow.length === 0;
  };
}
