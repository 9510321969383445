import { expect, test } from 'vitest';
import { canReach, type Graph } from './graph.ts';

/** 0 → 1 by itself, 1 → 2 by action 0, 3 → 3; state 4 was found and not looked at, 0 → 4 by action 1. */
const graph: Graph = { expanded: 4, states: 5, actions: 2, first: Int32Array.of(0, 2, 3, 4, 5, 5), targets: Int32Array.of(1, 4, 2, 2, 3), inputs: Int32Array.of(-1, 1, 0, -1, 5) };

test('who reaches a goal depends on what is allowed', () => {
  expect([...canReach(graph, (state) => state === 2, () => true)]).toEqual([1, 1, 1, 0, 1]);
  expect([...canReach(graph, (state) => state === 2, (input) => input !== 0)]).toEqual([1, 0, 1, 0, 1]);
});

test('a state without known edges counts as one that gets there, so that stuck is stuck', () => {
  expect([...canReach(graph, () => false, (input) => input !== 1)]).toEqual([0, 0, 0, 0, 1]);
  expect([...canReach(graph, () => false, () => true)]).toEqual([1, 0, 0, 0, 1]);
});
