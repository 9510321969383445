import { expect, test } from 'vitest';
import { setAuthentication } from '../administration.ts';
import { ask, codeOf, smallWorld, withFault } from '../../../test/small-world.ts';
import type { World } from '../../../simulation/world.ts';

const prt = { user: 'alice', upn: 'alice@contoso.com', credential: 'password', passwordVersion: 1, renewal: false, withCredential: true };
const registered = (): World => smallWorld({ device: { state: 'registered' } });

/** Every question that goes to Azure AD, with its code under this world. */
const codes = (world: World) => ({
  discovery: codeOf(ask(world, 'discoverRegistrationService', { tenantId: world.tenant.tenantId, tenantName: 'contoso.com' })),
  realm: codeOf(ask(world, 'discoverRealm', { tenantName: 'contoso.com' })),
  register: codeOf(ask(world, 'registerDevice', { tenantId: world.tenant.tenantId, tenantName: 'contoso.com', keyContainerId: 'k2' })),
  unregister: codeOf(ask(world, 'unregisterDevice')),
  prt: codeOf(ask(world, 'acquirePrt', prt)),
});
const fine = { discovery: 'ok', realm: 'ok', register: 'ok', unregister: 'ok', prt: 'ok' };

test('without a fault every question is answered', () => {
  expect(codes(registered())).toEqual(fine);
});

test.each([
  ['drs-tenant-not-found', { discovery: '0x801c003a' }],
  ['drs-discovery-timeout', { discovery: '0x801c001f' }],
  ['drs-discovery-html', { discovery: '0x801c0021/0x8007000d' }],
  ['drs-tls-failure', { discovery: '0x801c0021/0x80072f8f', register: '0x80072f8f', unregister: '0x80072f8f' }],
  ['realm-look-up-fails', { realm: '0x801c003d' }],
  ['drs-throttled', { register: '0x801c03f2' }],
  ['drs-busy', { discovery: '0x801c0025', register: '0x801c0025', unregister: '0x801c0025' }],
  ['drs-internal-error', { register: '0x801c0006' }],
  ['drs-deletion-fails', { unregister: '0x801c03f2' }],
  ['drs-answer-lost', { register: '0x80072efe', unregister: '0x80072efe' }],
  ['drs-answer-malformed', { register: '0x801c0001' }],
  ['pass-through-agents-down', {}],
  ['password-hash-late', {}],
  ['token-service-unavailable', { prt: '0xc000006d' }],
])('%s breaks its own questions and no others', (id, broken) => {
  expect(codes(withFault(registered(), id))).toEqual({ ...fine, ...broken });
});

test.each(['drs-answer-lost', 'drs-answer-malformed'])('%s: the service has registered the device although the device does not know (I42)', (id) => {
  const answer = ask(withFault(smallWorld({ device: { state: 'pending' } }), id), 'registerDevice', { tenantId: 'contoso.com', tenantName: 'contoso.com', keyContainerId: 'k1' });
  expect(answer.outcome.ok).toBe(false);
  expect(Object.values(answer.changes?.tenant?.devices ?? {})[0]?.profileType).toBe('RegisteredDevice');
  expect(answer.tells).toEqual([{ to: { kind: 'cloud-device', of: expect.any(String) }, event: { type: 'REGISTERED' } }]);
});

test('a refusal below a lost answer stays the refusal, and nothing else of Azure AD changes while throttled', () => {
  expect(codeOf(ask(withFault(smallWorld(), 'drs-answer-lost'), 'registerDevice', { tenantId: 'contoso.com', tenantName: 'contoso.com', keyContainerId: 'k1' }))).toBe('0x80090016');
  expect(ask(withFault(registered(), 'drs-throttled'), 'registerDevice', { tenantId: 'contoso.com', tenantName: 'contoso.com', keyContainerId: 'k1' }).changes).toBeUndefined();
});

test('throttling speaks the documented words', () => {
  const { outcome } = ask(withFault(registered(), 'drs-throttled'), 'registerDevice', { tenantId: 'contoso.com', tenantName: 'contoso.com', keyContainerId: 'k2' });
  expect(outcome).toMatchObject({ failure: { server: { httpStatus: 400, code: 'DirectoryError', message: 'Your request is throttled temporarily. Please try after 300 seconds.' } } });
});

test('agents that are down matter to passwords of pass-through tenants only', () => {
  const world = withFault(registered(), 'pass-through-agents-down');
  const passThrough = { ...world, tenant: setAuthentication(world.tenant, 'pass-through') };
  expect(ask(passThrough, 'acquirePrt', prt).outcome).toMatchObject({ ok: false, failure: { code: '0xc000006d', server: { message: expect.stringContaining('AADSTS80001') } } });
  expect(codeOf(ask(passThrough, 'acquirePrt', { ...prt, credential: 'hello' }))).toBe('ok');
});

test('a fault limited to another device does nothing here', () => {
  expect(codes(withFault(registered(), 'drs-busy', 'LAPTOP02'))).toEqual(fine);
});
