import { expect, test } from 'vitest';
import { forgetRegistration } from './administration.ts';
import type { CloudDevice, TenantState } from './state.ts';
import { exportDevices, newCloudDevice } from './synchronised-devices.ts';

const computer = {
  objectGuid: 'd1', objectSid: 'S-1-5-21-1-2-3-1104', displayName: 'LAPTOP01', enabled: true, operatingSystem: 'Windows 11 Enterprise', operatingSystemVersion: '10.0 (26100)',
  parentDn: 'OU=Laptops,DC=contoso,DC=com', memberOf: [], isCriticalSystemObject: false, userCertificate: [{ id: 'c1', subject: 'CN=d1', notAfterMs: 1, keyHolder: 'LAPTOP01' }],
};
const clock = { nowMs: 1_000, seed: 's', softDelete: false };
const nothing = { result: 'success', add: [], update: [], remove: [] };
const tenant: TenantState = { tenantId: 't', displayName: 'Contoso', initialDomain: 'contoso.onmicrosoft.com', domains: [], authentication: 'password-hash-sync', passThroughAgentsRunning: true, users: {}, devices: {}, requestCount: 0 };
const registered: CloudDevice = { ...newCloudDevice(computer, 1, { ...clock, nowMs: 0 }), alternativeSecurityIds: ['X509:x'], profileType: 'RegisteredDevice', registeredAtMs: 500, deviceCertificateThumbprint: 'AB', visibleToRegistration: true };
const holding = (device: CloudDevice): TenantState => ({ ...tenant, devices: { d1: device } });

test('an addition creates a Pending object: ServerAd, no X509 entry, not seen by the registration service yet (I6)', () => {
  const { tenant: after, tells } = exportDevices(tenant, { ...nothing, add: [computer] }, clock);
  expect(after.devices.d1).toMatchObject({ deviceId: 'd1', incarnation: 1, trustType: 'ServerAd', alternativeSecurityIds: [], profileType: null, registeredAtMs: null, operatingSystem: 'Windows', operatingSystemVersion: '10.0.26100', visibleToRegistration: false });
  expect(tells).toEqual([{ to: { kind: 'cloud-device', of: 'd1' }, event: { type: 'EXPORTED', enabled: true } }]);
});

test('an update keeps the registration and brings the attributes of AD', () => {
  const { tenant: after } = exportDevices(holding(registered), { ...nothing, update: [{ ...computer, displayName: 'LAPTOP77' }] }, clock);
  expect(after.devices.d1).toEqual({ ...registered, displayName: 'LAPTOP77', syncedAtMs: 1_000 });
});

test('what was deleted comes back as a new object with a new id', () => {
  const deleted = exportDevices(holding(registered), { ...nothing, remove: ['d1'] }, clock);
  expect(deleted.tells).toEqual([{ to: { kind: 'cloud-device', of: 'd1' }, event: { type: 'DELETED' } }]);
  const back = exportDevices(deleted.tenant, { ...nothing, add: [computer] }, clock).tenant.devices.d1;
  expect(back).toMatchObject({ incarnation: 2, profileType: null, deletedAtMs: null, deviceCertificateThumbprint: null });
  expect(back?.objectId).not.toBe(registered.objectId);
});

test('with soft delete the registration comes back whole, unless its retention is over', () => {
  const soft = { ...clock, softDelete: true };
  const deleted = exportDevices(holding(registered), { ...nothing, remove: ['d1'] }, soft).tenant;
  expect(exportDevices(deleted, { ...nothing, add: [computer] }, soft).tenant.devices.d1).toEqual({ ...registered, syncedAtMs: 1_000 });
  expect(exportDevices(forgetRegistration(deleted, 'd1'), { ...nothing, add: [computer] }, soft).tenant.devices.d1).toMatchObject({ incarnation: 2, profileType: null });
});

test('every incarnation of every device has an id of its own, a version 4 GUID that the seed decides', () => {
  const idOf = (change: Partial<typeof computer>, incarnation: number, seed: string): string => newCloudDevice({ ...computer, ...change }, incarnation, { ...clock, seed }).objectId;
  const ids = [idOf({}, 1, 's'), idOf({}, 2, 's'), idOf({ objectGuid: 'd2' }, 1, 's'), idOf({}, 1, 'other')];
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(4);
  expect(idOf({}, 1, 's')).toBe(ids[0]);
});

test.each([
  ['Windows Server 2016 Standard', '10.0 (14393)', 'Windows', '10.0.14393'],
  ['Storage Appliance', '6.1', 'Storage Appliance', '6.1'],
  ['Windows 11 Enterprise', '10.0 (26100) Preview', 'Windows', '10.0 (26100) Preview'],
])('%s %s of AD is %s %s in the tenant', (operatingSystem, operatingSystemVersion, name, version) => {
  expect(newCloudDevice({ ...computer, operatingSystem, operatingSystemVersion }, 1, clock)).toMatchObject({ operatingSystem: name, operatingSystemVersion: version });
});

test('soft delete restores nothing that was never registered', () => {
  const soft = { ...clock, softDelete: true };
  const deleted = exportDevices(holding({ ...registered, registeredAtMs: null }), { ...nothing, remove: ['d1'] }, soft).tenant;
  expect(exportDevices(deleted, { ...nothing, add: [computer] }, soft).tenant.devices.d1?.incarnation).toBe(2);
});

test('a deletion of what the tenant does not hold is told to its chart and changes nothing', () => {
  const gone = exportDevices(tenant, { ...nothing, remove: ['d9'] }, clock);
  expect(gone.tenant).toBe(tenant);
  expect(gone.tells).toEqual([{ to: { kind: 'cloud-device', of: 'd9' }, event: { type: 'DELETED' } }]);
});
