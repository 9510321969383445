// A Node client that talks to the addresses of Azure AD gets the answers of the simulated tenant.
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createCloud } from '../doors/cloud/cloud.ts';
import { joinMessage, type JoinMessage } from '../doors/client/join-message.ts';
import { keyPairFromPem } from '../doors/keys/key-pair.ts';
import { mswHandlers } from '../doors/msw/handlers.ts';
import { bootstrapKeyOf } from '../doors/registration/bootstrap.ts';
import { lifecycleOf } from '../simulation/cloud-device.ts';
import { change, type OutsideChange } from '../simulation/step.ts';
import type { World } from '../simulation/world.ts';
import { ownKey } from './support/outside-cloud.ts';
import { smallWorld, type SpecChange } from './small-world.ts';

const drs = 'https://enterpriseregistration.windows.net';
let world: World;
const access = {
  get world() {
    return world;
  },
  change(by: string, what: OutsideChange) {
    world = change(world, by, what, null);
  },
};
const cloud = createCloud(access);
const server = setupServer(...mswHandlers(cloud));

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());
beforeEach(() => start({ device: { state: 'pending' } }));

function start(change: SpecChange): void {
  world = smallWorld(change);
}
const laptop = () => world.devices.LAPTOP01 as World['devices'][string];
const get = async (url: string) => {
  const response = await fetch(url, { headers: { accept: 'application/json', 'ocp-adrs-client-name': 'dsreg', 'ocp-adrs-client-version': '10' } });
  return { status: response.status, body: (await response.json()) as unknown };
};

