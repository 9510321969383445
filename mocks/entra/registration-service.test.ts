import { expect, test } from 'vitest';
import { discover, register, unregister, userRealm, type IssuedCertificate, type RegistrationRequest } from './registration-service.ts';
import { newCloudDevice } from './synchronised-devices.ts';
import type { CloudDevice, TenantState } from './state.ts';

const deviceId = '11111111-2222-4333-8444-555555555555';
const sid = 'S-1-5-21-1-2-3-1104';
const certificate = { id: 'LAPTOP01/bootstrap/1', subject: `CN=${deviceId}`, notAfterMs: 1_000_000, keyHolder: 'LAPTOP01' };
const computer = {
  objectGuid: deviceId, objectSid: sid, displayName: 'LAPTOP01', enabled: true, operatingSystem: 'Windows 11 Enterprise', operatingSystemVersion: '10.0 (26100)',
  parentDn: 'OU=Laptops,DC=contoso,DC=com', memberOf: [], isCriticalSystemObject: false, userCertificate: [certificate],
};
const pendingDevice: CloudDevice = { ...newCloudDevice(computer, 1, { nowMs: 0, seed: 's', softDelete: false }), visibleToRegistration: true };
const tenantWith = (device: Partial<CloudDevice>): TenantState => ({
  tenantId: 'aaaaaaaa-0000-4000-8000-000000000001', displayName: 'Contoso', initialDomain: 'contoso.onmicrosoft.com',
  domains: [{ name: 'contoso.com', realm: 'Managed' }, { name: 'fabrikam.com', realm: 'Federated' }],
  authentication: 'password-hash-sync', passThroughAgentsRunning: true, users: {}, devices: { [deviceId]: { ...pendingDevice, ...device } }, requestCount: 0,
});
const tenant = tenantWith({});
const request: RegistrationRequest & IssuedCertificate & { readonly notAfterMs: number } = { deviceId, tenantId: tenant.tenantId, signedWith: certificate.id, signedSid: sid, requestId: 'r1', thumbprint: 'AB12', publicKeyHash: 'aGFzaA==', nowMs: 5_000, notAfterMs: 7_000, errorFormat: 'A' };
const pending = { lifecycle: 'pending', enabled: true } as const;

function refusal(outcome: ReturnType<typeof register> | ReturnType<typeof unregister> | ReturnType<typeof discover>): string {
  if (!('failure' in outcome)) return 'accepted';
  const { code, server } = outcome.failure;
  return `${code} ${server?.httpStatus ?? '-'} ${server?.code ?? '-'}: ${server?.message ?? ''}`;
}

test('discovery answers to the tenant id, the initial domain and verified domains, in any case', () => {
  for (const name of [tenant.tenantId, 'CONTOSO.com', 'contoso.onmicrosoft.com', 'fabrikam.com']) {
    expect(discover(tenant, { tenantId: '', tenantName: name }, 'r')).toEqual({ tenantId: tenant.tenantId, tenantName: 'Contoso' });
  }
  expect(discover(tenant, { tenantId: tenant.tenantId, tenantName: 'elsewhere.com' }, 'r')).toEqual({ tenantId: tenant.tenantId, tenantName: 'Contoso' });
});

test('an unknown tenant id is refused even beside a right name (A3)', () => {
  expect(refusal(discover(tenant, { tenantId: 'other', tenantName: 'contoso.com' }, 'r'))).toBe('0x801c003a 400 DirectoryError: AADSTS90002: Tenant other not found.');
});

test('the realm is that of the verified domain; an unknown domain cannot be learnt (A4)', () => {
  expect(userRealm(tenant, 'Contoso.com')).toEqual({ realm: 'Managed' });
  expect(userRealm(tenant, 'fabrikam.com')).toEqual({ realm: 'Federated' });
  expect(userRealm(tenant, 'contoso.onmicrosoft.com')).toEqual({ realm: 'Managed' });
  expect(userRealm(tenant, 'elsewhere.com')).toMatchObject({ failure: { code: '0x801c003d' } });
});

