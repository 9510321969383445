import { expect, test } from 'vitest';
import { defaultSettings, type Settings } from '../../knowledge/settings.ts';
import type { LogLine } from '../../knowledge/vocabulary.ts';
import type { PrtContext } from '../../machines/primary-refresh-token.ts';
import { smallWorld, withFault } from '../../test/small-world.ts';
import { advanceTo } from '../advance.ts';
import { lifecycleOf, mayAuthenticate } from '../cloud-device.ts';
import { correlationIdFor } from '../identity.ts';
import { createWorld } from '../scenario/create-world.ts';
import { worldSpecSchema } from '../scenario/world-spec.ts';
import { change } from '../step.ts';
import type { World } from '../world.ts';

const prtId = 'prt:LAPTOP01/alice';
const minute = 60_000;
const hour = 60 * minute;
type Spec = Parameters<typeof smallWorld>[0];

const show = (world: World, credential: 'password' | 'hello' = 'password', passwordVersion = 1): World => {
  const event = { type: 'CREDENTIAL_PRESENTED', moment: 'unlock', credential, passwordVersion, upn: 'alice@contoso.com' };
  const next = change(world, 'test', { tells: [{ to: { kind: 'prt', of: 'LAPTOP01/alice' }, event }] }, null);
  return advanceTo(next, next.nowMs + 10_000);
};
const tellCloud = (world: World, type: string): World => change(world, 'test', { tells: [{ to: { kind: 'cloud-device', of: idOf(world) }, event: { type, ...(type === 'EXPORTED' ? { enabled: true } : {}) } }] }, null);
const idOf = (world: World): string => world.devices.LAPTOP01?.objectGuid ?? '';
const prt = (world: World): PrtContext => world.actors[prtId]?.context as unknown as PrtContext;
const hasToken = (world: World): boolean => prt(world).updatedAtMs !== null;
const aadLog = (world: World): readonly LogLine[] => world.devices.LAPTOP01?.eventLog.filter(({ log }) => log === 'AAD') ?? [];
/** Connect, which would bring the AD state back, rests. */
const withoutConnect = (settings: Partial<Settings>): World =>
  createWorld(worldSpecSchema.parse({ connect: { SYNC01: { scheduler: 'disabled' } }, devices: { LAPTOP01: { state: 'registered', power: 'on' } } }), { seed: 'test', startMs: 0, settings: { ...defaultSettings, ...settings } });
const world = (device: NonNullable<Spec>['device'] = {}, rest: Spec = {}): World => smallWorld({ ...rest, device: { state: 'registered', ...device } });

test('a registered device gets a token with its times, and the log says so', () => {
  const after = show(world());
  expect(prt(after)).toMatchObject({ updatedAtMs: 1000, expiresAtMs: 1000 + 14 * 24 * hour, attempt: null });
  expect(aadLog(after).map(({ id }) => id)).toEqual([1006, 1018, 1026, 1144, 1022, 1007]);
  expect(aadLog(after).at(-1)?.data).toEqual({ Status: '0x0' });
});

test('no network shows as 0xc000023c with the transport code behind it', () => {
  const after = show(world({ location: 'offline' }));
  expect(prt(after).attempt?.failure).toMatchObject({ code: '0xc000023c', innerCode: '0x80072ee7', atMs: 0 });
  const correlation = correlationIdFor('test', prtId, 0);
  expect(aadLog(after).map(({ id }) => id)).toEqual([1006, 1018, 1026, 1144, 1022, 1084, 1086, 1160, 1250, 1007]);
  expect(aadLog(after).find(({ id }) => id === 1250)?.data).toMatchObject({ Result: '0xc000023c', UserIdentity: 'alice@contoso.com', CredentialType: 'Password', HTTPTransportError: '0x80072ee7', HTTPStatus: '0', CorrelationID: correlation });
});

test('a refusal shows the words of Azure AD', () => {
  const after = show(world(), 'password', 2);
  expect(prt(after).attempt).toMatchObject({ renewal: false, failure: { code: '0xc000006d', atMs: 1000, server: { httpStatus: 400, code: 'invalid_grant', message: 'AADSTS50126: Error validating credentials due to invalid username or password.' } } });
  expect(aadLog(after).find(({ id }) => id === 1081)?.data).toMatchObject({ Error: 'invalid_grant', ErrorDescription: 'AADSTS50126: Error validating credentials due to invalid username or password.' });
});

