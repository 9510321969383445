// A device that holds its keys gets a primary refresh token, uses and renews it, as Windows does; who is refused is refused as the simulated device is.
import { expect, test } from 'vitest';
import { rsaKeyBlobOf } from '../doors/keys/rsa-key-blob.ts';
import { helloKeyId, helloKeyName, smartCardKeyName } from '../doors/keys/hello-key.ts';
import { passThroughAgentsDownFault } from '../mocks/entra/faults/pass-through-agents-down.ts';
import { setCloudUser } from '../mocks/entra/administration.ts';
import { exportUsers } from '../mocks/entra/users.ts';
import { passwordOf } from '../mocks/entra/passwords.ts';
import { dayMs, minuteMs } from '../simulation/calendar.ts';
import { deleteDevice, enableDevice } from '../simulation/cloud-device-changes.ts';
import { change } from '../simulation/step.ts';
import type { World } from '../simulation/world.ts';
import { selfSignedBy } from '../mocks/certificate.ts';
import { signSha256 } from '../doors/keys/key-pair.ts';
import { ask as askSimulated, smallWorld } from './small-world.ts';
import { payloadOf, testCloud, type Answered, type TestCloud } from './support/cloud-client.ts';
import { askPrt, broker, keysOf, nonceOf, opened, sessionKeyOf, signedRs256, usePrt } from './support/prt-client.ts';
import { testKeyPair } from './support/test-certificate.ts';

const upn = 'alice@contoso.com';
const drs = 'urn:ms-drs:enterpriseregistration.windows.net';
const registered = (settings: Partial<World['settings']> = {}, more: object = {}): TestCloud => {
  const world = smallWorld({ device: { state: 'registered', hello: ['alice'] }, ...more });
  return testCloud({ ...world, settings: { ...world.settings, ...settings } });
};
const codeOf = ({ body }: Answered): unknown => (body.error_codes as readonly number[] | undefined)?.[0];
const changed = (lab: TestCloud, what: Parameters<typeof change>[2]): void => {
  lab.world = change(lab.world, 'test', what, null);
};
const withPrt = async (lab: TestCloud) => {
  const keys = keysOf(lab);
  const answered = await askPrt(lab, keys);
  return { keys, prt: answered.body.refresh_token, sessionKey: sessionKeyOf(answered, keys), answered };
};

test('a password gets a PRT with the documented members, and no access token', async () => {
  const lab = registered();
  const { tenantId } = lab.world.tenant;
  const { answered: { status, body } } = await withPrt(lab);
  expect(status).toBe(200);
  expect(body).toEqual({
    token_type: 'Bearer', expires_in: '1209599', ext_expires_in: '0', expires_on: '1768809599', scope: 'openid aza ugs', refresh_token: expect.stringMatching(/^0\.A[\w-]+\.[\w-]+$/),
    refresh_token_expires_in: 1209599, session_key_jwe: expect.any(String), id_token: expect.stringMatching(/\.$/), client_info: expect.any(String), device_tenant_id: tenantId,
  });
  const [header = '', , signature] = String(body.id_token).split('.');
  expect(Buffer.from(header, 'base64url').toString()).toBe('{"typ":"JWT","alg":"none"}');
  expect(signature).toBe('');
  const user = lab.world.tenant.users[upn];
  expect(payloadOf(body.id_token)).toMatchObject({
    aud: broker, iss: `https://sts.windows.net/${tenantId}/`, amr: ['pwd', 'rsa'], oid: user?.objectId, tid: tenantId, upn, unique_name: upn, name: 'alice', tenant_display_name: 'Contoso', ver: '1.0',
    rh: expect.stringMatching(/^0\.[\w-]+\.$/), onprem_sid: lab.world.directory.controllers.DC01?.replica.users.alice?.objectSid, iat: 1767600000, exp: 1767600000 + 1209600,
  });
  const [jweHeader = ''] = String(body.session_key_jwe).split('.');
  expect(Buffer.from(jweHeader, 'base64url').toString()).toBe('{"enc":"A256GCM","alg":"RSA-OAEP"}');
});

