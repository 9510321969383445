import { expect, test } from 'vitest';
import { alphabet } from '../simulation/exploration/alphabet.ts';
import { boundedTime } from '../simulation/exploration/time-model.ts';
import { everyday, twoLaptops, vpnWorld, wild } from './support/exploration-worlds.ts';

const hour = 3_600_000;

test('each limit is said in the result, and the search goes on from there', async () => {
  const exploration = everyday(await vpnWorld());
  expect(exploration.run({ statesMax: 500 })).toMatchObject({ kind: 'limit', limit: 'states', cutByHorizon: false });
  expect(exploration.store.size).toBeGreaterThanOrEqual(500);
  const seen: number[] = [];
  const stopped = exploration.run({ shouldStop: ({ states, frontier }) => seen.push(states) > 1 && frontier > 0 });
  expect(stopped).toMatchObject({ kind: 'limit', limit: 'stopped' });
  expect(seen).toHaveLength(2);
  expect(exploration.run({ bytesMax: stopped.bytes + 1 })).toMatchObject({ kind: 'limit', limit: 'memory' });
  expect(exploration.run()).toMatchObject({ kind: 'complete', frontier: 0 });
});

test('bounded: nothing lies beyond the horizon, and what it cut is said', async () => {
  const world = await vpnWorld();
  const explore = (horizonMs: number) => {
    const exploration = everyday(world, { time: boundedTime, horizonMs, budget: { total: 2 }, interleaving: 'settled' });
    const outcome = exploration.run();
    const ways = [exploration.store.size - 1, exploration.store.size >> 1].map((state) => exploration.path(state));
    return { outcome, lengthsMs: ways.map((way) => way.reduce((sum, step) => sum + (step.kind === 'time' ? step.passesMs : 0), 0)), actions: ways.map((way) => way.filter(({ kind }) => kind === 'action').length) };
  };
  const short = explore(hour);
  const long = explore(2 * hour);
  expect([short.outcome, long.outcome].map(({ kind, cutByHorizon, cutByBudget }) => [kind, cutByHorizon, cutByBudget])).toEqual([['complete', true, true], ['complete', true, true]]);
  expect(long.outcome.states).toBeGreaterThan(short.outcome.states);
  expect(Math.max(...short.lengthsMs)).toBeLessThanOrEqual(hour);
  expect(Math.max(...short.actions, ...long.actions)).toBeLessThanOrEqual(2);
});

test('a budget of one kind leaves the others alone', () => {
  const exploration = wild(twoLaptops(), { budget: { admin: 0, nature: 1 } });
  expect(exploration.run({ statesMax: 2_000 }).cutByBudget).toBe(true);
  for (let state = 0; state < exploration.store.size; state += 97) {
    const kinds = exploration.path(state).flatMap((step) => (step.kind === 'action' ? [step.action.who] : []));
    expect(kinds.filter((who) => who === 'admin')).toEqual([]);
    expect(kinds.filter((who) => who === 'nature').length).toBeLessThanOrEqual(1);
  }
});

test('actions that can never be taken are told', async () => {
  const world = await vpnWorld();
  const actions = alphabet(['alice signs in', 'bob signs in', 'alice unlocks', 'fault no-such-fault on', 'LAPTOP01 moves to corporate-lan']);
  const exploration = everyday(world, { actions, interleaving: 'settled' });
  expect(exploration.run().kind).toBe('complete');
  expect(exploration.neverTaken().map(({ action }) => action.text)).toEqual(['alice unlocks', 'fault no-such-fault on']);
});

test('a field of the world that exploration does not know is refused, not overlooked', () => {
  expect(() => wild({ ...twoLaptops(), weather: 'fair' } as never)).toThrow('exploration: the world has weather, which is no part yet; name it in exploration/part.ts.');
});

test('a sentence that is none is refused with the nearest ones', () => {
  expect(() => alphabet(['alice sings in'])).toThrow(/"alice sings in" is no sentence of the vocabulary; the nearest are: alice signs in/);
});
