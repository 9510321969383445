/** Invariants of the primary refresh token and the sign-in: I7, I8, I12, I35. */
import { lifecycleOf } from '../cloud-device.ts';
import { deviceOf, kindOf, placeOf, type World } from '../world.ts';
import type { InvariantCheck } from './invariant.ts';

interface Prt {
  readonly actor: string;
  readonly device: string;
  readonly updatedAtMs: number | null;
  readonly expiresAtMs: number | null;
}

const tokens = (world: World): Prt[] =>
  Object.entries(world.actors).flatMap(([actor, snapshot]) => {
    if (kindOf(actor) !== 'prt') return [];
    const context = snapshot.context as { updatedAtMs: number | null; expiresAtMs: number | null };
    return [{ actor, device: placeOf(actor), updatedAtMs: context.updatedAtMs, expiresAtMs: context.expiresAtMs }];
  });

/** Tokens that were issued or renewed between two worlds. */
const issued = (now: World, before: World | null): Prt[] =>
  tokens(now).filter((token) => token.updatedAtMs !== null && token.updatedAtMs !== (before?.actors[token.actor]?.context as { updatedAtMs?: number | null } | undefined)?.updatedAtMs);

export const tokenInvariants: readonly InvariantCheck[] = [
  {
    id: 'I7',
    reads: ['actors'],
    check: (now, before) =>
      issued(now, before).flatMap((token) => {
        const join = deviceOf(now, token.device).join;
        return join && lifecycleOf(now, join.deviceId) === 'pending' && lifecycleOf(before ?? now, join.deviceId) === 'pending' ? [`${token.actor} was issued for a Pending device`] : [];
      }),
  },
  {
    id: 'I8',
    reads: ['actors'],
    check: (now, before) => issued(now, before).flatMap((token) => (deviceOf(now, token.device).join || deviceOf(before ?? now, token.device).join ? [] : [`${token.actor} was issued for a device that is not joined`])),
  },
  {
    id: 'I35',
    reads: ['actors', 'nowMs'],
    check: (now) =>
      tokens(now).flatMap((token) => {
        if (token.updatedAtMs === null || token.expiresAtMs === null) return [];
        // The lifetime counts from the answer, so the token may outlive its printed expiry by the answer's way back.
        return token.updatedAtMs <= now.nowMs && now.nowMs < token.expiresAtMs + 60_000 ? [] : [`${token.actor} is outside its validity`];
      }),
  },
  {
    id: 'I12',
    reads: ['actors'],
    check: (now, before) =>
      Object.entries(now.actors).flatMap(([actor, snapshot]) => {
        if (kindOf(actor) !== 'session') return [];
        const context = snapshot.context as { user: string | null; verifiedBy: string | null };
        const old = before?.actors[actor]?.context as { user: string | null; verifiedBy: string | null } | undefined;
        const signedIn = context.verifiedBy === 'cache' && old?.verifiedBy !== 'cache';
        if (!signedIn || context.user === null) return [];
        return deviceOf(now, placeOf(actor)).cachedLogons.some((logon) => logon.samAccountName === context.user) ? [] : [`${context.user} signed in on ${placeOf(actor)} without a DC and without a cached verifier`];
      }),
  },
];