test('the session key is the content key of the JWE, 32 octets for the transport key', async () => {
  const { sessionKey } = await withPrt(registered());
  expect(sessionKey).toHaveLength(32);
});

test('x5c may be a text or a list, the tenant may be named by id or domain, Kerberos tickets may be asked for', async () => {
  const lab = registered();
  const keys = keysOf(lab);
  const list = { x5c: [Buffer.from(keys.certificate).toString('base64')] };
  expect((await askPrt(lab, keys, { header: list, path: `${lab.world.tenant.tenantId}/oauth2/token` })).status).toBe(200);
  expect((await askPrt(lab, keys, { path: 'contoso.com/oauth2/v2.0/token', form: { prt_protocol_version: '3.0' } })).status).toBe(200);
  const { body } = await askPrt(lab, keys, { form: { tgt: 'True' } });
  expect(JSON.parse(String(body.tgt_cloud))).toMatchObject({ keyType: 0, realm: 'KERBEROS.MICROSOFTONLINE.COM' });
  expect(JSON.parse(String(body.tgt_ad))).toMatchObject({ keyType: 0, realm: 'CONTOSO.COM' });
});

test('a PRT gets an access token with the device in it, encrypted with CBC under the name of GCM', async () => {
  const lab = registered();
  const { prt, sessionKey } = await withPrt(lab);
  for (const kdf of [1, 2] as const) {
    const { header, body } = opened(await usePrt(lab, prt, sessionKey, { kdf }), sessionKey);
    expect(header).toEqual({ alg: 'dir', enc: 'A256GCM', ctx: expect.stringMatching(/^[A-Za-z0-9+/]{32}$/) });
    expect(body).toMatchObject({ token_type: 'Bearer', scope: 'openid', resource: drs, expires_in: '3599' });
    expect(payloadOf(body.access_token)).toMatchObject({ aud: drs, upn, deviceid: lab.world.devices.LAPTOP01?.join?.deviceId, amr: ['pwd', 'rsa'] });
    expect(body.refresh_token).toMatch(/^0\.A/);
  }
  const answered = await usePrt(lab, prt, sessionKey);
  expect(Buffer.from(answered.text.split('.')[2] ?? '', 'base64url')).toHaveLength(16);
  expect(answered.text.endsWith('.')).toBe(true);
});

test('the second derivation binds the payload as it was sent, however it is spelt; contexts may be of any length', async () => {
  const lab = registered();
  const { prt, sessionKey } = await withPrt(lab);
  const spelt = await usePrt(lab, prt, sessionKey, { text: (payload) => JSON.stringify(payload, null, 3), context: Buffer.alloc(32, 7) });
  expect(opened(spelt, sessionKey).body.scope).toBe('openid');
});

test('replies come in GCM, and the first derivation is refused, where settings say so', async () => {
  const lab = registered({ 'entra.replyCipher': 'GCM', 'entra.kdfV1': 'refused' });
  const { prt, sessionKey } = await withPrt(lab);
  const answered = await usePrt(lab, prt, sessionKey);
  expect(Buffer.from(answered.text.split('.')[2] ?? '', 'base64url')).toHaveLength(12);
  expect(opened(answered, sessionKey).body.resource).toBe(drs);
  expect(codeOf(await usePrt(lab, prt, sessionKey, { kdf: 1 }))).toBe(5000611);
});

test('a renewal brings a new PRT and keeps the session key', async () => {
  const lab = registered();
  const { prt, sessionKey } = await withPrt(lab);
  lab.world = { ...lab.world, nowMs: lab.world.nowMs + 13 * dayMs };
  const renewal = { client_id: broker, scope: 'openid aza ugs', previous_refresh_token: prt };
  const { body } = opened(await usePrt(lab, prt, sessionKey, { payload: renewal }), sessionKey);
  expect(Object.keys(body)).not.toContain('access_token');
  expect(Object.keys(body)).not.toContain('session_key_jwe');
  expect(body).toMatchObject({ refresh_token_expires_in: 1209599, scope: 'openid aza ugs' });
  lab.world = { ...lab.world, nowMs: lab.world.nowMs + 2 * dayMs };
  expect(codeOf(await usePrt(lab, prt, sessionKey))).toBe(700082);
  expect(opened(await usePrt(lab, body.refresh_token, sessionKey), sessionKey).body.resource).toBe(drs);
});

