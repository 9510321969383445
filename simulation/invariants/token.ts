/** Invariants of the primary refresh token: I7 to I10, I35 to I37, I45. */
import type { PrtContext } from '../../machines/primary-refresh-token.ts';
import { userFrom, userNamed } from '../../mocks/entra/users.ts';
import { minuteMs } from '../calendar.ts';
import type { StoredSnapshot } from '../chart-engine.ts';
import { lifecycleOf, mayAuthenticate } from '../cloud-device.ts';
import { deviceOf, placeOf, type World } from '../world.ts';
import { atEitherEnd, joinOf, type Answered, type Changed, type Instant } from './instant.ts';
import type { InvariantCheck } from './invariant.ts';

const contextOf = ({ context }: StoredSnapshot): PrtContext => context as unknown as PrtContext;

/** Tokens that Azure AD issued or renewed at this instant: the moment that counts, not the answer's arrival. */
const issued = (instant: Instant): readonly Answered[] => instant.answered('acquirePrt').filter(({ ok }) => ok);

/** The token may outlive the printed expiry by the answer's way back: its life is a timer that starts then. */
const answerTimeMs = minuteMs;

/** Registered, enabled, and the key of this very registration can sign. */
function deviceIsGood(world: World, device: string): boolean {
  const { join, usableKeys } = deviceOf(world, device);
  if (!join || !mayAuthenticate(world, join.deviceId)) return false;
  return usableKeys.includes(join.keyContainerId) && world.tenant.devices[join.deviceId]?.deviceCertificateThumbprint === join.thumbprint;
}

function tokenTimes({ was, is }: Changed<StoredSnapshot>, nowMs: number): string | null {
  const { updatedAtMs, expiresAtMs } = contextOf(is);
  if (updatedAtMs === null || expiresAtMs === null) return null;
  if (updatedAtMs > nowMs) return 'was updated in the future';
  if (nowMs >= expiresAtMs + answerTimeMs) return 'is kept beyond its expiry';
  const earlier = was ? contextOf(was).expiresAtMs : null;
  return earlier !== null && expiresAtMs < earlier ? 'was renewed to an earlier expiry' : null;
}

/** A renewal that only the four-hour gate may have let through. */
function earlyRenewal({ was, is }: Changed<StoredSnapshot>, now: World): boolean {
  const renews = (snapshot: StoredSnapshot): boolean => JSON.stringify(snapshot.value).includes('"work":"renewing"');
  if (!was || !renews(is) || renews(was)) return false;
  const { updatedAtMs, retryOnNetworkUp } = contextOf(is);
  const requested = JSON.stringify(was.value).includes('refreshing');
  return !requested && !retryOnNetworkUp && updatedAtMs !== null && now.nowMs - updatedAtMs < now.settings['prt.renewAfter'];
}

function newestPassword(world: World, user: string): number | undefined {
  if (world.tenant.authentication === 'password-hash-sync') return userFrom(world.tenant, user)?.passwordVersion;
  return Math.max(...Object.values(world.directory.controllers).filter(({ running }) => running).map(({ replica }) => replica.users[user.toLowerCase()]?.passwordVersion ?? 0));
}

export const tokenInvariants: readonly InvariantCheck[] = [
  {
    id: 'I7',
    reads: ['questions'],
    check: (instant) =>
      issued(instant).flatMap(({ question }) => {
        const join = joinOf(instant.now, placeOf(question.actor));
        const pending = join !== null && !atEitherEnd(instant, (world) => lifecycleOf(world, join.deviceId) !== 'pending');
        return pending ? [`${question.actor} was issued for a Pending device`] : [];
      }),
  },
  {
    id: 'I8',
    reads: ['questions'],
    check: (instant) =>
      issued(instant).flatMap(({ question }) =>
        (atEitherEnd(instant, (world) => deviceIsGood(world, placeOf(question.actor)))
          ? []
          : [`${question.actor} was issued, but the device is not registered, not enabled or cannot sign`]),
      ),
  },
  {
    id: 'I9',
    reads: ['questions'],
    check: (instant) =>
      issued(instant).flatMap(({ question, input }) => {
        const { tenant } = instant.before;
        const join = joinOf(instant.before, placeOf(question.actor));
        if (join && join.tenantId !== tenant.tenantId) return [`${question.actor} was issued by ${tenant.tenantId} for a device of ${join.tenantId}`];
        // A renewal may name its user as they were called before: the token says who it is.
        const user = input.renewal === true ? userFrom(tenant, String(input.user)) : userNamed(tenant, String(input.upn));
        return user ? [] : [`${question.actor} was issued to ${String(input.upn)}, who is no user of the tenant`];
      }),
  },
  {
    id: 'I10',
    reads: ['questions'],
    check: (instant) => [
      ...Object.values(instant.now.questions).flatMap(({ operation, actor, destination }) =>
        (operation === 'acquirePrt' && destination.kind === 'dc' ? [`${actor} asks a domain controller for its token`] : []),
      ),
      ...instant.answered('acquirePrt').flatMap(({ question, code }) =>
        (code === '0xc000005e' || code === '0x8007054b' ? [`${question.actor} was refused for want of a domain controller (${code})`] : []),
      ),
    ],
  },
  {
    id: 'I35',
    reads: ['actors'],
    check: ({ now, charts }) => charts('prt').flatMap((changed) => {
      const wrong = tokenTimes(changed, now.nowMs);
      return wrong ? [`${changed.actor} ${wrong}`] : [];
    }),
  },
  {
    id: 'I36',
    reads: ['actors'],
    check: ({ now, charts }) =>
      charts('prt').flatMap((changed) =>
        (earlyRenewal(changed, now) ? [`${changed.actor} is renewed ${now.nowMs - (contextOf(changed.is).updatedAtMs ?? 0)} ms after its last refresh`] : []),
      ),
  },
  {
    id: 'I37',
    reads: ['questions'],
    check: (instant) =>
      issued(instant).flatMap(({ question, input }) => {
        if (input.credential !== 'password') return [];
        // Pass-through checks a password only when one is shown; a renewal shows the old token alone.
        if (instant.before.tenant.authentication === 'pass-through' && input.withCredential !== true) return [];
        const honoured = atEitherEnd(instant, (world) => newestPassword(world, String(input.user)) === input.passwordVersion);
        return honoured ? [] : [`${question.actor} was issued for password ${String(input.passwordVersion)}, which is not the newest`];
      }),
  },
  {
    id: 'I45',
    reads: ['actors', 'devices'],
    check: ({ now, charts, devices }) => {
      const lost = new Set([...devices.map(({ is }) => is.name), ...charts('prt').map(({ actor }) => placeOf(actor))]);
      return [...lost].flatMap((name) => {
        const device = deviceOf(now, name);
        if (!device.join || device.usableKeys.includes(device.join.keyContainerId)) return [];
        return Object.entries(now.actors).flatMap(([actor, snapshot]) =>
          (actor.startsWith(`prt:${name}/`) && contextOf(snapshot).updatedAtMs !== null ? [`${actor} is kept although the key of ${name} is gone`] : []),
        );
      });
    },
  },
];
