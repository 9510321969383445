/**
 * Spoilt requests to the sign-in service and to Graph: valid ones in which something was altered, and texts that were never valid. Seeded:
 * a run is known by its number.
 */
import fc from 'fast-check';
import { passwordOf } from '../../mocks/entra/passwords.ts';
import { smallWorld } from '../small-world.ts';
import { appToken, inventoryApp, login, testCloud, type Answered, type TestCloud } from './cloud-client.ts';
import { keysOf, nonceOf, signedRs256, usePrt, askPrt, sessionKeyOf, type DeviceKeys } from './prt-client.ts';
import { testKeyPair } from './test-certificate.ts';

const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

export const junk = fc.oneof(
  fc.string({ maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('', '.', '..', 'null', '[]', '{}', '0', '-1', '__proto__', 'constructor', '%', '%00', 'A'.repeat(3_000), '('.repeat(500), '/'.repeat(3_000)),
);
export const json = fc.oneof(fc.json({ maxDepth: 4 }), fc.constantFrom('[', '{"a":', '"', '[[[[[[[[[['.repeat(200), '{"__proto__":{"x":1}}', 'true'));

/** Octets in which some were altered, left out or doubled. */
export const altered = (text: string): fc.Arbitrary<string> =>
  fc.array(fc.tuple(fc.nat(Math.max(0, text.length - 1)), fc.constantFrom('drop', 'double', 'swap'), fc.string({ minLength: 1, maxLength: 2 })), { minLength: 1, maxLength: 4 }).map((edits) => {
    let result = text;
    for (const [at, edit, other] of edits) {
      if (edit === 'drop') result = result.slice(0, at) + result.slice(at + 1);
      else if (edit === 'double') result = result.slice(0, at) + result.slice(Math.max(0, at - 5));
      else result = result.slice(0, at) + other + result.slice(at + 1);
    }
    return result;
  });

const part = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** A JWT signed by a key of nobody's, with any header and any payload. */
const jwt = (keys: DeviceKeys): fc.Arbitrary<string> =>
  fc.record({
    alg: fc.constantFrom<unknown>('RS256', 'HS256', 'none', 'None', 'PS256', 'ES256', '', null, 5),
    x5c: fc.oneof(fc.constant<unknown>(Buffer.from(keys.certificate).toString('base64')), fc.constant<unknown>([Buffer.from(keys.certificate).toString('base64')]), fc.jsonValue({ maxDepth: 1 })),
    ctx: fc.oneof(fc.base64String({ maxLength: 64 }), fc.jsonValue({ maxDepth: 1 })),
    kdf_ver: fc.constantFrom<unknown>(1, 2, '2', null, -1),
  }).chain((header) => fc.tuple(fc.constant(header), fc.oneof(json, fc.record({
    grant_type: fc.constantFrom<unknown>('password', 'refresh_token', jwtBearer, 'device_token', '__proto__', 7), username: fc.constantFrom<unknown>('alice@contoso.com', '__proto__', '', null, {}),
    refresh_token: junk, scope: fc.constantFrom<unknown>('openid aza', '', [], null), client_id: junk, assertion: junk, request_nonce: junk, resource: junk,
  }).map((payload) => JSON.stringify(payload))), fc.boolean()))
    .map(([header, payload, signed]) => (signed ? signedRs256(header, payload, testKeyPair('attacker').privateKey) : `${part(header)}.${part(payload)}.${part('x')}`));

export interface Spoilt {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  readonly headers: { readonly [name: string]: string };
}

const post = (path: string, body: string, headers: Spoilt['headers'] = {}): Spoilt => ({ method: 'POST', url: `${login}/${path}`, body, headers });
const form = (fields: { readonly [name: string]: string }): string => new URLSearchParams(fields).toString();

/** What is sent; the requests that it spoils are true ones of this lab. */
async function attacks(lab: TestCloud, keys: DeviceKeys): Promise<fc.Arbitrary<Spoilt>> {
  const nonce = await nonceOf(lab);
  const bearer = await appToken(lab);
  const claims = { client_id: '38aa3b87-a06d-4817-b275-7a316988d93b', request_nonce: nonce, scope: 'openid aza', grant_type: 'password', username: 'alice@contoso.com', password: passwordOf('alice@contoso.com', 1) };
  const header = { alg: 'RS256', typ: 'JWT', x5c: Buffer.from(keys.certificate).toString('base64') };
  const good = signedRs256(header, claims, keys.deviceKey);
  const sent: Spoilt[] = [];
  const first = await askPrt(lab, keys);
  const tapped = { ...lab, ask: async (method: string, url: string, send: { readonly body?: string | Uint8Array } = {}): Promise<Answered> => (sent.push({ method, url, body: String(send.body), headers: {} }), lab.ask(method, url, send)) };
  await usePrt(tapped, first.body.refresh_token, sessionKeyOf(first, keys));
  const used = new URLSearchParams(sent.at(-1)?.body).get('request') ?? '';
  const [head = '', , signature = ''] = good.split('.');
  const path = fc.constantFrom('common/oauth2/token', 'contoso.com/oauth2/v2.0/token', `${lab.world.tenant.tenantId}/oauth2/token`);
  const grantType = fc.constantFrom('client_credentials', 'refresh_token', 'device_code', jwtBearer, 'authorization_code', 'x', 'toString');
  const graph = 'https://graph.microsoft.com/v1.0';
  const authorization = { authorization: `Bearer ${bearer}` };
  const device = Object.values(lab.world.tenant.devices)[0]?.objectId ?? '';
  const query = fc.tuple(fc.constantFrom('$filter', '$select', '$orderby', '$search', '$top', '$skiptoken', '$count', '$expand', '$deltatoken'), fc.oneof(junk, altered("startsWith(displayName,'lap') and not(accountEnabled eq true) or registrationDateTime le 2026-01-05T09:00:00Z")));
  return fc.oneof(
    fc.tuple(path, fc.oneof(jwt(keys), altered(good), altered(used), junk, json.map((body) => `${head}.${part(body)}.${signature}`))).map(([to, request]) => post(to, form({ grant_type: jwtBearer, request }))),
    fc.tuple(path, grantType, fc.dictionary(fc.constantFrom('client_id', 'client_secret', 'client_assertion', 'scope', 'resource', 'refresh_token', 'username', 'device_code', 'code'), junk), jwt(keys))
      .map(([to, grant_type, fields, client_assertion]) => post(to, form({ client_id: inventoryApp.clientId, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion, ...fields, grant_type }))),
    fc.tuple(path, fc.oneof(junk, json)).map(([to, body]) => post(to, body)),
    fc.oneof(junk, json).map((body) => post('common/GetCredentialType', body)),
    fc.tuple(junk, junk).map(([user_code, username]) => post('common/oauth2/deviceauth', form({ user_code, username, password: 'x' }))),
    fc.tuple(junk, junk).map(([client_id, scope]) => post('common/oauth2/v2.0/devicecode', form({ client_id, scope }))),
    junk.map((name) => ({ method: 'GET', url: `${login}/${encodeURIComponent(name)}/.well-known/openid-configuration`, body: '', headers: {} })),
    altered(bearer).map((token) => ({ method: 'GET', url: `${graph}/devices`, body: '', headers: { authorization: `Bearer ${Buffer.from(token).toString('latin1').replace(/[^\x21-\x7e]/g, 'x')}` } })),
    fc.tuple(query, fc.boolean()).map(([[name, value], eventual]) => ({ method: 'GET', url: `${graph}/devices?${name}=${encodeURIComponent(value)}`, body: '', headers: { ...authorization, ...(eventual ? { consistencylevel: 'eventual' } : {}) } })),
    fc.oneof(json, fc.dictionary(fc.constantFrom('accountEnabled', 'extensionAttributes', 'displayName', '@odata.type', '__proto__'), fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.constant([]))).map((body) => JSON.stringify(body)))
      .map((body) => ({ method: 'PATCH', url: `${graph}/devices/${device}`, body, headers: authorization })),
    fc.tuple(fc.constantFrom('GET', 'DELETE', 'PATCH'), junk).map(([method, id]) => ({ method, url: `${graph}/devices(deviceId='${encodeURIComponent(id)}')`, body: '{"accountEnabled":false}', headers: authorization })),
  );
}

const refusals = new Set([400, 401, 403, 404, 405, 410, 413]);

/** Why an answer to a spoilt request is not what it should be, or `null`. */
function complaint({ method, url }: Spoilt, { status, body, text }: Answered): string | null {
  // What was altered may still be asked for rightly: a list, metadata, a page; never a token.
  if (status === 200 || status === 204) {
    if ('access_token' in body || 'refresh_token' in body || /^[\w-]+\.\.[\w-]+\./.test(text)) return 'a token was issued';
    return method === 'DELETE' ? 'a device was deleted' : null;
  }
  if (!refusals.has(status)) return `status ${status}`;
  if (status === 404 || status === 405 || status === 413) return null;
  return typeof body.error_description === 'string' || typeof (body.error as { readonly code?: unknown } | undefined)?.code === 'string' ? null : `no error in the body: ${url}`;
}

/** Sends so many; throws with the request, shrunk, and the line that repeats it. */
export async function fuzzDoors(runs: number, seed: number): Promise<void> {
  const lab = testCloud(smallWorld({ device: { state: 'registered' } }), { apps: [inventoryApp] });
  const keys = keysOf(lab);
  const arbitrary = await attacks(lab, keys);
  const before = lab.world;
  await fc.assert(fc.asyncProperty(arbitrary, async (spoilt) => {
    lab.world = before;
    const answered = await lab.ask(spoilt.method, spoilt.url, { body: spoilt.body, headers: spoilt.headers });
    const wrong = complaint(spoilt, answered) ?? (lab.world === before ? null : 'the world has changed');
    if (wrong !== null) throw new Error(`${wrong}: ${JSON.stringify({ ...spoilt, headers: Object.keys(spoilt.headers), answered: { status: answered.status, text: answered.text.slice(0, 300) } })}`);
  }), { numRuns: runs, seed, endOnFailure: false });
}
