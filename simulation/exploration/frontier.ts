/** States whose edges are still to be looked at: first in, first out, or, where time is counted, earliest first. */
import { RankQueue } from './rank-queue.ts';

export class Frontier {
  readonly #byTime: boolean;
  /** Earliest instant at which each state was found. */
  readonly #times: number[] = [];
  readonly #queue = new RankQueue();
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
    this.#queue.add(atMs, state);
  }

  take(): number {
    this.size -= 1;
    const state = this.#byTime ? this.#queue.take() : this.#next < this.#count ? this.#next++ : undefined;
    if (state === undefined) throw new Error('exploration: the frontier is empty.');
    return state;
  }
}
