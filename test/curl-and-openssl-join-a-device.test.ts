// A join over HTTPS with tools that know nothing of joinlab: openssl makes keys, signs and verifies, curl talks, Graph shows what came of it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadScenarios } from '../cli/scenario-files/load.ts';
import { createCloud, type Cloud } from '../doors/cloud/cloud.ts';
import { openHttpsDoor, type HttpsDoor } from '../doors/https/index.ts';
import { authorityCertificateOf } from '../doors/keys/device-keys.ts';
import { bootstrapKeyOf } from '../doors/registration/bootstrap.ts';
import { PlayedLab } from '../simulation/played-lab.ts';
import { curl as curlThrough, toolsFor } from './support/curl.ts';

const { isMissing, why } = toolsFor('curl', 'openssl');
const folder = mkdtempSync(join(tmpdir(), 'joinlab-openssl-'));
const at = (name: string): string => join(folder, name);
let lab: PlayedLab;
let cloud: Cloud;
let door: HttpsDoor;

const openssl = (args: readonly string[], input?: string | Buffer): Buffer => execFileSync('openssl', args, { cwd: folder, ...(input === undefined ? {} : { input }), stdio: ['pipe', 'pipe', 'ignore'] });

const curl = async (url: string, args: readonly string[]): Promise<{ status: number; body: string }> => {
  const { status, body } = await curlThrough({ proxyPort: door.proxyPort, trusts: at('ca.pem') }, url, { args });
  return { status, body };
};

const now = (): string => `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`;
const device = () => lab.world.devices.LAPTOP01 as PlayedLab['world']['devices'][string];
const drs = 'https://enterpriseregistration.windows.net/EnrollmentServer/device';
const appId = '11111111-2222-3333-4444-555555555555';

beforeAll(async () => {
  const { scenarios: [scenario] } = await loadScenarios(['vpn/logoff-loses-dc'], { cwd: '.' });
  if (!scenario) throw new Error('the library has no VPN story');
  lab = new PlayedLab(scenario).advance('1h20m');
  cloud = createCloud(lab, { wallNowMs: () => Date.now(), apps: [{ clientId: appId, displayName: 'Inventory', secrets: ['s'] }] });
  door = await openHttpsDoor(lab, cloud, { wallNowMs: Date.now() });
  writeFileSync(at('ca.pem'), door.material.authority);
  const key = bootstrapKeyOf(cloud.keys, lab.world, 'LAPTOP01');
  if ('impossible' in key) throw new Error(key.impossible);
  writeFileSync(at('bootstrap.pem'), key.privateKeyPem);
});
afterAll(async () => {
  await door.close();
  rmSync(folder, { recursive: true });
});

/** The body of the sync join, signed by whichever key. */
function joinBody(signingKey: string): string {
  const csr = openssl(['req', '-new', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'device.key', '-subj', '/CN=7E980AD9-B86D-4306-9425-9AC066FB014A', '-sha256', '-outform', 'DER']);
  const jwk = Buffer.from(openssl(['rsa', '-in', 'device.key', '-noout', '-modulus']).toString().trim().slice('Modulus='.length), 'hex');
  const transport = Buffer.alloc(24 + 3 + 256);
  transport.write('RSA1', 'latin1');
  for (const [index, value] of [2048, 3, 256, 0, 0].entries()) transport.writeUInt32LE(value, 4 + 4 * index);
  transport.set([1, 0, 1], 24);
  transport.set(jwk, 27);
  const text = `${device().objectSid}.${now()}`;
  const signature = openssl(['dgst', '-sha256', '-sign', signingKey], text);
  return JSON.stringify({
    CertificateRequest: { Type: 'pkcs10', Data: csr.toString('base64') },
    ServerAdJoinData: {
      TransportKey: transport.toString('base64'), TargetDomain: 'contoso.com', TargetDomainId: lab.world.tenant.tenantId, DeviceType: 'Windows', OSVersion: '10.0.26100.1742',
      DeviceDisplayName: 'LAPTOP01', SourceDomainController: 'dc01.contoso.com', ClientIdentity: { Type: 'sha256signed', Sid: text, SignedBlob: signature.toString('base64') },
    },
    JoinType: 6,
    Attributes: { ReuseDevice: 'true', ReturnClientSid: 'true' },
  });
}

const put = (body: string) => curl(`${drs}/${device().objectGuid}?api-version=2.0`, ['-X', 'PUT', '-H', 'content-type: application/json', '-d', body]);

