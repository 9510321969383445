// The sign-in service answers the addresses and spellings that real clients use, with what they read from the answers.
import { exportJWK, SignJWT } from 'jose';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { passwordOf } from '../mocks/entra/passwords.ts';
import { hourMs, minuteMs } from '../simulation/calendar.ts';
import { smallWorld } from './small-world.ts';
import { login, payloadOf, testCloud } from './support/cloud-client.ts';
import { testCertificate } from './support/test-certificate.ts';

const certificate = testCertificate('app');
const clientId = '6f1d2a54-9a4e-4d0e-8a55-0d6a3c4f6d10';
const broker = '29d9ed98-a469-4536-ade2-f981bc1d605e';
const drs = 'urn:ms-drs:enterpriseregistration.windows.net';
const open = (settings: object = {}) => {
  const world = smallWorld();
  return testCloud({ ...world, settings: { ...world.settings, ...settings } }, { apps: [{ clientId, displayName: 'app', secrets: ['s3cret'], certificates: [certificate.pem] }] });
};
const { tenantId } = smallWorld().tenant;
const alice = { username: 'alice@contoso.com', password: passwordOf('alice@contoso.com', 1) };

test('OpenID configuration names the issuer per tenant and version, for the id and every domain, in any case', async () => {
  const { ask } = open();
  for (const name of [tenantId, tenantId.toUpperCase(), 'contoso.com', 'CONTOSO.onmicrosoft.com']) {
    expect((await ask('GET', `${login}/${name}/.well-known/openid-configuration`)).body).toMatchObject({
      issuer: `https://sts.windows.net/${tenantId}/`, token_endpoint: `${login}/${tenantId}/oauth2/token`, authorization_endpoint: `${login}/${tenantId}/oauth2/authorize`,
      device_authorization_endpoint: `${login}/${tenantId}/oauth2/devicecode`, jwks_uri: `${login}/common/discovery/keys`, tenant_region_scope: 'EU',
      cloud_instance_name: 'microsoftonline.com', msgraph_host: 'graph.microsoft.com', capabilities: ['kdf_ver2'],
    });
    expect((await ask('GET', `${login}/${name}/V2.0/.Well-Known/OpenId-Configuration/`)).body).toMatchObject({ issuer: `${login}/${tenantId}/v2.0`, token_endpoint: `${login}/${tenantId}/oauth2/v2.0/token` });
  }
  expect((await ask('GET', `${login}/common/.well-known/openid-configuration`)).body).toMatchObject({ issuer: 'https://sts.windows.net/{tenantid}/', token_endpoint: `${login}/common/oauth2/token` });
  expect((await ask('GET', 'https://login.windows.net/contoso.com/.well-known/openid-configuration')).body.issuer).toBe(`https://sts.windows.net/${tenantId}/`);
});

test('an unknown tenant is AADSTS90002 in the shape of every error', async () => {
  const { ask, token } = open();
  const timestamp = '2026-01-05 08:00:00Z';
  const refused = (await ask('GET', `${login}/nowhere.example/.well-known/openid-configuration`, { headers: { 'client-request-id': 'AAAAAAAA-1111-4222-8333-444444444444' } }));
  const trace = refused.body.trace_id as string;
  expect(trace).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(refused).toMatchObject({ status: 400, body: {
    error: 'invalid_tenant', error_codes: [90002], timestamp, trace_id: trace, correlation_id: 'aaaaaaaa-1111-4222-8333-444444444444', error_uri: 'https://login.microsoftonline.com/error?code=90002',
    error_description: `AADSTS90002: Tenant 'nowhere.example' not found.\r\nTrace ID: ${trace}\r\nCorrelation ID: aaaaaaaa-1111-4222-8333-444444444444\r\nTimestamp: ${timestamp}`,
  } });
  for (const path of ['nowhere.example/discovery/keys', `common/discovery/instance?api-version=1.1&authorization_endpoint=${encodeURIComponent(`${login}/nowhere.example/oauth2/v2.0/authorize`)}`]) {
    expect((await ask('GET', `${login}/${path}`)).body).toMatchObject({ error_codes: [90002] });
  }
  expect((await token({ grant_type: 'srv_challenge' }, 'nowhere.example/oauth2/token')).body).toMatchObject({ error_codes: [90002] });
  expect((await token({ client_id: broker }, 'nowhere.example/oauth2/v2.0/devicecode')).body).toMatchObject({ error_codes: [90002] });
});

