import { expect, test } from 'vitest';
import { guidOf, registered, withCloudDevice, withJoin, withLaptop, withLifecycle } from '../../test/support/tampered-worlds.ts';
import { ask, codeOf, smallWorld, withFault, type SpecChange } from '../../test/small-world.ts';
import type { Settings } from '../../knowledge/settings.ts';
import type { World } from '../world.ts';

const day = 86_400_000;
const asked = { user: 'alice', upn: 'alice@contoso.com', credential: 'password', passwordVersion: 1, renewal: false, withCredential: true };
const acquire = (world: World, change: object = {}) => ask(world, 'acquirePrt', { ...asked, ...change }, 'closed', 'prt:LAPTOP01/alice');
const refusal = (world: World, change: object = {}): string => { const { outcome } = acquire(world, change); return outcome.ok ? 'issued' : (outcome.failure.server?.message.split(':')[0] ?? outcome.failure.code); };
const set = (world: World, settings: Partial<Settings>): World => ({ ...world, settings: { ...world.settings, ...settings } });
const good = registered();
const expired = { ...good, nowMs: good.devices.LAPTOP01?.join?.notAfterMs ?? 0 };
const passThrough: SpecChange = { tenant: { authentication: 'pass-through' } };

test('a token holds for its lifetime from now, and each request is counted', () => {
  const answer = acquire({ ...set(good, { 'prt.lifetime': 5 * day }), nowMs: 7 });
  expect([answer.outcome, answer.changes?.tenant?.requestCount]).toEqual([{ ok: true, output: { updatedAtMs: 7, expiresAtMs: 7 + 5 * day } }, 1]);
  expect(acquire(good, { passwordVersion: 2 }).changes?.tenant).toEqual({ ...good.tenant, requestCount: 1 });
});

test.each([
  ['good', good, 'issued'],
  ['not joined', withLaptop(good, { join: null }), '0x80090016'],
  ['without its key', withLaptop(good, { usableKeys: [] }), '0x80090016'],
  ['of another tenant', withJoin(good, { tenantId: 'other' }), 'AADSTS50155'],
  ['disabled', withLifecycle(good, 'registered', 'disabled'), 'AADSTS50155'],
  ['Pending', withLifecycle(good, { pending: 'visible' }), 'AADSTS50155'],
  ['with the certificate of an earlier registration', withCloudDevice(good, { deviceCertificateThumbprint: 'OTHER' }), 'AADSTS50155'],
  ['with an expired certificate', expired, 'AADSTS50155'],
  ['with one that is about to expire', { ...expired, nowMs: expired.nowMs - 1 }, 'issued'],
  ['with an expired certificate that renews itself', set(expired, { 'cert.autoRenew': true }), 'issued'],
] as const)('a device that is %s', (_what, world, expected) => {
  expect(refusal(world)).toBe(expected);
});

test('passwords of a pass-through tenant need an agent', () => {
  const world = registered(passThrough);
  expect([refusal(world), refusal(withFault(world, 'pass-through-agents-down')), refusal(withFault(world, 'dc-busy')), refusal(registered({ tenant: { ...passThrough.tenant, agents: 'stopped' } }))]).toEqual(['issued', 'AADSTS80001', 'issued', 'AADSTS80001']);
});

test('a renewal finds its user by the old token, where Windows follows names and the setting says so', () => {
  const renewal = { renewal: true, upn: 'old@contoso.com' };
  expect([refusal(good, renewal), refusal(good, { ...renewal, renewal: false }), refusal(set(good, { 'prt.renewalFindsUser': 'byName' }), renewal), refusal(set(good, { 'prt.followsUpn': 'never' }), renewal)]).toEqual(['issued', 'AADSTS50034', 'AADSTS50034', 'AADSTS50034']);
});

test('the activity of a device is rewritten only when it is more than fourteen days old', () => {
  const seen = (approximateLastSignInMs: number | null, nowMs: number) => acquire({ ...withCloudDevice(good, { approximateLastSignInMs }), nowMs }).changes?.tenant?.devices[guidOf(good)]?.approximateLastSignInMs;
  expect([seen(0, 14 * day), seen(0, 14 * day + 1), seen(null, 5)]).toEqual([0, 14 * day + 1, 5]);
});

test('without a network it is the network that is unreachable, with the code of the transport behind', () => {
  expect(codeOf(acquire(smallWorld({ device: { state: 'registered', location: 'offline' } })))).toBe('0xc000023c/0x80072ee7');
  const ids = [acquire(good, { passwordVersion: 2 }), acquire({ ...good, tenant: { ...good.tenant, requestCount: 9 } }, { passwordVersion: 2 })].map(({ outcome }) => (outcome.ok ? '' : outcome.failure.server?.requestId));
  expect([ids[0] === ids[1], ids[0]]).toEqual([false, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
});
