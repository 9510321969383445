import { expect, test } from 'vitest';
import { Purse } from './budget.ts';
import { Frontier } from './frontier.ts';
import { missing, PairMap } from './int-map.ts';
import { hashRow, StateStore } from './state-store.ts';

test('a map of pairs keeps what was put into it while it grows', () => {
  const map = new PairMap();
  for (let key = 0; key < 20_000; key += 1) map.set(key, key % 7, ~key);
  for (let key = 0; key < 20_000; key += 1) expect(map.get(key, key % 7)).toBe(~key);
  expect([map.get(5, 6), map.get(20_000, 1), map.size]).toEqual([missing, missing, 20_000]);
  map.set(5, 5, 99);
  expect([map.get(5, 5), map.size]).toEqual([99, 20_000]);
});

test('a store finds every row again, also after it was widened', () => {
  const store = new StateStore(3);
  const put = (row: Int32Array, parent: number): number => store.put(row, hashRow(row), parent, 1);
  const rows = Array.from({ length: 40_000 }, (_, index) => Int32Array.of(index % 10, (index / 10) | 0, 7));
  expect(rows.map((row, index) => put(row, index - 1))).toEqual(rows.map((_, index) => index));
  store.widen(5);
  expect(put(Int32Array.of(3, 5, 7, 0, 0), 0)).toBe(53);
  expect(put(Int32Array.of(3, 5, 7, 0, 1), 53)).toBe(40_000);
  const into = new Int32Array(6);
  store.load(40_000, into);
  expect([[...into], store.parent(40_000), store.parent(53), store.size]).toEqual([[3, 5, 7, 0, 1, 0], 53, 52, 40_001]);
});

test('where time counts the earliest state comes first, else the oldest', () => {
  const order = (byTime: boolean): number[] => {
    const frontier = new Frontier(byTime);
    for (const [state, atMs] of [30, 10, 20, 10, 30].entries()) frontier.add(state, atMs);
    const first = frontier.take();
    frontier.add(5, 10);
    return [first, ...Array.from({ length: 5 }, () => frontier.take())];
  };
  expect(order(true)).toEqual([1, 3, 5, 2, 0, 4]);
  expect(order(false)).toEqual([0, 1, 2, 3, 4, 5]);
});

test('a budget counts what it limits and nothing else', () => {
  const purse = new Purse({ total: 3, admin: 1 });
  const spent = ['user', 'admin', 'user'].reduce((sum, who) => purse.spend(sum, who as 'user'), 0);
  expect([purse.spend(spent, 'user'), purse.spend(purse.spend(0, 'admin'), 'admin'), new Purse({}).spend(0, 'admin')]).toEqual([-1, -1, 0]);
  expect(() => new Purse({ user: 64 })).toThrow('The budget of user is 64; it can be 0 to 63.');
});
