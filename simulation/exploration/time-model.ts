/**
 * What exploration makes of delays. Each way is an answer to "when may this happen", and the result says which was taken.
 *
 * - `fixpoint`: finite, so that it can be complete. The legs of a question and delays up to `shortMs` take no time: whatever they
 *   could be overtaken by may overtake them, since at one instant every order is taken. Delays from `longMs` are *untimed*: they
 *   may end at any moment while they run (a PRT ages, a cache empties). In between, time passes as it does.
 * - `bounded`: delays are what they are; the search ends at its limits.
 *
 * A delay of a hundred years (`inf` in settings; half of it, for a world that has run a while) never ends.
 */
import type { ChartKind } from '../../machines/language.ts';
import type { AgendaItem } from '../agenda.ts';
import { kindOf } from '../world.ts';

export interface TimeModel {
  readonly kind: 'fixpoint' | 'bounded';
  /** Delays up to this take no time. */
  readonly shortMs: number;
  /** Delays from this on are untimed. */
  readonly longMs: number;
  /** Charts whose long delays keep their time: something shorter starts them anew again and again, so that they hardly ever end. */
  readonly exact: readonly ChartKind[];
}

const minute = 60_000;
const hour = 60 * minute;
const foreverMs = 36_525 * 24 * hour;

/** Short: all that is seconds (and the two minutes of a Connect cycle or a password turn). Long: four hours and more. */
export const fixpointTime: TimeModel = { kind: 'fixpoint', shortMs: 2 * minute, longMs: 4 * hour, exact: ['connect-scheduler'] };
export const boundedTime: TimeModel = { kind: 'bounded', shortMs: 0, longMs: Number.POSITIVE_INFINITY, exact: [] };

/** Deadlines as exploration keeps them: milliseconds from now, or one of these. */
export const untimed = -1;
export const never = -2;

export function deadlineOf(time: TimeModel, item: AgendaItem, delayMs: number): number {
  if (delayMs >= foreverMs / 2) return never;
  if (delayMs >= time.longMs && !time.exact.includes(kindOf(item.actor) as ChartKind)) return untimed;
  if (time.kind === 'fixpoint' && (item.kind === 'leg' || delayMs <= time.shortMs)) return 0;
  return delayMs;
}