test('a refresh token of the broker stands for the credential', async () => {
  const lab = registered();
  const client = '29d9ed98-a469-4536-ade2-f981bc1d605e';
  const { refresh_token } = (await lab.token({ grant_type: 'password', client_id: client, resource: drs, username: upn, password: passwordOf(upn, 1) }, 'common/oauth2/token')).body;
  const asked = { grant_type: 'refresh_token', refresh_token, client_id: client, username: undefined, password: undefined };
  expect(payloadOf((await askPrt(lab, keysOf(lab), { payload: asked })).body.id_token)).toMatchObject({ upn, amr: ['pwd', 'rsa'] });
  expect(codeOf(await askPrt(lab, keysOf(lab), { payload: { ...asked, client_id: broker } }))).toBe(70000);
});

test('a token of the device itself has the device as its subject', async () => {
  const lab = registered();
  const asked = { grant_type: 'device_token', resource: drs, redirect_uri: 'ms-appx-web://Microsoft.AAD.BrokerPlugin/dsreg', iss: 'aad:brokerplugin', username: undefined, password: undefined };
  const { status, body } = await askPrt(lab, keysOf(lab), { payload: asked });
  const deviceId = lab.world.devices.LAPTOP01?.join?.deviceId;
  expect(status).toBe(200);
  expect(payloadOf(body.access_token)).toMatchObject({ aud: drs, deviceid: deviceId, oid: deviceId, idtyp: 'device' });
  expect(Object.keys(body)).not.toContain('refresh_token');
  changed(lab, enableDevice(deviceId ?? '', false));
  expect(codeOf(await askPrt(lab, keysOf(lab), { payload: asked }))).toBe(135011);
  changed(lab, deleteDevice(lab.world, deviceId ?? ''));
  expect((await askPrt(lab, keysOf(lab), { payload: asked })).body).toMatchObject({ error_codes: [700003], suberror: 'device_authentication_failed' });
});