test('a registration gives the object its certificate, and the device what it was issued for', () => {
  const result = register(tenant, request, pending);
  if ('failure' in result) throw new Error(result.failure.reason);
  expect(result.answer).toEqual({ deviceId, thumbprint: 'AB12', notBeforeMs: 5_000, notAfterMs: 7_000 });
  expect(result.tenant.devices[deviceId]).toEqual({
    ...pendingDevice, alternativeSecurityIds: ['X509:<SHA1-TP-PUBKEY>AB12aGFzaA=='], profileType: 'RegisteredDevice', registeredAtMs: 5_000, approximateLastSignInMs: 5_000, deviceCertificateThumbprint: 'AB12',
  });
});

test('a registered device registers again and its certificate is replaced', () => {
  const first = register(tenant, request, pending);
  if ('failure' in first) throw new Error(first.failure.reason);
  const second = register(first.tenant, { ...request, thumbprint: 'CD34' }, { lifecycle: 'registered', enabled: true });
  expect(second).toMatchObject({ answer: { thumbprint: 'CD34' }, tenant: { devices: { [deviceId]: { deviceCertificateThumbprint: 'CD34' } } } });
});

test('each cause of refusal has the documented words and code', () => {
  const missing = `0x801c03f2 400 DirectoryError: The device object by the given id (${deviceId}) is not found.`;
  const mismatch = "0x801c0002 400 AuthenticationError: The verification of the target computer's SID failed.";
  expect(refusal(register(tenant, { ...request, tenantId: 'other' }, pending))).toBe('0x801c03f2 400 DirectoryError: AADSTS90002: Tenant other not found.');
  expect(refusal(register({ ...tenant, devices: {} }, request, { lifecycle: 'absent', enabled: false }))).toBe(missing);
  expect(refusal(register(tenant, request, { lifecycle: 'deleted', enabled: true }))).toBe(missing);
  expect(refusal(register(tenantWith({ visibleToRegistration: false }), request, pending))).toBe(missing);
  expect(refusal(register(tenantWith({ userCertificate: [] }), request, pending))).toBe(`0x801c03f2 400 DirectoryError: The public key user certificate is not found on the device object with id: (${deviceId}).`);
  expect(refusal(register(tenant, { ...request, signedWith: 'LAPTOP01/bootstrap/2' }, pending))).toBe(mismatch);
  expect(refusal(register(tenant, { ...request, signedSid: 'S-1-5-21-9-9-9-9' }, pending))).toBe(mismatch);
  expect(refusal(register(tenant, request, { lifecycle: 'pending', enabled: false }))).toBe('0x801c0002 400 AuthenticationError: The device object is disabled.');
});

test('any of several synchronised certificates will do', () => {
  const two = tenantWith({ userCertificate: [{ ...certificate, id: 'LAPTOP01/bootstrap/0' }, certificate] });
  expect(refusal(register(two, request, pending))).toBe('accepted');
});

test('the newer format names the missing device by sub-code and operation', () => {
  const inB = (lifecycle: 'absent' | 'deleted') => register(tenant, { ...request, errorFormat: 'B' }, { lifecycle, enabled: true });
  expect(inB('absent')).toMatchObject({ failure: { code: '0x801c03f3', server: { code: 'invalid_request', subcode: 'error_missing_device', operation: 'DeviceJoin' } } });
  expect(inB('deleted')).toMatchObject({ failure: { code: '0x801c03f3', server: { operation: 'DeviceRenew' } } });
});

test('a deletion is accepted for the current certificate of a registered object only (E10)', () => {
  const registered = tenantWith({ deviceCertificateThumbprint: 'AB12' });
  const asked = { deviceId, thumbprint: 'AB12', requestId: 'r', nowMs: 7_000 };
  expect(unregister(registered, asked, 'registered')).toEqual({ tenant: tenantWith({ deviceCertificateThumbprint: 'AB12', deletedAtMs: 7_000 }) });
  for (const outcome of [unregister(registered, { ...asked, thumbprint: 'CD34' }, 'registered'), unregister(tenantWith({ deviceCertificateThumbprint: null }), { ...asked, thumbprint: null }, 'registered'), unregister(registered, asked, 'pending'), unregister(registered, asked, 'deleted')]) {
    expect(refusal(outcome)).toBe('0x801c0002 401 AuthenticationError: The client certificate is not valid for this device.');
  }
});
