import { expect, test } from 'vitest';
import type { TenantState } from './state.ts';
import { exportUsers, isVerified, nameInTenant, suffixOf, userFrom, userNamed } from './users.ts';

const userOf = (onPremisesSamAccountName: string) => ({
  userPrincipalName: `${onPremisesSamAccountName}@contoso.com`, objectId: `id of ${onPremisesSamAccountName}`, onPremisesSamAccountName, enabled: true, passwordVersion: 1,
  licensedForIntune: false,
});
const tenant: TenantState = {
  tenantId: 't', displayName: 'Contoso', initialDomain: 'contoso.onmicrosoft.com', domains: [{ name: 'Contoso.com', realm: 'Managed' }],
  authentication: 'password-hash-sync', passThroughAgentsRunning: true,
  users: { 'alice@contoso.com': userOf('alice'), 'bob@contoso.com': userOf('bob') }, devices: {}, requestCount: 0,
};
const sent = (...pairs: readonly (readonly [string, string])[]) => exportUsers(tenant, pairs.map(([samAccountName, userPrincipalName]) => ({ samAccountName, userPrincipalName })));

test('a suffix is verified itself or below a verified domain, in any case of letters', () => {
  expect(['CONTOSO.com', 'emea.contoso.com', 'contoso.onmicrosoft.com', 'notcontoso.com', 'contoso.local'].map((domain) => isVerified(tenant, domain.toLowerCase())))
    .toEqual([true, true, true, false, false]);
  expect(suffixOf('Alice@Contoso.Com')).toBe('contoso.com');
});

test('a name of another suffix gives way to the initial domain', () => {
  expect(nameInTenant(tenant, 'Alice@contoso.com')).toBe('Alice@contoso.com');
  expect(nameInTenant(tenant, 'alice@contoso.local')).toBe('alice@contoso.onmicrosoft.com');
  expect(nameInTenant(tenant, 'alice')).toBe('alice@contoso.onmicrosoft.com');
});

test('a renamed user is the same user: found by account, by the new name, and by the old one no more', () => {
  const renamed = sent(['alice', 'Alice.Berg@contoso.com']);
  expect(renamed.refused).toEqual(new Set());
  expect(userFrom(renamed.tenant, 'alice')).toEqual({ ...userOf('alice'), userPrincipalName: 'Alice.Berg@contoso.com' });
  expect(userNamed(renamed.tenant, 'alice.berg@CONTOSO.com')?.objectId).toBe('id of alice');
  expect(userNamed(renamed.tenant, 'alice@contoso.com')).toBeUndefined();
  expect(Object.keys(renamed.tenant.users)).toHaveLength(2);
});

test('another case of letters is the same name, and is taken over', () => {
  expect(userFrom(sent(['alice', 'ALICE@contoso.com']).tenant, 'alice')?.userPrincipalName).toBe('ALICE@contoso.com');
});

test('a name that another user has is refused; passed on in the right order it is not', () => {
  const refused = sent(['alice', 'bob@contoso.com'], ['bob', 'robert@contoso.com']);
  expect([...refused.refused]).toEqual(['alice']);
  expect(Object.keys(refused.tenant.users)).toEqual(['alice@contoso.com', 'robert@contoso.com']);
  expect(sent(['bob', 'robert@contoso.com'], ['alice', 'bob@contoso.com']).refused.size).toBe(0);
});

test('a user whom the tenant does not hold is not made, and nothing changes', () => {
  expect(sent(['carol', 'carol@contoso.com'])).toEqual({ tenant, refused: new Set() });
  expect(sent(['carol', 'carol@contoso.com']).tenant).toBe(tenant);
});
