// @azure/msal-node signs in at the simulated tenant, as at the real one: certificate, secret, device code, refresh.
import { createHash } from 'node:crypto';
import { request } from 'node:https';
import { ConfidentialClientApplication, PublicClientApplication, type INetworkModule, type NetworkRequestOptions } from '@azure/msal-node';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHttpsDoor } from '../doors/https/index.ts';
import { mswHandlers } from '../doors/msw/handlers.ts';
import { passwordOf } from '../mocks/entra/passwords.ts';
import { smallWorld } from './small-world.ts';
import { login, payloadOf, testCloud, type TestCloud } from './support/cloud-client.ts';
import { testCertificate } from './support/test-certificate.ts';

const certificate = testCertificate('joinlab test app');
const app = {
  clientId: '6f1d2a54-9a4e-4d0e-8a55-0d6a3c4f6d10', displayName: 'inventory', secrets: ['correct horse'], certificates: [certificate.pem], permissions: ['Device.Read.All'],
};
const other = { clientId: '0a9ad4f2-5a68-4d8b-9d0c-5f5a7f0f9a11', displayName: 'phone' };

interface Opened {
  readonly authority: string;
  /** How the client gets there; its own way where it is left out. */
  readonly networkClient?: INetworkModule;
  readonly close: () => void | Promise<void>;
}

/** Requests over TLS that trust the authority of a door alone. */
function trusting(ca: string): INetworkModule {
  const send = (method: string, url: string, { headers = {}, body = '' }: NetworkRequestOptions = {}) =>
    new Promise<{ status: number; headers: Record<string, string>; body: never }>((resolve, reject) => {
      const sent = request(url, { method, ca, headers: { ...headers, 'content-length': Buffer.byteLength(body) } }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part)).once('error', reject);
        response.once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers as Record<string, string>, body: JSON.parse(Buffer.concat(parts).toString()) as never }));
      });
      sent.once('error', reject).end(body);
    });
  return { sendGetRequestAsync: (url, options) => send('GET', url, options), sendPostRequestAsync: (url, options) => send('POST', url, options) };
}

/** Where clients find the cloud: a door more is an entry more. */
const doors: readonly { readonly name: string; readonly open: (lab: TestCloud) => Promise<Opened> }[] = [
  {
    name: 'msw', open: async ({ cloud }) => {
      const server = setupServer(...mswHandlers(cloud));
      server.listen({ onUnhandledRequest: 'bypass' });
      return { authority: 'https://login.microsoftonline.com', close: () => server.close() };
    },
  },
  {
    // MSAL honours no proxy: it comes to the door's own address, and trusts it as an authority of its own.
    name: 'https', open: async ({ cloud, access }) => {
      const door = await openHttpsDoor(access, cloud, { wallNowMs: Date.now() });
      return { authority: `https://localhost:${door.port}`, networkClient: trusting(door.material.authority), close: () => door.close() };
    },
  },
];

