/** Cycles of a graph: states that can be reached from each other. */
import type { Graph } from './graph.ts';

/** Number of the strongly connected component of each state that is let in, -1 for the others (Tarjan, without recursion). */
export function componentsOf({ states, first, targets }: Graph, isIn: (state: number) => boolean, edgeIsIn: (edge: number) => boolean): Int32Array {
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
