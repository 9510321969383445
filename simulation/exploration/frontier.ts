/** States whose edges are still to be looked at: first in, first out, or, where time is counted, earliest first. */

export class Frontier {
  readonly #byTime: boolean;
  /** Earliest instant at which each state was found. */
  readonly #times: number[] = [];
  readonly #buckets = new Map<number, number[]>();
  /** Binary heap of the instants that have a bucket. */
  readonly #instants: number[] = [];
  #next = 0;
  #count = 0;
  size = 0;

  constructor(byTime: boolean) {
    this.#byTime = byTime;
  }

  timeOf(state: number): number {
    return this.#byTime ? (this.#times[state] as number) : 0;
  }

  /** States come in the order of their numbers. */
  add(state: number, atMs: number): void {
    this.size += 1;
    this.#count = state + 1;
    if (!this.#byTime) return;
    this.#times[state] = atMs;
    const bucket = this.#buckets.get(atMs);
    if (bucket) bucket.push(state);
    else {
      this.#buckets.set(atMs, [state]);
      this.#push(atMs);
    }
  }

  take(): number {
    this.size -= 1;
    if (!this.#byTime) {
      if (this.#next >= this.#count) throw new Error('exploration: the frontier is empty.');
      return this.#next++;
    }
    for (;;) {
      const atMs = this.#instants[0] as number;
      const bucket = this.#buckets.get(atMs) as number[];
      if (this.#next < bucket.length) return bucket[this.#next++] as number;
      this.#buckets.delete(atMs);
      this.#pop();
      this.#next = 0;
    }
  }

  #push(atMs: number): void {
    const heap = this.#instants;
    heap.push(atMs);
    for (let at = heap.length - 1; at > 0; ) {
      const up = (at - 1) >> 1;
      if ((heap[up] as number) <= atMs) break;
      [heap[at], heap[up]] = [heap[up] as number, atMs];
      at = up;
    }
  }

  #pop(): void {
    const heap = this.#instants;
    const last = heap.pop() as number;
    if (heap.length === 0) return;
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
