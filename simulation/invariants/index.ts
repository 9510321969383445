/** The invariants of lifecycle.md 10 that the managed flow touches, checked after every instant of a run. */
import { invariants } from '../../knowledge/invariants.ts';
import type { Monitor } from '../replay.ts';
import type { World } from '../world.ts';
import { cloudInvariants } from './cloud.ts';
import { connectInvariants } from './connect.ts';
import { eventualInvariants } from './eventual.ts';
import { registrationInvariants } from './registration.ts';
import { tokenInvariants } from './token.ts';

const checks = [...registrationInvariants, ...cloudInvariants, ...tokenInvariants, ...connectInvariants];
const sentences = new Map(invariants.map(({ id, sentence }) => [id as string, sentence]));

export interface InvariantMonitor extends Monitor {
  /** Every covered invariant: held so far, broken, or (eventual ones) still pending. */
  report(world: World): readonly { readonly id: string; readonly status: 'held' | 'broken' | 'pending'; readonly why: string }[];
}

export function createInvariantMonitor(): InvariantMonitor {
  let before: World | null = null;
  const broken = new Map<string, string>();
  return {
    check: (world) => {
      const messages: string[] = [];
      for (const { id, reads, check } of checks) {
        if (before !== null && reads.every((part) => before?.[part] === world[part])) continue;
        for (const what of check(world, before)) {
          broken.set(id, what);
          messages.push(`${id} broken: ${sentences.get(id) ?? ''} Here: ${what}.`);
        }
      }
      before = world;
      return messages;
    },
    report: (world) => [
      ...checks.map(({ id }) => ({ id, status: broken.has(id) ? ('broken' as const) : ('held' as const), why: broken.get(id) ?? '' })),
      ...eventualInvariants.map(({ id, judge }) => ({ id, ...judge(world) })),
    ],
  };
}

export const coveredInvariants: readonly string[] = [...checks.map(({ id }) => id), ...eventualInvariants.map(({ id }) => id)];
