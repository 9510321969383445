/**
 * Spoilt requests to the registration service: true joins in which something was altered (the body, the certificate request, the transport
 * key, the signed text, its signature), and octets that were never true. Seeded: a run is known by its number.
 */
import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import type { Connection } from '../../doors/cloud/exchange.ts';
import { certificateOfJoin } from '../../doors/keys/device-keys.ts';
import { signToken } from '../../doors/keys/tokens.ts';
import { deviceOf, type World } from '../../simulation/world.ts';
import { altered, json, junk } from './door-fuzz.ts';
import { drs, laptop, OutsideCloud, ownKey, type Received } from './outside-cloud.ts';

/** Octets with some changed, cut off or put in: lengths that promise too much among them. */
const spoiltOctets = (octets: Uint8Array): fc.Arbitrary<Buffer> =>
  fc.array(fc.tuple(fc.nat(octets.length - 1), fc.constantFrom('set', 'flip', 'cut', 'insert', 'long'), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 4 }).map((edits) => {
    let result = Buffer.from(octets);
    for (const [at, edit, value] of edits) {
      if (result.length === 0) break;
      const place = Math.min(at, result.length - 1);
      if (edit === 'set') result.fill(value, place, place + 1);
      else if (edit === 'flip') result.fill((result[place] ?? 0) ^ (1 << value % 8), place, place + 1);
      else if (edit === 'cut') result = result.subarray(0, place);
      else if (edit === 'insert') result = Buffer.concat([result.subarray(0, place), Buffer.alloc(1 + (value % 9), value), result.subarray(place)]);
      else result.set(Buffer.from([0x84, 0xff, 0xff, 0xff, value]).subarray(0, result.length - place), place);
    }
    return result;
  });

const base64 = (octets: fc.Arbitrary<Uint8Array>): fc.Arbitrary<string> => octets.map((value) => Buffer.from(value).toString('base64'));

interface Spoilt {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly headers?: { readonly [name: string]: string };
  readonly certificate?: Uint8Array;
}

/** Every path to a member of a JSON value. */
function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  const below = typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, [...path, name])) : [];
  return path.length === 0 ? below : [path, ...below];
}

const withMember = (value: unknown, [name = '', ...rest]: readonly string[], put: unknown): unknown =>
  ({ ...(value as object), [name]: rest.length === 0 ? put : withMember((value as { readonly [member: string]: unknown })[name], rest, put) });

