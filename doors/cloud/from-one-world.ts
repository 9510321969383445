/** Answers that wait (for a signature) and depend on the world: when it changed meanwhile, they begin anew. */
import type { Exchange } from './exchange.ts';

const attemptsMax = 100;

/**
 * @param prepare reads the world and may wait; it may run several times, and must leave no trace
 * @param finish runs in the same breath in which the world was found unchanged
 */
export async function fromOneWorld<Prepared, Result>(exchange: Exchange, prepare: () => Promise<Prepared>, finish: (prepared: Prepared) => Result): Promise<Result> {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const before = exchange.world();
    // Each attempt needs the end of the one before.
    // oxlint-disable-next-line no-await-in-loop
    const prepared = await prepare();
    if (exchange.world() === before) return finish(prepared);
  }
  throw new Error(`doors: the world changed ${attemptsMax} times while ${exchange.method} ${exchange.url.pathname} was answered.`);
}
