import { expect, test } from 'vitest';
import { smallWorld } from '../../test/small-world.ts';
import { changeDevice, forgetRegistration, markDeleted, removeCloudUser, removeDomain, setAuthentication, setCloudUser, setDomain, setPassThroughAgents } from './administration.ts';

const { tenant, devices } = smallWorld({ device: { state: 'registered' }, people: { alice: {}, bob: {} } });
const deviceId = devices.LAPTOP01?.objectGuid ?? '';
const device = tenant.devices[deviceId];

test('an account is found whatever the case of its name, and only what is said of it changes', () => {
  const upn = 'alice@contoso.com';
  expect(setCloudUser(tenant, 'ALICE@Contoso.com', { enabled: false })).toEqual({ ...tenant, users: { ...tenant.users, [upn]: { ...tenant.users[upn], enabled: false } } });
  expect(setCloudUser(tenant, 'mallory@contoso.com', { enabled: false })).toBe(tenant);
  expect(Object.keys(removeCloudUser(tenant, 'ALICE@contoso.com').users)).toEqual(['bob@contoso.com']);
});

test('a deletion keeps the registration until its retention is over', () => {
  const deleted = markDeleted(tenant, deviceId, 7_000);
  expect(deleted.devices[deviceId]).toEqual({ ...device, deletedAtMs: 7_000 });
  expect(forgetRegistration(deleted, deviceId).devices[deviceId]).toEqual({ ...device, deletedAtMs: 7_000, alternativeSecurityIds: [], profileType: null, registeredAtMs: null, deviceCertificateThumbprint: null });
});

test('a device that the tenant does not hold stays unknown', () => {
  for (const same of [markDeleted(tenant, 'other', 7_000), changeDevice(tenant, 'other', {}), forgetRegistration(tenant, 'other')]) expect(same).toBe(tenant);
});

test('domains are verified once, whatever the case of their name', () => {
  const federated = setDomain(setDomain(tenant, { name: 'fabrikam.com', realm: 'Managed' }), { name: 'Contoso.com', realm: 'Federated' });
  expect(federated.domains).toEqual([{ name: 'fabrikam.com', realm: 'Managed' }, { name: 'Contoso.com', realm: 'Federated' }]);
  expect(removeDomain(federated, 'CONTOSO.com').domains).toEqual([{ name: 'fabrikam.com', realm: 'Managed' }]);
});

test('how passwords are checked, and whether agents run, are settings of the tenant', () => {
  expect(setAuthentication(tenant, 'pass-through')).toEqual({ ...tenant, authentication: 'pass-through' });
  expect(setPassThroughAgents(tenant, false)).toEqual({ ...tenant, passThroughAgentsRunning: false });
});