test('Windows Hello and a smart card sign in with a key, and count as more than one factor', async () => {
  const lab = registered();
  const keys = keysOf(lab);
  const pair = testKeyPair('hello');
  lab.cloud.keys.remember(helloKeyName(upn, pair.publicOctets), pair.publicOctets);
  const grant = { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', username: upn, password: undefined };
  const claims = async () => ({ iss: upn, aud: 'common', iat: 1767600000, exp: 1767603600, request_nonce: await nonceOf(lab), scope: 'openid aza ugs' });
  const hello = async (kid: string, key = pair) => askPrt(lab, keys, { payload: { ...grant, assertion: signedRs256({ alg: 'RS256', kid, use: 'ngc' }, await claims(), key.privateKey) } });
  const kid = helloKeyId(pair.publicOctets);
  expect(rsaKeyBlobOf(pair.publicOctets)).toHaveLength(283);
  expect(payloadOf((await hello(kid)).body.id_token)).toMatchObject({ upn, amr: ['rsa', 'mfa'] });
  expect(codeOf(await hello('unknown'))).toBe(130004);
  expect(codeOf(await hello(kid, testKeyPair('other')))).toBe(130005);
  const card = lab.cloud.keys.pairOf(smartCardKeyName(upn));
  const certificateOf = (holder: typeof card): string => Buffer.from(selfSignedBy(
    { publicKey: holder.publicOctets, serial: Buffer.alloc(16, 0x41), sign: (octets) => signSha256(holder, octets) }, { notBefore: '2020-01-01T00:00:00.000Z', notAfter: '2040-01-01T00:00:00.000Z' }, 'CN=alice',
  )).toString('base64');
  const smartCard = async (holder: typeof card, signer = holder) => askPrt(lab, keys, { payload: { ...grant, assertion: signedRs256({ alg: 'RS256', x5c: [certificateOf(holder)] }, await claims(), signer.privateKey) } });
  expect((await smartCard(card)).status).toBe(200);
  expect(codeOf(await smartCard(testKeyPair('other')))).toBe(50017);
  expect(codeOf(await smartCard(card, testKeyPair('other')))).toBe(50012);
});

const input = { user: 'alice', upn, credential: 'password', passwordVersion: 1, renewal: false, withCredential: true };
const simulated = (world: World, change = {}): unknown => {
  const { outcome } = askSimulated(world, 'acquirePrt', { ...input, ...change }, 'closed', 'prt:LAPTOP01/alice');
  return outcome.ok ? 'issued' : outcome.failure.server?.message;
};

test('who is refused over the wire is refused as the simulated device is, in the same words', async () => {
  const deviceIdOf = (world: World): string => world.devices.LAPTOP01?.join?.deviceId ?? '';
  const cases: readonly (readonly [string, (lab: TestCloud) => void, object?])[] = [
    ['nothing is wrong', () => undefined],
    ['the device is disabled', (lab) => changed(lab, enableDevice(deviceIdOf(lab.world), false))],
    ['the device is deleted', (lab) => changed(lab, deleteDevice(lab.world, deviceIdOf(lab.world)))],
    ['the user is disabled', (lab) => changed(lab, { changes: { tenant: setCloudUser(lab.world.tenant, upn, { enabled: false }) } })],
    ['the user is not there', (lab) => changed(lab, { changes: { tenant: { ...lab.world.tenant, users: {} } } })],
    ['the password has changed', (lab) => changed(lab, { changes: { tenant: setCloudUser(lab.world.tenant, upn, { passwordVersion: 2 }) } })],
    ['the domain is not verified', (lab) => changed(lab, { changes: { tenant: { ...lab.world.tenant, domains: [] } } })],
    ['the agents are down', (lab) => changed(lab, { changes: { faults: [{ id: passThroughAgentsDownFault.id, target: null }] } }), { tenant: { authentication: 'pass-through' } }],
    ['the service is unavailable', (lab) => changed(lab, { changes: { faults: [{ id: 'token-service-unavailable', target: null }] } })],
  ];
  const seen: unknown[] = [];
  for (const [name, spoil, spec] of cases) {
    const lab = registered({}, spec);
    const keys = keysOf(lab);
    spoil(lab);
    const { status, body } = await askPrt(lab, keys);
    const message = status === 200 ? 'issued' : String(body.error_description).split('\r\n')[0];
    expect({ name, message }).toEqual({ name, message: simulated(lab.world) });
    seen.push(message);
  }
  // The cases differ: each spoils something else.
  expect(seen[0]).toBe('issued');
  expect(new Set(seen).size).toBe(8);
});

test('a Pending device gets nothing, and a re-registered one nothing with its old certificate', async () => {
  const lab = registered();
  const { keys, prt, sessionKey } = await withPrt(lab);
  const deviceId = lab.world.devices.LAPTOP01?.join?.deviceId ?? '';
  const record = lab.world.tenant.devices[deviceId];
  changed(lab, { changes: { tenant: { ...lab.world.tenant, devices: { [deviceId]: { ...record, deviceCertificateThumbprint: 'F'.repeat(40) } as never } } } });
  expect(codeOf(await askPrt(lab, keys))).toBe(50155);
  expect(codeOf(await usePrt(lab, prt, sessionKey))).toBe(50155);
  const pending = testCloud(smallWorld({ device: { state: 'pending' } }));
  expect(codeOf(await askPrt(pending, keys))).toBe(50155);
});

test('a device that is disabled or gone can use its PRT no more, each with its own number', async () => {
  const lab = registered();
  const { prt, sessionKey } = await withPrt(lab);
  const deviceId = lab.world.devices.LAPTOP01?.join?.deviceId ?? '';
  const renewal = { client_id: broker, scope: 'openid aza' };
  changed(lab, enableDevice(deviceId, false));
  expect(codeOf(await usePrt(lab, prt, sessionKey))).toBe(135011);
  expect(codeOf(await usePrt(lab, prt, sessionKey, { payload: renewal }))).toBe(50155);
  changed(lab, deleteDevice(lab.world, deviceId));
  expect((await usePrt(lab, prt, sessionKey)).body).toMatchObject({ error: 'invalid_grant', error_codes: [700003], suberror: 'device_authentication_failed' });
  const fresh = registered();
  const other = await withPrt(fresh);
  changed(fresh, { changes: { tenant: setCloudUser(fresh.world.tenant, upn, { passwordVersion: 2 }) } });
  expect(codeOf(await usePrt(fresh, other.prt, other.sessionKey))).toBe(50133);
});

test('whoever shows a token is known by it under a changed name, with the old name beside it', async () => {
  const lab = registered();
  const { keys, prt, sessionKey } = await withPrt(lab);
  const client = '29d9ed98-a469-4536-ade2-f981bc1d605e';
  const { refresh_token } = (await lab.token({ grant_type: 'password', client_id: client, scope: 'offline_access User.Read', username: upn, password: passwordOf(upn, 1) })).body;
  changed(lab, { changes: { tenant: exportUsers(lab.world.tenant, [{ samAccountName: 'alice', userPrincipalName: 'alice.new@contoso.com' }]).tenant } });
  expect(codeOf(await askPrt(lab, keys))).toBe(50034);
  expect(payloadOf((await askPrt(lab, keys, { payload: { previous_refresh_token: prt } })).body.id_token)).toMatchObject({ upn: 'alice.new@contoso.com' });
  expect(payloadOf(opened(await usePrt(lab, prt, sessionKey), sessionKey).body.access_token)).toMatchObject({ upn: 'alice.new@contoso.com' });
  expect(payloadOf((await lab.token({ grant_type: 'refresh_token', client_id: client, refresh_token: String(refresh_token) })).body.access_token)).toMatchObject({ upn: 'alice.new@contoso.com' });
  expect(codeOf(await askPrt(lab, keys, { payload: { previous_refresh_token: prt, password: 'guess' } }))).toBe(50126);
  lab.world = { ...lab.world, settings: { ...lab.world.settings, 'prt.renewalFindsUser': 'byName' } };
  expect(codeOf(await askPrt(lab, keys, { payload: { previous_refresh_token: prt } }))).toBe(50034);
});

test('an app that nobody knows gets neither a PRT nor a token with one', async () => {
  const lab = registered();
  const { keys, prt, sessionKey } = await withPrt(lab);
  const payload = { client_id: '00000000-0000-4000-8000-000000000000' };
  expect(codeOf(await askPrt(lab, keys, { payload }))).toBe(700016);
  expect(codeOf(await usePrt(lab, prt, sessionKey, { payload }))).toBe(700016);
});

test('a name without a domain is of no tenant', async () => {
  const lab = registered();
  expect(codeOf(await askPrt(lab, keysOf(lab), { payload: { username: 'alice' } }))).toBe(90002);
});

test('nonces run out, and are good once where a setting says so', async () => {
  const lab = registered();
  const keys = keysOf(lab);
  const request_nonce = await nonceOf(lab);
  for (let time = 0; time < 2; time += 1) expect((await askPrt(lab, keys, { payload: { request_nonce } })).status).toBe(200);
  lab.world = { ...lab.world, nowMs: 5 * minuteMs };
  expect((await askPrt(lab, keys, { payload: { request_nonce } })).status).toBe(200);
  lab.world = { ...lab.world, nowMs: 5 * minuteMs + 1 };
  expect(codeOf(await askPrt(lab, keys, { payload: { request_nonce } }))).toBe(50027);
  const once = registered({ 'entra.nonceUse': 'once' });
  const nonce = { request_nonce: await nonceOf(once) };
  expect((await askPrt(once, keysOf(once), { payload: nonce })).status).toBe(200);
  expect(codeOf(await askPrt(once, keysOf(once), { payload: nonce }))).toBe(50027);
});
