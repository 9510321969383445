/** The invariants of lifecycle.md 10 that the managed flow touches, checked after every instant of a run. */
import { invariants } from '../../knowledge/invariants.ts';
import type { Monitor } from '../replay.ts';
import type { World } from '../world.ts';
import { cloudObjectInvariants } from './cloud-object.ts';
import { createConnectInvariants } from './connect.ts';
import { deviceInvariants } from './device.ts';
import { directoryInvariants } from './directory.ts';
import { createEventualChecks } from './eventual.ts';
import { instantOf, type Instant } from './instant.ts';
import type { InvariantCheck, Verdict } from './invariant.ts';
import { registrationInvariants } from './registration.ts';
import { sessionInvariants } from './session.ts';
import { tokenInvariants } from './token.ts';

export { uncoveredInvariants } from './uncovered.ts';

const sentences = new Map(invariants.map(({ id, sentence }) => [id, sentence]));

/** Number, sentence, and what is wrong where. */
export const breachMessage = ({ id, what }: Breach): string => `${id} broken: ${sentences.get(id) ?? ''} Here: ${what}.`;

/** One invariant that does not hold, and what is wrong where. */
export interface Breach {
  readonly id: `I${number}`;
  readonly what: string;
}

export interface InvariantStatus extends Verdict {
  readonly id: `I${number}`;
}

/** Checks the invariants of a run, instant by instant. */
export interface InvariantMonitor extends Monitor {
  /** What is broken at this instant, one sentence each. */
  check(world: World): readonly string[];
  /** What has not come true in time by the end of the run. */
  end(world: World): readonly string[];
  /** Every covered invariant as it stands after the last instant seen. */
  report(): readonly InvariantStatus[];
}

const createChecks = (): readonly InvariantCheck[] => [
  ...registrationInvariants, ...directoryInvariants, ...cloudObjectInvariants, ...deviceInvariants, ...sessionInvariants, ...tokenInvariants, ...createConnectInvariants(),
];

/** What changed between two instants (`null`: nothing came before), looked at by every check that reads it. */
function judge(checks: readonly InvariantCheck[], previous: World | null, world: World, instant: Instant): readonly Breach[] {
  return checks.flatMap(({ id, reads, check }) => (previous !== null && reads.every((part) => previous[part] === world[part]) ? [] : check(instant).map((what) => ({ id, what }))));
}

/**
 * What one step breaks, whatever went before it; with `null`, what a world breaks by itself. Eventual properties are not judged,
 * and what only a whole run can excuse (I24, I25: what a cycle could have seen) is reported: a monitor that follows the way decides.
 */
export const breachesOfStep = (before: World | null, now: World): readonly Breach[] => judge(createChecks(), before, now, instantOf(before, now));

/** A monitor that stops a run at the first broken invariant. It follows one run; give each run its own. */
export function createInvariantMonitor(): InvariantMonitor {
  const checks = createChecks();
  const eventual = createEventualChecks();
  const broken = new Map<string, string>();
  let last: World | null = null;
  return {
    check: (world) => {
      const previous = last;
      if (previous === world) return [];
      const instant = instantOf(previous, world);
      last = world;
      const breaches = judge(checks, previous, world, instant);
      for (const { id, what } of breaches) if (!broken.has(id)) broken.set(id, what);
      for (const { see } of eventual) see(instant);
      return breaches.map(breachMessage);
    },
    end: (world) => eventual.flatMap(({ id, judge }) => {
      const { status, why } = judge(world);
      return status === 'broken' ? [breachMessage({ id, what: why })] : [];
    }),
    report: () => [
      ...checks.map(({ id }) => ({ id, status: broken.has(id) ? ('broken' as const) : ('held' as const), why: broken.get(id) ?? '' })),
      ...eventual.map(({ id, judge }) => ({ id, ...(last ? judge(last) : { status: 'pending' as const, why: 'no instant was seen' }) })),
    ],
  };
}

/** Those that no single step can break: a run says at its end how they stand. */
export const eventualInvariants: readonly `I${number}`[] = createEventualChecks().map(({ id }) => id);

export const coveredInvariants: readonly `I${number}`[] = [...createChecks(), ...createEventualChecks()].map(({ id }) => id);
