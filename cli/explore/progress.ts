/** A sign of life for who waits: what is worked on, for how long, with how much memory. */
import type { Io } from '../io.ts';
import { grouped } from './rows.ts';

export const progressEveryMs = 1_000;

export const megabytes = (bytes: number): string => `${grouped(bytes / 2 ** 20)} MB`;

/** @returns to be called whenever the work looks up: it says at most one line a second, and none in the first */
export function progressOf(what: string, isWanted: boolean, io: Io): () => void {
  const startedMs = io.wallMs();
  let saidMs = startedMs;
  return () => {
    const nowMs = io.wallMs();
    if (!isWanted || nowMs - saidMs < progressEveryMs) return;
    saidMs = nowMs;
    io.writeError(`${what}: ${grouped((nowMs - startedMs) / 1000)} s, ${megabytes(process.memoryUsage.rss())}\n`);
  };
}
