import { expect, test } from 'vitest';
import type { WindowsDevice } from '../../mocks/windows/state.ts';
import { ask, codeOf, smallWorld } from '../../test/small-world.ts';
import { withDevice, type World } from '../world.ts';

const pending = smallWorld({ device: { state: 'pending' } });
const registered = smallWorld({ device: { state: 'registered' } });
const on = (world: World, change: (device: WindowsDevice) => WindowsDevice): World => ({ ...world, ...withDevice(world, 'LAPTOP01', change) });
const idOf = (world: World): string => world.devices.LAPTOP01?.objectGuid ?? '';
const asked = (world: World) => ({ tenantId: world.tenant.tenantId, tenantName: 'contoso.com', keyContainerId: 'k1' });
const register = (world: World, input = asked(world)) => ask(world, 'registerDevice', input);
const home = smallWorld({ device: { location: 'offline' } });

test('each request has an id of its own, which the tenant counts, refused or not', () => {
  const unknown = { tenantId: 'other', tenantName: 'contoso.com' };
  const first = ask(pending, 'discoverRegistrationService', unknown);
  const second = ask({ ...pending, ...first.changes }, 'discoverRegistrationService', unknown);
  const idFrom = ({ outcome }: typeof first): string => (outcome.ok ? '' : (outcome.failure.server?.requestId ?? ''));
  expect(idFrom(first)).toMatch(/^[0-9a-f-]{36}$/);
  expect(idFrom(first)).not.toBe(idFrom(second));
  for (const answer of [first, ask(pending, 'discoverRegistrationService', asked(pending)), register(pending), register(smallWorld({ device: { state: 'registered' } })), ask(registered, 'unregisterDevice')]) expect(answer.changes?.tenant?.requestCount).toBe(1);
});

test('discovery brings the tenant, the realm is that of the domain', () => {
  expect(ask(pending, 'discoverRegistrationService', asked(pending)).outcome).toEqual({ ok: true, output: { tenantId: pending.tenant.tenantId, tenantName: 'Contoso' } });
  expect(ask(pending, 'discoverRealm', { tenantName: 'contoso.com' }).outcome).toEqual({ ok: true, output: { realm: 'Managed' } });
  expect(codeOf(ask(pending, 'discoverRealm', { tenantName: 'elsewhere.com' }))).toBe('0x801c003d');
});

test('without a network discovery and realm fail as such, with the code of the transport behind', () => {
  expect([codeOf(ask(home, 'discoverRegistrationService', asked(home))), codeOf(ask(home, 'discoverRealm', { tenantName: 'contoso.com' })), codeOf(register(home))]).toEqual(['0x801c0021/0x80072ee7', '0x801c003d/0x80072ee7', '0x80072ee7']);
});

test('a Pending device is registered with a certificate that the tenant remembers', () => {
  const answer = register(pending);
  const device = answer.changes?.tenant?.devices[idOf(pending)];
  expect(answer.outcome).toEqual({ ok: true, output: { deviceId: idOf(pending), thumbprint: device?.deviceCertificateThumbprint, notBeforeMs: 0, notAfterMs: expect.any(Number) } });
  expect(device).toMatchObject({ profileType: 'RegisteredDevice', registeredAtMs: 0, deviceCertificateThumbprint: expect.stringMatching(/^[0-9A-F]{40}$/) });
  expect(device?.alternativeSecurityIds[0]).toMatch(/^X509:<SHA1-TP-PUBKEY>[0-9A-F]{40}.{40}/);
  expect(answer.tells).toEqual([{ to: { kind: 'cloud-device', of: idOf(pending) }, event: { type: 'REGISTERED' } }]);
});

test.each([
  ['without a certificate', smallWorld(), '0x80090016'],
  ['whose key is lost', on(pending, (device) => ({ ...device, usableKeys: [] })), '0x80090016'],
  ['of which the tenant knows nothing', { ...smallWorld(), devices: pending.devices }, '0x801c03f2'],
])('a device %s is refused', (_what, world, code) => {
  expect(codeOf(register(world))).toBe(code);
});

test('another tenant than its own knows nothing of it', () => {
  expect(codeOf(register(pending, { ...asked(pending), tenantId: 'other' }))).toBe('0x801c03f2');
});

test('the format of errors is a setting', () => {
  const world = { ...smallWorld(), devices: pending.devices };
  expect(codeOf(register({ ...world, settings: { ...world.settings, 'entra.errorFormat': 'B' } }))).toBe('0x801c03f3');
});

test('a device that is refused is told to nobody', () => {
  expect(register({ ...smallWorld(), devices: pending.devices }).tells).toBeUndefined();
});

test('only a device that is joined, with the certificate of its object, is deleted', () => {
  const answer = ask(registered, 'unregisterDevice');
  expect([codeOf(answer), answer.tells, answer.changes?.tenant?.devices[idOf(registered)]?.deletedAtMs]).toEqual(['ok', [{ to: { kind: 'cloud-device', of: idOf(registered) }, event: { type: 'DELETED' } }], 0]);
  expect(codeOf(ask(pending, 'unregisterDevice'))).toBe('0x801c03ed');
  expect(codeOf(ask(on(registered, (device) => (device.join ? { ...device, join: { ...device.join, thumbprint: 'OTHER' } } : device)), 'unregisterDevice'))).toBe('0x801c0002');
});
