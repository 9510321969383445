/** Who is signed in on a device, read off its session chart. */
import type { StoredSnapshot } from './chart-engine.ts';
import type { World } from './world.ts';

export interface Session {
  readonly state: 'off' | 'booting' | 'sign-in screen' | 'verifying' | 'unlocked' | 'locked';
  /** sAMAccountName of the signed-in user. */
  readonly user: string | null;
  readonly upn: string | null;
  readonly verifiedBy: string | null;
  readonly refusedWith: string | null;
}

/** What the session chart of a device says. */
export function sessionOf(world: World, device: string): Session {
  const snapshot: StoredSnapshot | undefined = world.actors[`session:${device}`];
  const context = (snapshot?.context ?? {}) as { user?: string | null; upn?: string | null; verifiedBy?: string | null; refusedWith?: string | null };
  const value = snapshot?.value;
  const signedIn = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as { signedIn?: unknown }).signedIn : undefined;
  const inside = signedIn !== undefined;
  return {
    state: stateOf(value, signedIn),
    user: inside ? (context.user ?? null) : null,
    upn: inside ? (context.upn ?? null) : null,
    verifiedBy: context.verifiedBy ?? null,
    refusedWith: context.refusedWith ?? null,
  };
}

function stateOf(value: unknown, signedIn: unknown): Session['state'] {
  if (value === 'off' || value === 'booting') return value;
  if (value === 'signInScreen') return 'sign-in screen';
  if (signedIn === undefined) return 'verifying';
  return signedIn === 'unlocked' ? 'unlocked' : 'locked';
}
