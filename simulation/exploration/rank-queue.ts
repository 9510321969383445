/** Numbers in order of their rank, least first; of equal rank, first in, first out. Ranks added never lie below the one taken last. */
export class RankQueue {
  readonly #buckets = new Map<number, number[]>();
  /** Binary heap of the ranks that have a bucket. */
  readonly #ranks: number[] = [];
  #next = 0;
  /** Rank of what was taken last. */
  rank = 0;

  add(rank: number, item: number): void {
    const bucket = this.#buckets.get(rank);
    if (bucket) {
      bucket.push(item);
      return;
    }
    this.#buckets.set(rank, [item]);
    const heap = this.#ranks;
    heap.push(rank);
    for (let at = heap.length - 1; at > 0; ) {
      const up = (at - 1) >> 1;
      if ((heap[up] as number) <= rank) break;
      [heap[at], heap[up]] = [heap[up] as number, rank];
      at = up;
    }
  }

  /** @returns `undefined` when nothing is left */
  take(): number | undefined {
    for (;;) {
      const rank = this.#ranks[0];
      if (rank === undefined) return undefined;
      const bucket = this.#buckets.get(rank) as number[];
      if (this.#next < bucket.length) {
        this.rank = rank;
        return bucket[this.#next++];
      }
      this.#buckets.delete(rank);
      this.#next = 0;
      const last = this.#ranks.pop() as number;
      if (this.#ranks.length > 0) this.#sink(last);
    }
  }

  #sink(last: number): void {
    const heap = this.#ranks;
    heap[0] = last;
    for (let at = 0; ; ) {
      const left = at * 2 + 1;
      if (left >= heap.length) return;
      const least = left + 1 < heap.length && (heap[left + 1] as number) < (heap[left] as number) ? left + 1 : left;
      if ((heap[least] as number) >= last) return;
      [heap[at], heap[least]] = [heap[least] as number, last];
      at = least;
    }
  }
}
