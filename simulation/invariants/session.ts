/** Invariants of the sign-in: I11, I12, I13. */
import type { StoredSnapshot } from '../chart-engine.ts';
import { sessionOf } from '../session.ts';
import { placeOf, type World } from '../world.ts';
import { atEitherEnd, type Instant } from './instant.ts';
import type { InvariantCheck } from './invariant.ts';
import { reachesController } from './paths.ts';

interface SignIn {
  readonly device: string;
  readonly user: string;
  readonly password: number | null;
}

const contextOf = ({ context }: StoredSnapshot) => context as { readonly user: string | null; readonly credential: string; readonly passwordVersion: number };
const isVerifying = ({ value }: StoredSnapshot): boolean => /atDomainController|fromCache/.test(JSON.stringify(value));

/** Sign-ins and unlocks that succeeded at this instant while no domain controller was in reach. */
const offlineSignIns = (instant: Instant): readonly SignIn[] =>
  instant.charts('session').flatMap(({ actor, was, is }) => {
    const device = placeOf(actor);
    const { user, state } = sessionOf(instant.now, device);
    if (!was || !isVerifying(was) || user === null || state !== 'unlocked') return [];
    if (atEitherEnd(instant, (world) => reachesController(world, device))) return [];
    const { credential, passwordVersion } = contextOf(is);
    return [{ device, user, password: credential === 'password' ? passwordVersion : null }];
  });

const cachedLogon = (world: World, device: string, user: string) => world.devices[device]?.cachedLogons.find(({ samAccountName }) => samAccountName === user);

export const sessionInvariants: readonly InvariantCheck[] = [
  {
    id: 'I11',
    reads: ['actors', 'questions'],
    check: ({ now, charts }) =>
      charts('session').flatMap(({ actor, is }) => {
        const asked = Object.values(now.questions).filter((question) => question.actor === actor);
        if (asked.some(({ operation }) => operation === 'acquirePrt')) return [`the sign-in on ${placeOf(actor)} waits for a PRT`];
        return isVerifying(is) && asked.length === 0 ? [`the sign-in on ${placeOf(actor)} waits for nothing that it asked`] : [];
      }),
  },
  {
    id: 'I12',
    reads: ['actors'],
    check: (instant) =>
      offlineSignIns(instant).flatMap(({ device, user }) =>
        (cachedLogon(instant.before, device, user) ? [] : [`${user} signed in on ${device} without a domain controller and without a cached verifier`]),
      ),
  },
  {
    id: 'I13',
    reads: ['actors'],
    check: (instant) =>
      offlineSignIns(instant).flatMap(({ device, user, password }) => {
        const known = cachedLogon(instant.before, device, user);
        return password === null || !known || known.passwordVersion === password
          ? []
          : [`${user} signed in on ${device} with password ${password}; the device has validated password ${known.passwordVersion}`];
      }),
  },
];
