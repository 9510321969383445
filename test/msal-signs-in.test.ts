// @azure/msal-node signs in at the simulated tenant, as at the real one: certificate, secret, device code, refresh.
import { createHash } from 'node:crypto';
import { ConfidentialClientApplication, PublicClientApplication } from '@azure/msal-node';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cloud } from '../doors/cloud/cloud.ts';
import { mswHandlers } from '../doors/msw/handlers.ts';
import { passwordOf } from '../mocks/entra/passwords.ts';
import { smallWorld } from './small-world.ts';
import { payloadOf, testCloud } from './support/cloud-client.ts';
import { testCertificate } from './support/test-certificate.ts';

const certificate = testCertificate('joinlab test app');
const app = {
  clientId: '6f1d2a54-9a4e-4d0e-8a55-0d6a3c4f6d10', displayName: 'inventory', secrets: ['correct horse'], certificates: [certificate.pem], permissions: ['Device.Read.All'],
};
const other = { clientId: '0a9ad4f2-5a68-4d8b-9d0c-5f5a7f0f9a11', displayName: 'phone' };

/** Where clients find the cloud: a door more is a line more. */
const doors: readonly { readonly name: string; readonly authority: string; readonly open: (cloud: Cloud) => Promise<() => void> }[] = [
  {
    name: 'msw', authority: 'https://login.microsoftonline.com', open: async (cloud) => {
      const server = setupServer(...mswHandlers(cloud));
      server.listen({ onUnhandledRequest: 'error' });
      return () => server.close();
    },
  },
];

for (const door of doors) {
  const lab = testCloud({ ...smallWorld(), settings: { ...smallWorld().settings, 'entra.deviceCodeInterval': 1_000 } }, { apps: [app, other], wallNowMs: () => Date.now() });
  const { tenantId } = lab.world.tenant;
  const authority = `${door.authority}/${tenantId}`;
  let close = (): void => undefined;
  beforeAll(async () => {
    close = await door.open(lab.cloud);
  });
  afterAll(() => close());

  test(`${door.name}: a certificate by its SHA-256 thumbprint (PS256) gets a token for Graph that the published keys verify`, async () => {
    const client = new ConfidentialClientApplication({
      auth: { clientId: app.clientId, authority, clientCertificate: { thumbprintSha256: createHash('sha256').update(certificate.der).digest('hex'), privateKey: certificate.privatePem } },
    });
    const result = await client.acquireTokenByClientCredential({ scopes: ['https://graph.microsoft.com/.default'] });
    const keys = createRemoteJWKSet(new URL(`${authority}/discovery/v2.0/keys`));
    const { payload } = await jwtVerify(result?.accessToken ?? '', keys, { issuer: `https://sts.windows.net/${tenantId}/`, audience: 'https://graph.microsoft.com' });
    expect(payload).toMatchObject({ appid: app.clientId, appidacr: '2', tid: tenantId, roles: ['Device.Read.All'], idtyp: 'app', ver: '1.0' });
    // The same assertion is sent for ten minutes: a second request goes through.
    expect((await client.acquireTokenByClientCredential({ scopes: ['https://graph.microsoft.com/.default'], skipCache: true }))?.accessToken).toBeTruthy();
  });

  test(`${door.name}: a secret does, a wrong one is refused with AADSTS7000215`, async () => {
    const withSecret = (clientSecret: string) =>
      new ConfidentialClientApplication({ auth: { clientId: app.clientId, authority, clientSecret } }).acquireTokenByClientCredential({ scopes: ['https://graph.microsoft.com/.default'] });
    expect(payloadOf((await withSecret('correct horse'))?.accessToken)).toMatchObject({ appidacr: '1' });
    await expect(withSecret('battery staple')).rejects.toMatchObject({ errorCode: 'invalid_client', errorMessage: expect.stringContaining('AADSTS7000215') });
  });

  test(`${door.name}: a device code is polled until the user approves; the account then signs in silently`, async () => {
    const client = new PublicClientApplication({ auth: { clientId: other.clientId, authority: `${door.authority}/organizations` } });
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
    const client = new PublicClientApplication({ auth: { clientId: other.clientId, authority } });
    await expect(client.acquireTokenByDeviceCode({ scopes: ['User.Read'], deviceCodeCallback: ({ userCode }) => void lab.cloud.signIns.answerDeviceCode(userCode, null) })).rejects.toMatchObject({
      errorMessage: expect.stringContaining('authorization_declined'),
    });
  });

  test(`${door.name}: a password signs in, a wrong one is AADSTS50126`, async () => {
    const client = new PublicClientApplication({ auth: { clientId: other.clientId, authority } });
    const request = { scopes: ['User.Read'], username: 'alice@contoso.com' };
    expect((await client.acquireTokenByUsernamePassword({ ...request, password: passwordOf('alice@contoso.com', 1) }))?.account?.username).toBe('alice@contoso.com');
    await expect(client.acquireTokenByUsernamePassword({ ...request, password: 'guess' })).rejects.toMatchObject({ errorCode: 'invalid_grant', errorMessage: expect.stringContaining('AADSTS50126') });
  });
}