async function graphDevice(): Promise<{ readonly [field: string]: unknown } | undefined> {
  const token = await curl(`https://login.microsoftonline.com/${lab.world.tenant.tenantId}/oauth2/v2.0/token`, ['-d', `grant_type=client_credentials&client_id=${appId}&client_secret=s&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default`]);
  const { access_token: bearer } = JSON.parse(token.body) as { access_token: string };
  const { body } = await curl(`https://graph.microsoft.com/v1.0/devices?$filter=deviceId%20eq%20'${device().objectGuid}'`, ['-H', `authorization: Bearer ${bearer}`]);
  return (JSON.parse(body) as { value: readonly { readonly [field: string]: unknown }[] }).value[0];
}

test.skipIf(isMissing)(`signed by somebody else's key it is refused, and Graph goes on showing the device as Pending${why}`, async () => {
  openssl(['genrsa', '-out', 'other.pem', '2048']);
  const { status, body } = await put(joinBody('other.pem'));
  expect([status, (JSON.parse(body) as { ErrorType: string }).ErrorType]).toEqual([400, 'AuthenticationError']);
  expect(await graphDevice()).toMatchObject({ trustType: 'ServerAd', registrationDateTime: null, profileType: null });
});

test.skipIf(isMissing)(`signed by the computer's key it is registered; openssl verifies what was issued${why}`, async () => {
  const { status, body } = await put(joinBody('bootstrap.pem'));
  expect(status).toBe(200);
  const { Certificate } = JSON.parse(body) as { Certificate: { Thumbprint: string; RawBody: string } };
  const der = Buffer.from(Certificate.RawBody, 'base64');
  writeFileSync(at('device.pem'), new X509Certificate(der).toString());
  writeFileSync(at('authority.pem'), new X509Certificate(authorityCertificateOf(cloud.keys, lab.world)).toString());
  const validAtSeconds = String(Math.floor((lab.world.startMs + lab.nowMs) / 1000) + 60);
  expect(openssl(['verify', '-CAfile', 'authority.pem', '-attime', validAtSeconds, 'device.pem']).toString()).toBe('device.pem: OK\n');
  const shown = openssl(['x509', '-in', 'device.pem', '-noout', '-subject', '-issuer', '-ext', 'extendedKeyUsage', '-nameopt', 'sname,sep_comma_plus_space']).toString();
  expect(shown).toContain(`subject=CN=${device().objectGuid}`);
  expect(shown).toMatch(/TLS Web Client Authentication/);
  expect(openssl(['x509', '-in', 'device.pem', '-noout', '-fingerprint', '-sha1']).toString().trim().split('=')[1]?.replaceAll(':', '')).toBe(Certificate.Thumbprint);
  const publicOf = (args: readonly string[]) => openssl(args).toString();
  expect(publicOf(['x509', '-in', 'device.pem', '-noout', '-pubkey'])).toBe(publicOf(['rsa', '-in', 'device.key', '-pubout']));
  const seen = await graphDevice();
  expect(seen).toMatchObject({ profileType: 'RegisteredDevice', registrationDateTime: '2026-01-05T09:20:00Z' });
  const [{ key }] = (seen ?? {}).alternativeSecurityIds as [{ key: string }];
  expect(Buffer.from(key, 'base64').toString('utf16le')).toMatch(new RegExp(`^X509:<SHA1-TP-PUBKEY>${Certificate.Thumbprint}[A-Za-z0-9+/]{43}=$`));
});

test.skipIf(isMissing)(`it is deleted with the device's certificate alone: none, a stranger's, or one in a header is refused${why}`, async () => {
  const url = `${drs}/${device().objectGuid}?api-version=1.0`;
  openssl(['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'stranger.key', '-out', 'stranger.pem', '-subj', '/CN=stranger', '-days', '30']);
  const header = readFileSync(at('device.pem'), 'utf8').replaceAll('\n', '');
  expect((await curl(url, ['-X', 'DELETE'])).status).toBe(401);
  expect((await curl(url, ['-X', 'DELETE', '--cert', at('stranger.pem'), '--key', at('stranger.key')])).status).toBe(401);
  for (const name of ['x-client-cert', 'x-arr-clientcert', 'ssl-client-cert', 'x-forwarded-client-cert']) expect((await curl(url, ['-X', 'DELETE', '-H', `${name}: ${header}`])).status).toBe(401);
  expect(await graphDevice()).toMatchObject({ profileType: 'RegisteredDevice' });
  expect(await curl(url, ['-X', 'DELETE', '--cert', at('device.pem'), '--key', at('device.key')])).toEqual({ status: 200, body: '' });
  expect(await graphDevice()).toBeUndefined();
  expect((await curl(url, ['-X', 'DELETE', '--cert', at('device.pem'), '--key', at('device.key')])).status).toBe(401);
});
