/** A device's event log: newest last, bounded as Windows bounds it (the oldest entries give way). */
import type { LogLine } from '../knowledge/vocabulary.ts';
import { deviceOf, withDevice, type World } from './world.ts';

/** Entries kept per device; the real channel keeps about a megabyte. */
export const eventLogMax = 600;

export function appendLog(world: World, device: string, line: LogLine): World {
  const log = deviceOf(world, device).eventLog;
  const record = (log.at(-1)?.record ?? 0) + 1;
  // Trimming in blocks keeps the cost of a long run flat.
  const kept = log.length >= eventLogMax ? log.slice(-eventLogMax / 2) : log;
  return { ...world, ...withDevice(world, device, (known) => ({ ...known, eventLog: [...kept, { atMs: world.nowMs, record, ...line }] })) };
}
