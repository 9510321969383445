/** The invariants of lifecycle.md 10 that the managed flow touches, checked after every instant of a run. */
import { invariants } from '../../knowledge/invariants.ts';
import type { Monitor } from '../replay.ts';
import type { World } from '../world.ts';
import { cloudObjectInvariants } from './cloud-object.ts';
import { createConnectInvariants } from './connect.ts';
import { deviceInvariants } from './device.ts';
import { directoryInvariants } from './directory.ts';
import { createEventualChecks } from './eventual.ts';
import { instantOf } from './instant.ts';
import type { InvariantCheck, Verdict } from './invariant.ts';
import { registrationInvariants } from './registration.ts';
import { sessionInvariants } from './session.ts';
import { tokenInvariants } from './token.ts';

export { uncoveredInvariants } from './uncovered.ts';

const sentences = new Map(invariants.map(({ id, sentence }) => [id, sentence]));

/** Number, sentence, and what is wrong where. */
const breach = (id: `I${number}`, what: string): string => `${id} broken: ${sentences.get(id) ?? ''} Here: ${what}.`;

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
      const messages: string[] = [];
      for (const { id, reads, check } of checks) {
        if (previous !== null && reads.every((part) => previous[part] === world[part])) continue;
        for (const what of check(instant)) {
          if (!broken.has(id)) broken.set(id, what);
          messages.push(breach(id, what));
        }
      }
      for (const { see } of eventual) see(instant);
      return messages;
    },
    end: (world) => eventual.flatMap(({ id, judge }) => {
      const { status, why } = judge(world);
      return status === 'broken' ? [breach(id, why)] : [];
    }),
    report: () => [
      ...checks.map(({ id }) => ({ id, status: broken.has(id) ? ('broken' as const) : ('held' as const), why: broken.get(id) ?? '' })),
      ...eventual.map(({ id, judge }) => ({ id, ...(last ? judge(last) : { status: 'pending' as const, why: 'no instant was seen' }) })),
    ],
  };
}

export const coveredInvariants: readonly `I${number}`[] = [...createChecks(), ...createEventualChecks()].map(({ id }) => id);