test('older Windows writes no diagnostics event', () => {
  expect(aadLog(show(world({ windows: '21H2', location: 'offline' }))).map(({ id }) => id)).not.toContain(1250);
});

test('a device that is disabled, deleted or created anew gets no token (I7, I8)', () => {
  const refused = (from: World): string | undefined => prt(show(from)).attempt?.failure.server?.message.split(':')[0];
  expect(refused(tellCloud(world(), 'DISABLED'))).toBe('AADSTS50155');
  expect(refused(tellCloud(world(), 'DELETED'))).toBe('AADSTS50155');
  expect(refused(tellCloud(tellCloud(world(), 'DELETED'), 'EXPORTED'))).toBe('AADSTS50155');
  expect(lifecycleOf(tellCloud(tellCloud(world(), 'DELETED'), 'EXPORTED'), idOf(world()))).toBe('pending');
});

test('disabling and deleting bite after entra.disableDelay', () => {
  for (const type of ['DISABLED', 'DELETED']) {
    const lagging = tellCloud(withoutConnect({ 'entra.disableDelay': hour }), type);
    expect(hasToken(show(lagging))).toBe(true);
    const later = advanceTo(lagging, hour);
    expect(mayAuthenticate(later, idOf(later))).toBe(false);
    expect(hasToken(show(later))).toBe(false);
  }
});

test('a renewal refused because the device is disabled removes the token; one that is not reached keeps it', () => {
  const fourHoursOn = advanceTo(show(world()), 4 * hour + minute);
  const refused = show(tellCloud(fourHoursOn, 'DISABLED'));
  expect(hasToken(refused)).toBe(false);
  expect(prt(refused).attempt).toMatchObject({ renewal: true });
  const unavailable = show(withFault(fourHoursOn, 'token-service-unavailable'));
  expect(prt(unavailable)).toMatchObject({ updatedAtMs: 1000, attempt: { renewal: true, failure: { server: { httpStatus: 503 } } } });
  expect(prt(show(fourHoursOn)).updatedAtMs).toBe(4 * hour + minute + 1000);
});

test('without renewal the token is gone after its lifetime', () => {
  const had = show(world());
  expect(hasToken(advanceTo(had, 14 * 24 * hour + 1000))).toBe(true);
  expect(hasToken(advanceTo(had, 14 * 24 * hour + 2000))).toBe(false);
});

test('a renewal neither asks twice within four hours nor writes the activity again within fourteen days', () => {
  const had = show(world());
  const again = show(advanceTo(had, 3 * hour));
  expect(prt(again).updatedAtMs).toBe(1000);
  expect(again.tenant.requestCount).toBe(had.tenant.requestCount);
  const activity = (from: World): number | null | undefined => from.tenant.devices[idOf(from)]?.approximateLastSignInMs;
  const renewed = show(advanceTo(had, 5 * hour));
  expect(activity(renewed)).toBe(activity(world()));
  expect(activity(show(advanceTo(renewed, 13 * 24 * hour + 5 * hour)))).toBe(13 * 24 * hour + 5 * hour + 1000);
});

test('lost keys cannot sign: no token, and the log names the key', () => {
  const keyless = world();
  const device = keyless.devices.LAPTOP01;
  const after = show({ ...keyless, devices: { LAPTOP01: { ...(device as NonNullable<typeof device>), usableKeys: [] } } });
  expect(prt(after).attempt?.failure.code).toBe('0x80090016');
  expect(aadLog(after).map(({ id }) => id)).toContain(1082);
});

test('a device certificate that has run out gives no token, unless it renews itself (OQ9)', () => {
  const expired = (settings: Partial<Settings>): World => {
    const before = withoutConnect(settings);
    const laptop = before.devices.LAPTOP01;
    if (!laptop?.join) throw new Error('LAPTOP01 is not joined');
    return { ...before, devices: { ...before.devices, LAPTOP01: { ...laptop, join: { ...laptop.join, notAfterMs: 0 } } } };
  };
  const refused = show(expired({}));
  expect(hasToken(refused)).toBe(false);
  expect(prt(refused).attempt?.failure.server?.message).toMatch(/^AADSTS50155/);
  expect(hasToken(show(expired({ 'cert.autoRenew': true })))).toBe(true);
});