test('clouds are listed with the tenant\'s configuration', async () => {
  const { ask } = open();
  const asked = encodeURIComponent(`${login}/contoso.com/oauth2/v2.0/authorize`);
  expect((await ask('GET', `${login}/common/discovery/instance?api-version=1.1&authorization_endpoint=${asked}`)).body).toEqual({
    tenant_discovery_endpoint: `${login}/${tenantId}/v2.0/.well-known/openid-configuration`, 'api-version': '1.1',
    metadata: [{ preferred_network: 'login.microsoftonline.com', preferred_cache: 'login.windows.net', aliases: ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'] }],
  });
});

test('a nonce comes for a form without content type, at both addresses, in any case', async () => {
  const { ask } = open();
  for (const path of ['common/oauth2/token', `${tenantId}/oAuth2/Token/`, 'contoso.com/oauth2/v2.0/token']) {
    const answered = await ask('POST', `${login}/${path}`, { body: 'grant_type=srv_challenge&windows_api_version=2.0' });
    expect(answered.status).toBe(200);
    expect(answered.text).toMatch(/^\{"Nonce":"[A-Za-z0-9_-]{40,}"\}$/);
  }
});

test('connectivity scripts get HTTP 200, and sign-in pages the realm of a user', async () => {
  const { ask } = open();
  for (const host of ['login.microsoftonline.com', 'device.login.microsoftonline.com']) {
    expect(await ask('GET', `https://${host}/common/oauth2`)).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
  }
  expect((await ask('GET', `${login}/GetUserRealm.srf?login=alice@contoso.com`)).body).toMatchObject({ NameSpaceType: 'Managed', DomainName: 'contoso.com' });
  const known = (user: string) => ask('POST', `${login}/common/GetCredentialType`, { body: JSON.stringify({ username: user }) });
  expect((await known('alice@contoso.com')).body).toMatchObject({ IfExistsResult: 0, EstsProperties: { DomainType: 3 } });
  expect((await known('nobody@contoso.com')).body).toMatchObject({ IfExistsResult: 1 });
});

test('version 1 answers in texts with the resource, version 2 in numbers with the scope', async () => {
  const { token } = open();
  const first = (await token({ grant_type: 'password', client_id: broker, resource: drs, scope: 'openid', client_info: '1', ...alice }, 'common/oauth2/token')).body;
  expect(first).toMatchObject({ token_type: 'Bearer', scope: 'openid', expires_in: '3599', ext_expires_in: '3599', resource: drs, not_before: '1767600000', expires_on: '1767603599' });
  expect(first.refresh_token).toMatch(/^0\.A[\w-]+\.[\w-]+$/);
  expect(payloadOf(first.access_token)).toMatchObject({ aud: drs, iss: `https://sts.windows.net/${tenantId}/`, upn: 'alice@contoso.com', amr: ['pwd'], appid: broker, iat: 1767600000, exp: 1767603600 });
  expect(payloadOf(first.id_token)).toMatchObject({ aud: broker, iss: `https://sts.windows.net/${tenantId}/`, upn: 'alice@contoso.com', ver: '1.0' });
  const oid = payloadOf(first.access_token).oid as string;
  expect(JSON.parse(Buffer.from(first.client_info as string, 'base64url').toString())).toEqual({ uid: oid, utid: tenantId });

  const second = (await token({ grant_type: 'password', client_id: broker, scope: '01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9/.default openid offline_access', client_info: '1', ...alice })).body;
  expect(second).toMatchObject({ expires_in: 3599, ext_expires_in: 3599, scope: '01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9/.default openid offline_access' });
  expect(payloadOf(second.access_token)).toMatchObject({ aud: drs });
  expect(payloadOf(second.id_token)).toMatchObject({ iss: `${login}/${tenantId}/v2.0`, preferred_username: 'alice@contoso.com', sub: payloadOf(second.access_token).sub, ver: '2.0' });
  // Without offline_access no refresh token, without openid no id token.
  expect(Object.keys((await token({ grant_type: 'password', client_id: broker, scope: 'User.Read', ...alice })).body)).toEqual(['token_type', 'scope', 'expires_in', 'ext_expires_in', 'access_token']);
});

test('a service that speaks for itself gets nothing but token and times', async () => {
  const { token } = open();
  const granted = await token({ grant_type: 'client_credentials', client_id: clientId, client_secret: 's3cret', scope: 'https://graph.microsoft.com/.default' });
  expect(granted.status).toBe(200);
  expect(Object.keys(granted.body)).toEqual(['token_type', 'expires_in', 'ext_expires_in', 'access_token']);
  const byHeader = await testHeader();
  expect(byHeader).toBe(200);
  async function testHeader(): Promise<number> {
    const { ask } = open();
    const authorization = `Basic ${Buffer.from(`${clientId}:s3cret`).toString('base64')}`;
    return (await ask('POST', `${login}/${tenantId}/oauth2/token`, { headers: { authorization }, body: 'grant_type=client_credentials&resource=https%3A%2F%2Fgraph.microsoft.com%2F' })).status;
  }
});

test('an older client signs RS256 and names the certificate by its SHA-1', async () => {
  const { token, world } = open();
  const now = world.startMs / 1000;
  const x5t = createHash('sha1').update(certificate.der).digest('base64url');
  const assertion = await new SignJWT({ iss: clientId, sub: clientId, aud: `${login}/${tenantId}/oauth2/token`, jti: 'one', nbf: now, exp: now + 600 }).setProtectedHeader({ alg: 'RS256', x5t }).sign(certificate.pair.privateKey);
  const form = { grant_type: 'client_credentials', client_id: clientId, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: assertion, resource: 'https://graph.microsoft.com' };
  expect((await token(form, 'contoso.com/oauth2/token')).status).toBe(200);
});

test('the code of a device is pending, then approved on the page, and gone once it was used', async () => {
  const { ask, token } = open();
  const opened = (await token({ client_id: broker, resource: drs }, 'common/oauth2/devicecode')).body;
  expect(opened).toMatchObject({ expires_in: '900', interval: '5', verification_url: `${login}/common/oauth2/deviceauth`, message: expect.stringContaining(opened.user_code as string) });
  const poll = () => token({ grant_type: 'device_code', client_id: broker, code: opened.device_code as string }, 'common/oauth2/token');
  expect(await poll()).toMatchObject({ status: 400, body: { error: 'authorization_pending', error_codes: [70016] } });
  expect((await ask('GET', `${login}/common/oauth2/deviceauth`)).text).toContain('user_code');
  const page = (fields: object) => ask('POST', `${login}/common/oauth2/deviceauth`, { body: new URLSearchParams({ user_code: opened.user_code as string, ...fields }).toString() });
  expect((await page({ ...alice, password: 'wrong' })).text).toContain('AADSTS50126');
  expect((await poll()).body.error).toBe('authorization_pending');
  expect((await page(alice)).text).toContain('You have signed in');
  expect(payloadOf((await poll()).body.access_token)).toMatchObject({ upn: 'alice@contoso.com', aud: drs });
  expect((await poll()).body).toMatchObject({ error: 'bad_verification_code' });
});

test('device codes, refresh tokens and access run out by the virtual clock', async () => {
  const lab = open();
  const { token } = lab;
  const pass = (ms: number): void => {
    lab.world = { ...lab.world, nowMs: lab.world.nowMs + ms };
  };
  const opened = (await token({ client_id: broker, scope: 'User.Read' }, 'common/oauth2/v2.0/devicecode')).body;
  const granted = (await token({ grant_type: 'password', client_id: broker, scope: 'offline_access User.Read', ...alice })).body;
  pass(15 * minuteMs);
  expect((await token({ grant_type: 'urn:ietf:params:oauth:grant-type:device_code', client_id: broker, device_code: opened.device_code as string })).body.error).toBe('expired_token');
  const refresh = () => token({ grant_type: 'refresh_token', client_id: broker, refresh_token: granted.refresh_token as string });
  expect(payloadOf((await refresh()).body.access_token)).toMatchObject({ scp: 'User.Read' });
  pass(90 * 24 * hourMs);
  expect((await refresh()).body).toMatchObject({ error: 'invalid_grant', error_codes: [700082] });
});

test('each refusal has its number and its OAuth word', async () => {
  const { token } = open();
  const graphDefault = 'https://graph.microsoft.com/.default';
  const cases: readonly (readonly [{ readonly [field: string]: string }, number, number, string])[] = [
    [{}, 400, 90014, 'invalid_request'],
    [{ grant_type: 'magic' }, 400, 70003, 'unsupported_grant_type'],
    [{ grant_type: '__proto__' }, 400, 70003, 'unsupported_grant_type'],
    [{ grant_type: 'password', ...alice }, 400, 90014, 'invalid_request'],
    [{ grant_type: 'password', client_id: '00000000-0000-4000-8000-000000000000', ...alice }, 400, 700016, 'unauthorized_client'],
    [{ grant_type: 'password', client_id: broker, scope: 'https://nowhere.example/.default', ...alice }, 400, 500011, 'invalid_resource'],
    [{ grant_type: 'password', client_id: broker, scope: `User.Read ${drs}/.default`, ...alice }, 400, 70011, 'invalid_scope'],
    [{ grant_type: 'password', client_id: broker, scope: 'User.Read', ...alice, password: 'guess' }, 400, 50126, 'invalid_grant'],
    [{ grant_type: 'password', client_id: broker, scope: 'User.Read', ...alice, password: 'bob-Passw0rd-1' }, 400, 50126, 'invalid_grant'],
    [{ grant_type: 'password', client_id: broker, scope: 'User.Read', ...alice, password: '-1' }, 400, 50126, 'invalid_grant'],
    [{ grant_type: 'password', client_id: broker, scope: 'User.Read', username: 'nobody@contoso.com', password: 'x' }, 400, 50034, 'invalid_grant'],
    [{ grant_type: 'client_credentials', client_id: clientId, scope: graphDefault }, 401, 7000218, 'invalid_client'],
    [{ grant_type: 'password', client_id: clientId, scope: 'User.Read', ...alice }, 401, 7000218, 'invalid_client'],
    [{ grant_type: 'client_credentials', client_id: broker, scope: graphDefault }, 401, 7000218, 'invalid_client'],
    [{ grant_type: 'client_credentials', client_id: clientId, client_secret: 'guess', scope: graphDefault }, 401, 7000215, 'invalid_client'],
    [{ grant_type: 'client_credentials', client_id: clientId, client_secret: 's3cret', scope: 'https://graph.microsoft.com/Device.Read.All' }, 400, 70011, 'invalid_scope'],
    [{ grant_type: 'refresh_token', client_id: broker, refresh_token: '0.Aguess.guess' }, 400, 70000, 'invalid_grant'],
    [{ grant_type: 'authorization_code', client_id: broker, code: 'x' }, 400, 70008, 'invalid_grant'],
    [{ grant_type: 'urn:ietf:params:oauth:grant-type:saml1_1-bearer', assertion: 'x' }, 400, 50008, 'invalid_grant'],
  ];
  for (const [form, status, code, error] of cases) expect({ form, ...(await token(form)) }).toMatchObject({ form, status, body: { error, error_codes: [code] } });
  expect((await token({ grant_type: 'client_credentials', client_id: clientId, client_secret: 's3cret', scope: graphDefault }, 'common/oauth2/v2.0/token')).body).toMatchObject({ error_codes: [50059] });
});

test('what the service publishes is the key that signs, and nothing of its private half', async () => {
  const { ask, cloud } = open();
  const { keys } = (await ask('GET', `${login}/common/discovery/v2.0/keys`)).body as { readonly keys: readonly object[] };
  expect(keys).toEqual([{ ...(await exportJWK(cloud.keys.tokens.publicKey)), use: 'sig', alg: 'RS256', kid: expect.any(String), x5t: expect.any(String) }]);
  expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use', 'x5t']);
});

test('a token service that is unavailable says 503 with when to come back', async () => {
  const lab = open();
  lab.world = { ...lab.world, faults: [{ id: 'token-service-unavailable', target: null }] };
  expect(await lab.token({ grant_type: 'password', client_id: broker, scope: 'User.Read', ...alice })).toMatchObject({
    status: 503, headers: { 'retry-after': '300' }, body: { error: 'temporarily_unavailable', error_codes: [90033] },
  });
});
