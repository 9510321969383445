import { expect, test } from 'vitest';
import type { DirectoryState } from '../active-directory/state.ts';
import { removeCloudUser, removeDomain, setAuthentication, setCloudUser, setDomain } from './administration.ts';
import { refusePrt, refuseToAsk, type TokenRequest } from './token-service.ts';
import type { TenantState } from './state.ts';
import { exportUsers } from './users.ts';

const upn = 'alice@contoso.com';
const tenant: TenantState = {
  tenantId: 't', displayName: 'Contoso', initialDomain: 'contoso.onmicrosoft.com', domains: [{ name: 'contoso.com', realm: 'Managed' }], authentication: 'password-hash-sync', passThroughAgentsRunning: true,
  users: { [upn]: { userPrincipalName: upn, objectId: 'o', onPremisesSamAccountName: 'alice', enabled: true, passwordVersion: 1, licensedForIntune: false } }, devices: {}, requestCount: 0,
};
const directory = (passwordVersion: number, change: { running?: boolean; enabled?: boolean } = {}): DirectoryState => ({
  forest: 'contoso.com', domain: { dnsName: 'contoso.com', netbiosName: 'CONTOSO', sid: 'S-1-5-21-1-2-3' }, replicationLinks: {},
  controllers: {
    DC01: {
      name: 'DC01', site: 'HQ', running: change.running ?? true, readOnly: false, usn: 1,
      replica: { serviceConnectionPoint: null, computers: {}, users: { alice: { samAccountName: 'alice', userPrincipalName: upn, displayName: 'alice', objectSid: 's', enabled: change.enabled ?? true, passwordVersion, version: { number: 1, atMs: 0, controller: 'DC01' } } } },
    },
  },
} as DirectoryState);
const request: TokenRequest = { user: 'alice', upn, credential: 'password', passwordVersion: 1, foundByToken: false, withCredential: true, deviceAccepted: true, agentsRunning: true, requestId: 'r' };

const outcome = (state: TenantState, asked: Partial<TokenRequest> = {}, ad = directory(1)): string => {
  const refused = refusePrt(state, ad, { ...request, ...asked });
  return refused ? `${refused.failure.code} ${refused.failure.server?.code ?? '-'} ${refused.failure.server?.message.split(':')[0] ?? refused.failure.reason}` : 'issued';
};

test('with everything in place a token is issued', () => {
  expect(outcome(tenant)).toBe('issued');
  expect(outcome(tenant, { upn: 'ALICE@contoso.com' })).toBe('issued');
});

test('each cause of refusal has its status and code', () => {
  expect(outcome(removeDomain(tenant, 'Contoso.com'))).toBe('0xc00000d0 invalid_request AADSTS90002');
  expect(outcome(tenant, { deviceAccepted: false })).toBe('0xc000006d invalid_grant AADSTS50155');
  expect(outcome(removeCloudUser(tenant, upn))).toBe('0xc000006d invalid_grant AADSTS50034');
  expect(outcome(setCloudUser(tenant, upn, { enabled: false }))).toBe('0xc000006d invalid_grant AADSTS50057');
  expect(outcome(tenant, { passwordVersion: 2 })).toBe('0xc000006d invalid_grant AADSTS50126');
});

test('the realm is checked before the device, the device before the user', () => {
  expect(outcome(removeCloudUser(tenant, upn), { deviceAccepted: false })).toContain('AADSTS50155');
  expect(outcome(removeDomain(tenant, 'contoso.com'), { deviceAccepted: false })).toContain('AADSTS90002');
});

test('a subdomain of a verified domain is fine, a domain that only ends alike is not', () => {
  const bob = { ...tenant, users: { 'alice@emea.contoso.com': { ...tenant.users[upn], enabled: true } } } as TenantState;
  expect(outcome(bob, { upn: 'alice@emea.contoso.com', credential: 'hello' })).toBe('issued');
  expect(outcome(tenant, { upn: 'alice@notcontoso.com' })).toContain('AADSTS90002');
  expect(outcome(setDomain(tenant, { name: 'notcontoso.com', realm: 'Managed' }), { upn: 'alice@notcontoso.com' })).toContain('AADSTS50034');
});

test('a hash that is late refuses the new password and still takes the old one', () => {
  expect(outcome(tenant, { passwordVersion: 2 }, directory(2))).toContain('AADSTS50126');
  expect(outcome(tenant, { passwordVersion: 1 }, directory(2))).toBe('issued');
  expect(outcome(setCloudUser(tenant, upn, { passwordVersion: 2 }), { passwordVersion: 1 }, directory(2))).toContain('AADSTS50126');
});

test('a password token shown without a password is refused after a password change; Hello and smart card are not touched', () => {
  const changed = setCloudUser(tenant, upn, { passwordVersion: 2 });
  expect(outcome(changed, { withCredential: false })).toBe('0xc000006d invalid_grant AADSTS50133');
  expect(outcome(changed, { withCredential: false, passwordVersion: 2 })).toBe('issued');
  for (const credential of ['hello', 'smart-card'] as const) for (const withCredential of [true, false]) expect(outcome(changed, { credential, withCredential })).toBe('issued');
});

test('with pass-through authentication the directory decides, through an agent and a domain controller', () => {
  const passThrough = setAuthentication(tenant, 'pass-through');
  expect(outcome(passThrough, { passwordVersion: 2 }, directory(2))).toBe('issued');
  expect(outcome(passThrough, { passwordVersion: 1 }, directory(2))).toContain('AADSTS50126');
  expect(outcome(passThrough, { agentsRunning: false })).toContain('AADSTS80001');
  expect(outcome(passThrough, {}, directory(1, { running: false }))).toContain('AADSTS80001');
  expect(outcome(passThrough, {}, directory(1, { enabled: false }))).toContain('AADSTS50057');
  expect(outcome(passThrough, { user: 'nobody' })).toContain('AADSTS50034');
  expect(outcome(passThrough, { agentsRunning: false, credential: 'hello' })).toBe('issued');
  expect(outcome(tenant, { agentsRunning: false })).toBe('issued');
});

test('a renewal by its token finds the user under any name, a first token only under the name of the tenant', () => {
  const renamed = exportUsers(tenant, [{ samAccountName: 'alice', userPrincipalName: 'alice.berg@contoso.com' }]).tenant;
  expect(outcome(renamed)).toBe('0xc000006d invalid_grant AADSTS50034');
  expect(outcome(renamed, { upn: 'alice.berg@contoso.com' })).toBe('issued');
  expect(outcome(renamed, { foundByToken: true })).toBe('issued');
  // The token does not help a user who is gone, a device that is not accepted, or a password that is not the newest.
  expect(outcome(removeCloudUser(tenant, upn), { foundByToken: true })).toContain('AADSTS50034');
  expect(outcome(renamed, { foundByToken: true, passwordVersion: 2 })).toContain('AADSTS50126');
  expect(outcome(renamed, { foundByToken: true, upn: 'alice@fabrikam.com' })).toContain('AADSTS90002');
});

test('a name that is not of the form user@domain is refused on the device, whatever else is wrong', () => {
  for (const malformed of ['alice', '', '@contoso.com', 'alice@', 'a@b@contoso.com']) {
    expect(refuseToAsk(malformed, false)).toEqual({ code: '0xc004844c', reason: `the user name "${malformed}" is not of the form user@domain` });
  }
});

test('a device whose key cannot be used asks for nothing', () => {
  expect(refuseToAsk(upn, false)).toEqual({ code: '0x80090016', reason: 'the device key cannot be used: nothing can be signed' });
  expect(refuseToAsk(upn, true)).toBeNull();
});
