import { expect, test } from 'vitest';
import { fc } from '../../test/support/properties.ts';
import { RankQueue } from './rank-queue.ts';

test('what was added comes out by rank, and of equal rank in the order it was added, also where it is added in between', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 60 }), (steps) => {
    const queue = new RankQueue();
    const waiting: { readonly rank: number; readonly item: number }[] = [];
    const add = (rank: number, item: number): void => {
      queue.add(rank, item);
      waiting.push({ rank, item });
    };
    for (const [item, [first, more]] of steps.entries()) {
      add(queue.rank + first, item);
      if (more > 2) continue;
      const least = Math.min(...waiting.map(({ rank }) => rank));
      const [next] = waiting.splice(waiting.findIndex(({ rank }) => rank === least), 1);
      expect([queue.take(), queue.rank]).toEqual([next?.item, least]);
    }
    const rest = waiting.toSorted((a, b) => a.rank - b.rank).map(({ item }) => item);
    expect(Array.from(rest, () => queue.take())).toEqual(rest);
    expect(queue.take()).toBeUndefined();
  }));
});