const joinBody = (change: Partial<JoinMessage> = {}) => {
  const borrowed = bootstrapKeyOf(cloud.keys, world, 'LAPTOP01');
  return joinMessage({
    bootstrapKey: 'impossible' in borrowed ? ownKey(2) : keyPairFromPem(borrowed.privateKeyPem), deviceKey: ownKey(0), transportKey: ownKey(1).publicOctets, computerSid: laptop().objectSid,
    nowMs: world.startMs, tenantId: world.tenant.tenantId, targetDomain: 'contoso.com', displayName: 'LAPTOP01', osVersion: '10.0.26100.1742', domainController: 'dc01.contoso.com', ...change,
  });
};
const put = async (path: string, body: unknown, headers: { readonly [name: string]: string } = {}) => {
  const response = await fetch(`${drs}${path}?api-version=2.0`, { method: 'PUT', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as { readonly [member: string]: unknown }, headers: response.headers };
};
const join = (change: Parameters<typeof joinBody>[0] = {}) => put(`/EnrollmentServer/device/${laptop().objectGuid}`, joinBody(change));

test('discovery answers for the domain and for the tenant id, in any case', async () => {
  const { tenantId } = world.tenant;
  const byName = await get(`${drs}/contoso.com/Discover?api-version=1.9`);
  expect(byName.status).toBe(200);
  expect(byName.body).toEqual({
    DiscoveryService: { DiscoveryEndpoint: `${drs}/${tenantId}/Discover`, ServiceVersion: '1.9' },
    DeviceRegistrationService: { RegistrationEndpoint: `${drs}/EnrollmentServer/DeviceEnrollmentWebService.svc`, RegistrationResourceId: 'urn:ms-drs:enterpriseregistration.windows.net', ServiceVersion: '1.0' },
    AuthenticationService: { OAuth2: { AuthCodeEndpoint: `https://login.microsoftonline.com/${tenantId}/oauth2/authorize`, TokenEndpoint: `https://login.microsoftonline.com/${tenantId}/oauth2/token` } },
    IdentityProviderService: { Federated: false, PassiveAuthEndpoint: `https://login.microsoftonline.com/${tenantId}/wsfed` },
    DeviceJoinService: { JoinEndpoint: `${drs}/EnrollmentServer/device/`, JoinResourceId: 'urn:ms-drs:enterpriseregistration.windows.net', ServiceVersion: '2.0' },
    KeyProvisioningService: { KeyProvisionEndpoint: `${drs}/EnrollmentServer/key/`, KeyProvisionResourceId: 'urn:ms-drs:enterpriseregistration.windows.net', ServiceVersion: '1.0' },
    WebAuthNService: { WebAuthNEndpoint: `${drs}/webauthn/${tenantId}/`, WebAuthNResourceId: 'urn:ms-drs:enterpriseregistration.windows.net', ServiceVersion: '1.0' },
    DeviceManagementService: { DeviceManagementEndpoint: `${drs}/manage/${tenantId}/`, DeviceManagementResourceId: 'urn:ms-drs:enterpriseregistration.windows.net', ServiceVersion: '1.0' },
    PrecreateService: { PrecreateEndpoint: `${drs}/EnrollmentServer/device/precreate/${tenantId}/`, PrecreateResourceId: 'urn:ms-drs:enterpriseregistration.windows.net', ServiceVersion: '2.0' },
    TenantInfo: { DisplayName: 'Contoso', TenantId: tenantId, TenantName: 'contoso.com' },
    AzureRbacService: { RbacPolicyEndpoint: 'https://pas.windows.net' },
    DeviceJoinResourceService: { Endpoint: `${drs}/EnrollmentServer/device/resource/${tenantId}/`, ResourceId: 'urn:ms-drs:enterpriseregistration.windows.net', ServiceVersion: '2.0' },
    NonceService: { Endpoint: `${drs}/EnrollmentServer/nonce/${tenantId}/`, ResourceId: 'urn:ms-drs:enterpriseregistration.windows.net', ServiceVersion: '1.0' },
  });
  expect(await get(`${drs}/${tenantId.toUpperCase()}/discover/?api-version=1.9`)).toEqual(byName);
  expect(await get(`${drs}/contoso.com/enrollmentserver/contract?api-version=1.9`)).toEqual(byName);
});

test('discovery of an unknown tenant is a DirectoryError; the domain of the connectivity scripts is always known', async () => {
  expect(await get(`${drs}/nowhere.example/Discover?api-version=1.7`)).toEqual({
    status: 400,
    body: { ErrorType: 'DirectoryError', Message: 'AADSTS90002: Tenant nowhere.example not found.', TraceId: expect.stringMatching(/^[0-9a-f-]{36}$/), Time: '2026-01-05T08:00:00.000Z' },
  });
  expect((await get(`${drs}/microsoft.com/discover?api-version=1.7`)).status).toBe(200);
});

test('the realm is answered in its three spellings and two versions', async () => {
  start({ tenant: { domains: { 'contoso.com': 'managed', 'fabrikam.com': 'federated' } } });
  const login = 'https://login.microsoftonline.com/common';
  const managed = { ver: '1.0', account_type: 'Managed', domain_name: 'contoso.com', cloud_instance_name: 'microsoftonline.com', cloud_audience_urn: 'urn:federation:MicrosoftOnline' };
  for (const spelling of ['UserRealm/alice%40contoso.com?api-version=1.0', 'userrealm/alice@contoso.com?api-version=1.0', 'UserRealm/?user=contoso.com&api-version=1.0']) {
    expect(await get(`${login}/${spelling}`)).toEqual({ status: 200, body: managed });
  }
  expect((await get(`${login}/UserRealm/bob@fabrikam.com?api-version=1.0`)).body).toEqual({
    ver: '1.0', account_type: 'Federated', domain_name: 'fabrikam.com', federation_protocol: 'WSTrust', federation_metadata_url: 'https://sts.fabrikam.com/adfs/services/trust/mex',
    federation_active_auth_url: 'https://sts.fabrikam.com/adfs/services/trust/2005/usernamemixed', cloud_instance_name: 'microsoftonline.com', cloud_audience_urn: 'urn:federation:MicrosoftOnline',
  });
  expect((await get(`${login}/UserRealm/x@nowhere.example?api-version=1.0`)).body).toEqual({ ver: '1.0', account_type: 'Unknown', cloud_instance_name: 'microsoftonline.com' });
  expect((await get(`${login}/UserRealm/alice@contoso.com?api-version=2.0`)).body).toEqual({ NameSpaceType: 'Managed', Login: 'alice@contoso.com', DomainName: 'contoso.com', FederationBrandName: 'Contoso', cloud_instance_name: 'microsoftonline.com' });
});

test('a Pending device registers: 200 with its certificate, and the tenant shows it as registered', async () => {
  const { status, body } = await join();
  const deviceId = laptop().objectGuid;
  expect(status).toBe(200);
  expect(body).toEqual({
    Certificate: { Thumbprint: world.tenant.devices[deviceId]?.deviceCertificateThumbprint, RawBody: expect.stringMatching(/^MII/) },
    User: { Upn: 'laptop01$@contoso.com' },
    MembershipChanges: [{ LocalSID: 'S-1-5-32-544', AddSIDs: [] }],
  });
  expect(lifecycleOf(world, deviceId)).toBe('registered');
  expect(world.tenant.devices[deviceId]?.profileType).toBe('RegisteredDevice');
});

test('a device that was never synchronised is refused with the DirectoryError that dsregcmd prints', async () => {
  start({ device: { state: 'domain-joined' } });
  const { status, body } = await join();
  expect(status).toBe(400);
  expect(body).toEqual({ ErrorType: 'DirectoryError', Message: `The device object by the given id (${laptop().objectGuid}) is not found.`, TraceId: expect.any(String), Time: '2026-01-05T08:00:00.000Z' });
  expect(lifecycleOf(world, laptop().objectGuid)).toBe('absent');
});

test('the newer format words the same refusal with sub-code and operation', async () => {
  start({ device: { state: 'domain-joined' } });
  world = { ...world, settings: { ...world.settings, 'entra.errorFormat': 'B' } };
  expect((await join()).body).toEqual({
    code: 'invalid_request', subcode: 'error_missing_device', operation: 'DeviceJoin', message: `The device object by the given id (${laptop().objectGuid}) is not found.`, requestId: expect.any(String), time: '2026-01-05T08:00:00.000Z',
  });
});

test('another SID, another tenant and a broken body are refused, each in its own way', async () => {
  expect((await join({ computerSid: 'S-1-5-21-9-9-9-9' })).body).toMatchObject({ ErrorType: 'AuthenticationError', Message: expect.stringMatching(/^The verification of the target computer's SID/) });
  expect((await join({ tenantId: '00000000-0000-4000-8000-000000000000' })).body).toMatchObject({ ErrorType: 'DirectoryError', Message: 'AADSTS90002: Tenant 00000000-0000-4000-8000-000000000000 not found.' });
  for (const broken of ['<html>', '{}', JSON.stringify({ ...joinBody(), JoinType: 0 })]) {
    expect(await put(`/EnrollmentServer/device/${laptop().objectGuid}`, broken)).toMatchObject({ status: 400, body: { ErrorType: 'InvalidParameter' } });
  }
  expect(lifecycleOf(world, laptop().objectGuid)).toBe('pending');
});

test('names in the body, the path and its end may be spelt as real clients do, and the request id is echoed', async () => {
  const lower = JSON.parse(JSON.stringify(joinBody()).replaceAll('ServerAdJoinData', 'serverAdJoinData').replaceAll('"attributes"', '"Attributes"')) as unknown;
  const { status, headers } = await put(`/enrollmentserver/DEVICE/${laptop().objectGuid.toUpperCase()}/`, lower, { 'client-request-id': 'c-1', 'return-client-request-id': 'true' });
  expect(status).toBe(200);
  expect(headers.get('client-request-id')).toBe('c-1');
  expect(headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
});