for (const door of doors) {
  const lab = testCloud({ ...smallWorld(), settings: { ...smallWorld().settings, 'entra.deviceCodeInterval': 1_000 } }, { apps: [app, other], wallNowMs: () => Date.now() });
  const { tenantId } = lab.world.tenant;
  let opened: Opened;
  beforeAll(async () => {
    opened = await door.open(lab);
  });
  afterAll(() => opened.close());
  const auth = (clientId: string, tenant = tenantId) => ({ clientId, authority: `${opened.authority}/${tenant}`, knownAuthorities: [new URL(opened.authority).host] });
  const system = () => (opened.networkClient ? { networkClient: opened.networkClient } : {});

  test(`${door.name}: a certificate by its SHA-256 thumbprint (PS256) gets a token for Graph that the published keys verify`, async () => {
    const client = new ConfidentialClientApplication({
      system: system(),
      auth: { ...auth(app.clientId), clientCertificate: { thumbprintSha256: createHash('sha256').update(certificate.der).digest('hex'), privateKey: certificate.privatePem } },
    });
    const result = await client.acquireTokenByClientCredential({ scopes: ['https://graph.microsoft.com/.default'] });
    const keys = createLocalJWKSet((await lab.ask('GET', `${login}/${tenantId}/discovery/v2.0/keys`)).body as never);
    const { payload } = await jwtVerify(result?.accessToken ?? '', keys, { issuer: `https://sts.windows.net/${tenantId}/`, audience: 'https://graph.microsoft.com' });
    expect(payload).toMatchObject({ appid: app.clientId, appidacr: '2', tid: tenantId, roles: ['Device.Read.All'], idtyp: 'app', ver: '1.0' });
    // The same assertion is sent for ten minutes: a second request goes through.
    expect((await client.acquireTokenByClientCredential({ scopes: ['https://graph.microsoft.com/.default'], skipCache: true }))?.accessToken).toBeTruthy();
  });

  test(`${door.name}: a secret does, a wrong one is refused with AADSTS7000215`, async () => {
    const withSecret = (clientSecret: string) =>
      new ConfidentialClientApplication({ system: system(), auth: { ...auth(app.clientId), clientSecret } }).acquireTokenByClientCredential({ scopes: ['https://graph.microsoft.com/.default'] });
    expect(payloadOf((await withSecret('correct horse'))?.accessToken)).toMatchObject({ appidacr: '1' });
    await expect(withSecret('battery staple')).rejects.toMatchObject({ errorCode: 'invalid_client', errorMessage: expect.stringContaining('AADSTS7000215') });
  });

  test(`${door.name}: a device code is polled until the user approves; the account then signs in silently`, async () => {
    const client = new PublicClientApplication({ system: system(), auth: auth(other.clientId, 'organizations') });
    const asked: string[] = [];
    const result = await client.acquireTokenByDeviceCode({
      scopes: ['Device.Read.All'],
      deviceCodeCallback: ({ userCode, message }) => {
        asked.push(message);
        expect(lab.cloud.signIns.answerDeviceCode(userCode, 'alice@contoso.com')).toBe(true);
      },
    });
    expect(asked[0]).toMatch(/enter the code [A-Z0-9]{9}/);
    expect(payloadOf(result?.accessToken)).toMatchObject({ upn: 'alice@contoso.com', scp: 'Device.Read.All', amr: ['pwd'], appidacr: '0' });
    expect(result?.account?.username).toBe('alice@contoso.com');
    const account = result?.account;
    if (!account) throw new Error('no account');
    const fromCache = await client.acquireTokenSilent({ account, scopes: ['Device.Read.All'] });
    expect(fromCache).toMatchObject({ fromCache: true });
    const renewed = await client.acquireTokenSilent({ account, scopes: ['Device.Read.All'], forceRefresh: true });
    expect(renewed).toMatchObject({ fromCache: false });
    expect(payloadOf(renewed?.accessToken)).toMatchObject({ upn: 'alice@contoso.com' });
    lab.world = { ...lab.world, tenant: { ...lab.world.tenant, users: { 'alice@contoso.com': { ...lab.world.tenant.users['alice@contoso.com'], enabled: false } as never } } };
    await expect(client.acquireTokenSilent({ account, scopes: ['Device.Read.All'], forceRefresh: true })).rejects.toMatchObject({ errorMessage: expect.stringContaining('AADSTS50057') });
    lab.world = { ...lab.world, tenant: smallWorld().tenant };
  });

  test(`${door.name}: a code that the user declines ends the polling`, async () => {
    const client = new PublicClientApplication({ system: system(), auth: auth(other.clientId) });
    await expect(client.acquireTokenByDeviceCode({ scopes: ['User.Read'], deviceCodeCallback: ({ userCode }) => void lab.cloud.signIns.answerDeviceCode(userCode, null) })).rejects.toMatchObject({
      errorMessage: expect.stringContaining('authorization_declined'),
    });
  });

  test(`${door.name}: a password signs in, a wrong one is AADSTS50126`, async () => {
    const client = new PublicClientApplication({ system: system(), auth: auth(other.clientId) });
    const request = { scopes: ['User.Read'], username: 'alice@contoso.com' };
    expect((await client.acquireTokenByUsernamePassword({ ...request, password: passwordOf('alice@contoso.com', 1) }))?.account?.username).toBe('alice@contoso.com');
    await expect(client.acquireTokenByUsernamePassword({ ...request, password: 'guess' })).rejects.toMatchObject({ errorCode: 'invalid_grant', errorMessage: expect.stringContaining('AADSTS50126') });
  });
}