async function attacks(lab: OutsideCloud): Promise<fc.Arbitrary<Spoilt>> {
  const good = lab.message();
  const { ServerAdJoinData: data } = good;
  const { ClientIdentity: identity } = data;
  const own = `/EnrollmentServer/device/${lab.deviceId}?api-version=2.0`;
  const put = (body: unknown): Spoilt => ({ method: 'PUT', path: own, body: typeof body === 'string' ? body : JSON.stringify(body) });
  const withData = (change: object) => put({ ...good, ServerAdJoinData: { ...data, ...change } });
  const withIdentity = (change: object) => withData({ ClientIdentity: { ...identity, ...change } });
  const octetsOf = (text: string) => Buffer.from(text, 'base64');
  const token = await signToken(lab.cloud.keys, { aud: 'urn:ms-drs:enterpriseregistration.windows.net', tid: lab.world.tenant.tenantId, upn: 'alice@contoso.com', deviceid: lab.deviceId, amr: ['mfa'] }, lab.nowMs + 1e9);
  const bearer = { authorization: `Bearer ${token}`, accept: 'application/json' };
  const certificate = new X509Certificate(certificateOfJoin(lab.cloud.keys, lab.world, {
    deviceId: lab.deviceId, tenantId: lab.world.tenant.tenantId, tenantName: '', thumbprint: 'AB', notBeforeMs: 0, notAfterMs: 1e12, keyContainerId: 'k', joinedAtMs: 0,
  })).raw;
  return fc.oneof(
    base64(spoiltOctets(octetsOf(good.CertificateRequest.Data))).map((Data) => put({ ...good, CertificateRequest: { Type: 'pkcs10', Data } })),
    fc.oneof(base64(spoiltOctets(octetsOf(data.TransportKey))), base64(json.map((text) => Buffer.from(text))), junk).map((TransportKey) => withData({ TransportKey })),
    fc.oneof(base64(spoiltOctets(octetsOf(identity.SignedBlob))), junk).map((SignedBlob) => withIdentity({ SignedBlob })),
    fc.oneof(altered(identity.Sid), junk).map((Sid) => withIdentity({ Sid })),
    fc.tuple(fc.constantFrom(...pathsOf(good)), fc.oneof(junk, fc.jsonValue({ maxDepth: 2 }))).map(([path, value]) => put(withMember(good, path, value))),
    altered(JSON.stringify(good)).map(put),
    fc.oneof(json, junk).map(put),
    fc.tuple(fc.constantFrom('PUT', 'DELETE', 'POST', 'GET'), junk).map(([method, id]) => ({ method, path: `/EnrollmentServer/device/${encodeURIComponent(Buffer.from(id).toString())}`, body: JSON.stringify(good) })),
    fc.oneof(spoiltOctets(certificate), fc.uint8Array({ maxLength: 64 })).map((der) => ({ method: 'DELETE', path: own, body: '', certificate: Buffer.from(der) })),
    fc.oneof(json, junk).map((body) => ({ method: 'POST', path: '/EnrollmentServer/device', body, headers: bearer })),
    fc.tuple(altered(token), json).map(([spoilt, body]) => ({ method: 'POST', path: '/EnrollmentServer/device', body, headers: { authorization: `Bearer ${spoilt.replaceAll(/[^\x21-\x7e]/g, 'x')}` } })),
    fc.oneof(json, base64(spoiltOctets(octetsOf(data.TransportKey))).map((kngc) => JSON.stringify({ kngc }))).map((body) => ({ method: 'POST', path: '/EnrollmentServer/key', body, headers: bearer })),
    junk.map((name) => ({ method: 'GET', path: `/EnrollmentServer/nonce/${encodeURIComponent(Buffer.from(name).toString())}`, body: '' })),
    junk.map((name) => ({ method: 'GET', path: `/${encodeURIComponent(Buffer.from(name).toString())}/Discover?api-version=${encodeURIComponent(Buffer.from(name).toString())}`, body: '' })),
  );
}

/** What is left of a world besides the number of requests that the service took. */
const shown = ({ tenant, ...world }: World): string => JSON.stringify({ ...world, tenant: { ...tenant, requestCount: 0 } });

const refusals = new Set([400, 401, 404, 405]);

/** Why an answer is not what it should be, or `null`. A join that still says the same may succeed: for the true key alone. */
function complaint({ method, path }: Spoilt, { status, body }: Received, changed: boolean): string | null {
  const join = method === 'PUT' && status === 200;
  if (join) {
    const { RawBody = '' } = (body as { readonly Certificate?: { readonly RawBody?: string } }).Certificate ?? {};
    return new X509Certificate(Buffer.from(RawBody, 'base64')).checkPrivateKey(ownKey(0).privateKey) ? null : 'a certificate for another key';
  }
  if (changed) return 'the world has changed';
  if (status === 200) return method === 'GET' || path.endsWith('/key') ? null : `${method} was carried out`;
  if (!refusals.has(status)) return `status ${status}`;
  return status === 405 || typeof body === 'object' ? null : 'no error in the body';
}

/** Sends so many; throws with the request, shrunk, and the seed that repeats it. */
export async function fuzzRegistration(runs: number, seed: number): Promise<void> {
  const lab = new OutsideCloud({ device: { state: 'pending' }, people: { alice: {} } });
  if (deviceOf(lab.world, laptop).join) throw new Error('The device is to be Pending.');
  const arbitrary = await attacks(lab);
  const first = lab.world;
  const before = shown(first);
  await fc.assert(fc.asyncProperty(arbitrary, async (spoilt) => {
    const connection: Connection = { asker: null, clientCertificate: spoilt.certificate ?? null };
    const received = await lab.send(spoilt.method, `${drs}${spoilt.path}`, spoilt.body, { connection, ...(spoilt.headers ? { headers: spoilt.headers } : {}) });
    const wrong = complaint(spoilt, received, shown(lab.world) !== before);
    lab.world = first;
    if (wrong !== null) throw new Error(`${wrong}: ${JSON.stringify({ ...spoilt, received })}`);
  }), { numRuns: runs, seed, endOnFailure: false });
}
