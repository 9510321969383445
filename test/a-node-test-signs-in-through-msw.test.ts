// A test in Node that uses joinlab/msw registers its app, approves device codes and reads devices, with nothing but the published entry.
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLab } from '../doors/msw/index.ts';
import { payloadOf } from './support/cloud-client.ts';

const app = { clientId: '6f1d2a54-9a4e-4d0e-8a55-0d6a3c4f6d10', displayName: 'inventory', secrets: ['s3cret'] };
const late = { clientId: '7c0b6a6e-1d0c-4a77-8a0b-6c5d7f3c2b11', displayName: 'late', secrets: ['s3cret'] };
const lab = createLab({ world: { devices: { LAPTOP01: { state: 'registered' } } }, apps: [app], clientNowMs: () => 1_800_000_000_000 });
const server = setupServer(...lab.handlers());
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

const post = async (path: string, form: { readonly [field: string]: string }) => {
  const response = await fetch(`https://login.microsoftonline.com/contoso.com/oauth2/v2.0/${path}`, { method: 'POST', body: new URLSearchParams(form) });
  return { status: response.status, body: (await response.json()) as { readonly [member: string]: string } };
};
const asApp = (clientId: string) => post('token', { grant_type: 'client_credentials', client_id: clientId, client_secret: 's3cret', scope: 'https://graph.microsoft.com/.default' });

test('an app of the options reads the devices; its token is dated by the clock of the clients', async () => {
  const { body } = await asApp(app.clientId);
  expect(payloadOf(body.access_token)).toMatchObject({ iat: 1_800_000_000, exp: 1_800_003_600 });
  const response = await fetch('https://graph.microsoft.com/v1.0/devices?$select=displayName', { headers: { authorization: `Bearer ${body.access_token ?? ''}` } });
  expect(await response.json()).toMatchObject({ value: [{ displayName: 'LAPTOP01' }] });
});

test('an app that is registered later is unknown until then', async () => {
  expect((await asApp(late.clientId)).body).toMatchObject({ error: 'unauthorized_client' });
  lab.registerApp(late);
  expect((await asApp(late.clientId)).status).toBe(200);
});

test('a device code waits until it is approved, and a code of nobody cannot be', async () => {
  const { body } = await post('devicecode', { client_id: late.clientId, scope: 'User.Read' });
  const poll = () => post('token', { grant_type: 'device_code', client_id: late.clientId, client_secret: 's3cret', device_code: body.device_code ?? '' });
  expect((await poll()).body).toMatchObject({ error: 'authorization_pending' });
  expect(lab.approveDeviceCode('NOBODYS', 'alice@contoso.com')).toBe(false);
  expect(lab.approveDeviceCode(body.user_code ?? '', 'alice@contoso.com')).toBe(true);
  expect(payloadOf((await poll()).body.access_token)).toMatchObject({ upn: 'alice@contoso.com' });
});
