/** A sign of life for who waits, on standard error: what is worked on, for how long, with how much memory. */
import type { Io } from '../io.ts';
import { grouped } from './rows.ts';

const everyMs = 1_000;

export const megabytes = (bytes: number): string => `${grouped(bytes / 2 ** 20)} MB`;

/** @returns to be called whenever there is something to say: at most one line a second is said, and none in the first */
export function oncePerSecond(isWanted: boolean, io: Io): (line: (sinceMs: number) => string) => void {
  const startedMs = io.wallMs();
  let saidMs = startedMs;
  return (line) => {
    if (!isWanted) return;
    const nowMs = io.wallMs();
    if (nowMs - saidMs < everyMs) return;
    saidMs = nowMs;
    io.writeError(`${line(nowMs - startedMs)}\n`);
  };
}

/** @returns to be called whenever the work looks up */
export function progressOf(what: string, isWanted: boolean, io: Io): () => void {
  const say = oncePerSecond(isWanted, io);
  return () => say((sinceMs) => `${what}: ${grouped(sinceMs / 1000)} s, ${megabytes(process.memoryUsage.rss())}`);
}
