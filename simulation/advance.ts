/** Time: everything that is due up to an instant happens, in order. */
import type { AgendaItem } from './agenda.ts';
import { fire, wait } from './step.ts';
import { noTrace, type TraceSink } from './trace.ts';
import type { World } from './world.ts';

/** Items that may fire at one instant before the run is given up as going in circles. */
export const itemsPerInstantMax = 100_000;

/** Reaching a limit is an outcome with its own name. */
export class LimitReached extends Error {}

/** Fires everything due at the earliest instant, in rank order; what becomes due at that instant meanwhile belongs to it. */
export function advanceOneInstant(world: World, trace: TraceSink = noTrace, itemsMax = itemsPerInstantMax): World {
  const first: AgendaItem | undefined = world.agenda[0];
  if (!first) return world;
  let next = world;
  for (let fired = 0; ; fired += 1) {
    if (fired > itemsMax) throw new LimitReached(`more than ${itemsMax} things were due at ${first.dueMs} ms; the last was ${next.agenda[0]?.actor ?? ''}`);
    const item = next.agenda[0];
    if (!item || item.dueMs !== first.dueMs) return next;
    next = fire(next, item, trace);
  }
}

/**
 * Moves to `untilMs`, that instant included.
 * @param onInstant called after each instant at which something happened
 */
export function advanceTo(world: World, untilMs: number, trace: TraceSink = noTrace, onInstant?: (world: World) => void): World {
  let next = world;
  for (let first = next.agenda[0]; first && first.dueMs <= untilMs; first = next.agenda[0]) {
    next = advanceOneInstant(next, trace);
    onInstant?.(next);
  }
  return wait(next, untilMs);
}

/** Moves to just before `instantMs`: what is due then has not happened yet. */
export function advanceBefore(world: World, instantMs: number, trace: TraceSink = noTrace, onInstant?: (world: World) => void): World {
  let next = world;
  for (let first = next.agenda[0]; first && first.dueMs < instantMs; first = next.agenda[0]) {
    next = advanceOneInstant(next, trace);
    onInstant?.(next);
  }
  return next.nowMs < instantMs ? { ...next, nowMs: instantMs } : next;
}

