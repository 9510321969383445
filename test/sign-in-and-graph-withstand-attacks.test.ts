// Forged, replayed, expired and oversized requests are refused as documented, and nothing in the world moves.
import { createHash, createHmac } from 'node:crypto';
import { SignJWT } from 'jose';
import { beforeEach, expect, test } from 'vitest';
import { bodyOctetsMax } from '../doors/cloud/cloud.ts';
import { passwordOf } from '../mocks/entra/passwords.ts';
import type { World } from '../simulation/world.ts';
import { smallWorld } from './small-world.ts';
import { appToken, inventoryApp, login, payloadOf, testCloud, userToken, type Answered, type TestCloud } from './support/cloud-client.ts';
import { fuzzDoors } from './support/door-fuzz.ts';
import { askPrt, keysOf, nonceOf, sessionKeyOf, usePrt } from './support/prt-client.ts';
import { testCertificate, testKeyPair } from './support/test-certificate.ts';

const certificate = testCertificate('app');
const app = { ...inventoryApp, certificates: [certificate.pem] };
let lab: TestCloud;
let before: World;
const open = (settings: Partial<World['settings']> = {}): void => {
  const world = smallWorld({ device: { state: 'registered' } });
  lab = testCloud({ ...world, settings: { ...world.settings, ...settings } }, { apps: [app] });
  before = lab.world;
};
beforeEach(() => open());
const codeOf = ({ body }: Answered): unknown => (body.error_codes as readonly number[] | undefined)?.[0];
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const ask = async (request: string) => codeOf(await lab.token({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', request }, 'common/oauth2/token'));

test('a PRT request without signature, with the key of another, or with one alphabet for another is refused', async () => {
  const keys = keysOf(lab);
  const payload = { client_id: 'x', request_nonce: await nonceOf(lab), scope: 'openid aza', grant_type: 'password', username: 'alice@contoso.com', password: passwordOf('alice@contoso.com', 1) };
  const x5c = Buffer.from(keys.certificate).toString('base64');
  for (const alg of ['none', 'None', 'RS512', 'PS256', '', undefined]) expect(await ask(`${part({ alg, x5c })}.${part(payload)}.`)).toBe(50027);
  expect(await ask(`${part({ alg: 'RS256', x5c })}.${part(payload)}.`)).toBe(50012);
  // The public key as the secret of an HMAC.
  const body = `${part({ alg: 'HS256', x5c, ctx: 'AAAA' })}.${part(payload)}`;
  expect(await ask(`${body}.${createHmac('sha256', keys.certificate).update(body).digest('base64url')}`)).toBe(70000);
  expect(codeOf(await askPrt(lab, keys, { signWith: testKeyPair('attacker').privateKey }))).toBe(50012);
  expect(codeOf(await askPrt(lab, { ...keys, certificate: testCertificate('attacker').der, deviceKey: testKeyPair('attacker').privateKey }))).toBe(50155);
  expect(lab.world).toBe(before);
});

test('the certificate of another device proves nothing without its key', async () => {
  const world = smallWorld({ device: { state: 'registered' } });
  const both = testCloud(world);
  const mine = keysOf(both);
  const other = testCertificate('attacker');
  const deviceId = world.devices.LAPTOP01?.join?.deviceId ?? '';
  const record = world.tenant.devices[deviceId];
  // A second device, registered with a key of its own.
  both.world = { ...world, tenant: { ...world.tenant, devices: { ...world.tenant.devices, second: { ...record, deviceId: 'second', deviceCertificateThumbprint: createHash('sha1').update(other.der).digest('hex').toUpperCase() } as never } } };
  expect(codeOf(await askPrt(both, { ...mine, certificate: other.der }))).toBe(50155);
  expect(codeOf(await askPrt(both, { ...mine, deviceKey: other.pair.privateKey }))).toBe(50012);
});

test('nonces that are missing, made up, altered or of another lab are refused', async () => {
  const keys = keysOf(lab);
  const nonce = await nonceOf(lab);
  const other = await nonceOf(testCloud(smallWorld()));
  const prt = async (request_nonce: unknown) => codeOf(await askPrt(lab, keys, { payload: { request_nonce } }));
  expect(await prt(undefined)).toBe(140000);
  expect(await prt('')).toBe(140000);
  for (const bad of ['guess', `${nonce.slice(0, -2)}AA`, `${nonce}=`, `${nonce} `, other]) expect(await prt(bad)).toBe(50027);
  expect(lab.world).toBe(before);
});

const assertion = async (claims: object, header: { readonly [name: string]: unknown } = {}, key = certificate.pair.privateKey) => {
  const now = before.startMs / 1000;
  const all = { iss: app.clientId, sub: app.clientId, aud: `${login}/${before.tenant.tenantId}/oauth2/v2.0/token`, jti: 'one', nbf: now, exp: now + 600, ...claims };
  return new SignJWT(all).setProtectedHeader({ alg: 'PS256', 'x5t#S256': createHash('sha256').update(certificate.der).digest('base64url'), ...header } as never).sign(key);
};
const withAssertion = (client_assertion: string) =>
  lab.token({ grant_type: 'client_credentials', client_id: app.clientId, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion, scope: 'https://graph.microsoft.com/.default' });

test('assertions of an app: signature, audience, subject and time each have their number', async () => {
  expect((await withAssertion(await assertion({}))).status).toBe(200);
  const now = before.startMs / 1000;
  const cases: readonly (readonly [number, string])[] = [
    [700027, await assertion({}, {}, testKeyPair('attacker').privateKey)],
    [700027, await assertion({}, { 'x5t#S256': 'guess' })],
    [700027, `${part({ alg: 'none', 'x5t#S256': createHash('sha256').update(certificate.der).digest('base64url') })}.${part({ iss: app.clientId, sub: app.clientId })}.`],
    [700027, 'guess'],
    [700021, await assertion({ sub: '00000000-0000-4000-8000-000000000000' })],
    [700021, await assertion({ iss: '00000000-0000-4000-8000-000000000000' })],
    [700021, await assertion({ iss: undefined, sub: undefined })],
    [700023, await assertion({ aud: 'https://evil.example/oauth2/v2.0/token' })],
    [700023, await assertion({ aud: `${login}/nowhere.example/oauth2/v2.0/token` })],
    [700024, await assertion({ exp: now - 600 })],
    [700024, await assertion({ exp: undefined })],
    [700024, await assertion({ nbf: now + 600, exp: now + 1200 })],
  ];
  for (const [code, sent] of cases) {
    const answered = await withAssertion(sent);
    expect({ sent: payloadOf(sent === 'guess' ? '.e30' : sent), code: codeOf(answered), status: answered.status, error: answered.body.error }).toMatchObject({ code, status: 401, error: 'invalid_client' });
  }
  expect(lab.world).toBe(before);
});

test('the same assertion again is refused where a setting says that it is good once', async () => {
  const sent = await assertion({ jti: 'again' });
  for (let time = 0; time < 2; time += 1) expect((await withAssertion(sent)).status).toBe(200);
  open({ 'entra.assertionUse': 'once' });
  expect((await withAssertion(sent)).status).toBe(200);
  expect(codeOf(await withAssertion(sent))).toBe(50013);
  expect(codeOf(await withAssertion(await assertion({ jti: undefined })))).toBe(50013);
});

test('access tokens that are forged, altered, unsigned or of another lab open nothing', async () => {
  const token = await appToken(lab);
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims = payloadOf(token);
  const kid = (JSON.parse(Buffer.from(header, 'base64url').toString()) as { readonly kid: string }).kid;
  const forged = await new SignJWT(claims as never).setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' }).sign(testKeyPair('attacker').privateKey);
  const ofOther = await appToken(testCloud(smallWorld({ device: { state: 'registered' } }), { apps: [app] }));
  const body = `${part({ alg: 'HS256', kid })}.${payload}`;
  const confused = `${body}.${createHmac('sha256', lab.cloud.keys.tokens.publicKey.export({ type: 'spki', format: 'pem' })).update(body).digest('base64url')}`;
  const user = await userToken(lab, 'openid profile offline_access Device.Read.All');
  expect(user).not.toBe('');
  const bad = [`${part({ alg: 'none' })}.${payload}.`, `${header}.${part({ ...claims, roles: ['Directory.ReadWrite.All'] })}.${signature}`, forged, confused, ofOther, `${token}x`];
  for (const sent of bad) {
    const answered = await lab.ask('DELETE', `https://graph.microsoft.com/v1.0/devices/${Object.values(lab.world.tenant.devices)[0]?.objectId ?? ''}`, { headers: { authorization: `Bearer ${sent}` } });
    expect(answered).toMatchObject({ status: 401, body: { error: { code: 'InvalidAuthenticationToken' } } });
  }
  expect(lab.world).toBe(before);
});

test('one sealed thing does not pass for another, and none of another lab', async () => {
  const keys = keysOf(lab);
  const answered = await askPrt(lab, keys);
  const prt = String(answered.body.refresh_token);
  const client_id = '29d9ed98-a469-4536-ade2-f981bc1d605e';
  const refresh = (refresh_token: string) => lab.token({ grant_type: 'refresh_token', client_id, refresh_token });
  expect(codeOf(await refresh(prt))).toBe(70000);
  expect(codeOf(await refresh(`0.A${await nonceOf(lab)}.`))).toBe(70000);
  const form = { grant_type: 'password', client_id, scope: 'offline_access User.Read', username: 'alice@contoso.com', password: passwordOf('alice@contoso.com', 1) };
  const mine = String((await lab.token(form)).body.refresh_token);
  const other = String((await testCloud(smallWorld()).token(form)).body.refresh_token);
  expect((await refresh(mine)).status).toBe(200);
  expect(codeOf(await refresh(other))).toBe(70000);
  expect(codeOf(await lab.token({ grant_type: 'refresh_token', client_id: '38aa3b87-a06d-4817-b275-7a316988d93b', refresh_token: mine }))).toBe(70000);
  const sessionKey = sessionKeyOf(answered, keys);
  expect(codeOf(await usePrt(lab, mine, sessionKey))).toBe(70000);
  expect(codeOf(await usePrt(lab, prt, Buffer.alloc(32)))).toBe(140001);
  expect(codeOf(await usePrt(lab, prt, sessionKey, { header: { ctx: 7 } }))).toBe(140001);
  // Signed by the first derivation, and said to be the second.
  expect(codeOf(await usePrt(lab, prt, sessionKey, { kdf: 1, header: { kdf_ver: 2 } }))).toBe(140001);
});

test('the old token of somebody else does not make somebody else of the user', async () => {
  const world = smallWorld({ device: { state: 'registered' }, people: { alice: {}, bob: {} } });
  const two = testCloud(world);
  const keys = keysOf(two);
  const ofBob = (await askPrt(two, keys, { upn: 'bob@contoso.com' })).body.refresh_token;
  const { body } = await askPrt(two, keys, { payload: { previous_refresh_token: ofBob } });
  expect(payloadOf(body.id_token)).toMatchObject({ upn: 'alice@contoso.com' });
});

test('names that every object answers to are no users, grants, apps, settings or functions', async () => {
  for (const name of ['__proto__', 'constructor', 'toString']) {
    expect(codeOf(await lab.token({ grant_type: 'password', client_id: '29d9ed98-a469-4536-ade2-f981bc1d605e', scope: 'User.Read', username: name, password: 'x' }))).toBe(50034);
    expect(codeOf(await lab.token({ grant_type: name }))).toBe(70003);
    expect(codeOf(await lab.token({ grant_type: 'password', client_id: name, username: 'x' }))).toBe(700016);
    const headers = { authorization: `Bearer ${await appToken(lab)}` };
    expect(await lab.ask('GET', `https://graph.microsoft.com/v1.0/devices?$filter=${name}(displayName,'x')`, { headers })).toMatchObject({ status: 400 });
    expect(await lab.ask('GET', `https://graph.microsoft.com/v1.0/devices?$select=${name}`, { headers })).toMatchObject({ status: 400 });
  }
});

test('what is too large is turned away, and long names do not take long', async () => {
  expect(await lab.ask('POST', `${login}/common/oauth2/token`, { body: 'x'.repeat(bodyOctetsMax + 1) })).toMatchObject({ status: 413 });
  const slashes = `${'/'.repeat(300_000)}x`;
  expect(codeOf(await lab.token({ grant_type: 'password', client_id: app.clientId, client_secret: 's3cret', username: 'x', resource: slashes }, 'common/oauth2/token'))).toBe(70011);
  expect(codeOf(await lab.token({ client_id: '29d9ed98-a469-4536-ade2-f981bc1d605e', scope: 'a '.repeat(200_000) }, 'common/oauth2/v2.0/devicecode'))).toBe(70011);
  const headers = { authorization: `Bearer ${await appToken(lab)}` };
  expect(await lab.ask('GET', `https://graph.microsoft.com/v1.0/devices?$filter=${'x'.repeat(9_000)}`, { headers })).toMatchObject({ status: 400 });
  expect(await lab.ask('GET', `https://graph.microsoft.com/v1.0/devices?$search=${encodeURIComponent(`"displayName:x"${' '.repeat(50_000)}x`)}&$count=true`, { headers: { ...headers, consistencylevel: 'eventual' } })).toMatchObject({ status: 400 });
});

test('five hundred spoilt requests: each is answered, none gets a token, none moves the world', async () => {
  await expect(fuzzDoors(500, 20_260_105)).resolves.toBeUndefined();
});
