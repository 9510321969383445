import { expect, test } from 'vitest';
import { perform, performed } from '../../test/small-acts.ts';
import { smallWorld } from '../../test/small-world.ts';
import { correlationIdFor } from '../identity.ts';

const world = smallWorld({ device: { state: 'registered' } });
const deviceId = world.devices.LAPTOP01?.objectGuid ?? '';
const device = world.tenant.devices[deviceId];

test('an object becomes visible to the registration service, and its registration is forgotten after the retention', () => {
  const hidden = { ...world, tenant: { ...world.tenant, devices: { [deviceId]: { ...device, visibleToRegistration: false } } } } as typeof world;
  expect(performed(hidden, 'becomeVisible', { deviceId }).tenant).toEqual(world.tenant);
  expect(performed(world, 'purgeDevice', { deviceId }).tenant.devices[deviceId]).toEqual({ ...device, alternativeSecurityIds: [], profileType: null, registeredAtMs: null, deviceCertificateThumbprint: null });
});

test('a token attempt is logged with the endpoint of the tenant of the join and the id of its attempt', () => {
  const end = { renewal: false, upn: 'alice@contoso.com', credential: 'password', failure: null };
  const log = (at: typeof world, input: object) => perform(at, 'logPrtEnd', input, 'prt:LAPTOP01/alice').logs?.map((line) => line.data);
  const endpoint = (tenantId: string) => ({ value: `https://login.microsoftonline.com/${tenantId}/oauth2/token/` });
  const elsewhere = { ...world, tenant: { ...world.tenant, tenantId: 'other' } };
  expect(log(elsewhere, end)?.[3]).toEqual(endpoint(world.tenant.tenantId));
  expect(log({ ...smallWorld(), tenant: elsewhere.tenant }, end)?.[3]).toEqual(endpoint('other'));
  expect(log({ ...world, nowMs: 5 }, end)?.[0]).toEqual({ value: correlationIdFor('test', 'prt:LAPTOP01/alice', 5) });
  expect(log({ ...world, nowMs: 5 }, { ...end, failure: { code: 'x', reason: 'r', atMs: 3 } })?.[0]).toEqual({ value: correlationIdFor('test', 'prt:LAPTOP01/alice', 3) });
});
