// Tools that list, read, change and delete devices through Microsoft Graph get its answers and its errors, and what they change is what the portal shows.
import { Client } from '@microsoft/microsoft-graph-client';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { mswHandlers } from '../doors/msw/handlers.ts';
import { graphEvidence } from '../evidence/graph.ts';
import { portalEvidence } from '../evidence/portal.ts';
import { worldSpecSchema } from '../simulation/scenario/world-spec.ts';
import { createWorld } from '../simulation/scenario/create-world.ts';
import { defaultSettings } from '../knowledge/settings.ts';
import { hourMs, minuteMs } from '../simulation/calendar.ts';
import { lifecycleOf } from '../simulation/cloud-device.ts';
import type { World } from '../simulation/world.ts';
import { appToken, inventoryApp, readerApp, testCloud, userToken, type Answered, type TestCloud } from './support/cloud-client.ts';

const graph = 'https://graph.microsoft.com/v1.0';
const fleet = (settings: Partial<World['settings']> = {}): World =>
  createWorld(
    worldSpecSchema.parse({
      devices: { LAPTOP01: { state: 'registered' }, LAPTOP02: { state: 'pending' }, DESK03: { state: 'registered', windows: '10-22H2' }, NEW04: { state: 'domain-joined' } },
      tenant: { domains: { 'contoso.com': 'managed', 'fabrikam.com': 'federated' } },
    }),
    { seed: 'test', startMs: Date.UTC(2026, 0, 5, 8), settings: { ...defaultSettings, ...settings } },
  );

let lab: TestCloud;
let token: string;
async function open(settings: Partial<World['settings']> = {}): Promise<void> {
  lab = testCloud(fleet(settings), { apps: [inventoryApp, readerApp] });
  token = await appToken(lab);
}
beforeEach(() => open());

const ask = (method: string, path: string, body?: unknown, headers: { readonly [name: string]: string } = {}, bearer = token): Promise<Answered> =>
  lab.ask(method, path.startsWith('https:') ? path : `${graph}${path}`, { headers: { authorization: `Bearer ${bearer}`, ...headers }, body: body === undefined ? '' : JSON.stringify(body) });
const get = (path: string, headers: { readonly [name: string]: string } = {}) => ask('GET', path, undefined, headers);
const eventual = { ConsistencyLevel: 'eventual' };
const guidOf = (name: string): string => lab.world.devices[name]?.objectGuid ?? '';
const objectIdOf = (name: string): string => lab.world.tenant.devices[guidOf(name)]?.objectId ?? '';
const namesIn = ({ body }: Answered): unknown[] => ((body.value ?? []) as { readonly displayName: string }[]).map(({ displayName }) => displayName);
const filtered = async (filter: string, headers = {}, more = '') => namesIn(await get(`/devices?$filter=${encodeURIComponent(filter)}${more}`, headers));

test('a device reads as the evidence shows it, by object id and by device id, in any spelling', async () => {
  const shown = graphEvidence.data?.({ world: lab.world, device: 'LAPTOP01', as: 'user' }) as object;
  const context = { '@odata.context': `${graph}/$metadata#devices/$entity` };
  for (const path of [`/devices/${objectIdOf('LAPTOP01')}`, `/devices(deviceId='${guidOf('LAPTOP01')}')`, `/Devices(deviceid=%27${guidOf('LAPTOP01').toUpperCase()}%27)/`, `/devices%28deviceId%3D'${guidOf('LAPTOP01')}'%29`]) {
    expect(await get(path, { 'content-type': 'application\\json' })).toMatchObject({ status: 200, body: { ...context, ...shown } });
  }
  expect(Object.keys(shown)).toContain('complianceExpirationDateTime');
  expect((await get(`/devices/${objectIdOf('LAPTOP01')}?$select=DisplayName,trusttype`)).body).toEqual({ ...context, displayName: 'LAPTOP01', trustType: 'ServerAd' });
});

test('the device id in place of the object id is 404 in the documented shape', async () => {
  const id = guidOf('LAPTOP01');
  const answered = await get(`/devices/${id}`, { 'client-request-id': 'mine' });
  expect(answered).toEqual({
    status: 404, text: expect.any(String), headers: expect.objectContaining({ 'client-request-id': 'mine' }),
    body: { error: {
      code: 'Request_ResourceNotFound', message: `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
      innerError: { date: '2026-01-05T08:00:00', 'request-id': answered.headers['request-id'], 'client-request-id': 'mine' },
    } },
  });
});

test('filters that tools send find their devices', async () => {
  expect(await filtered(`deviceId eq '${guidOf('DESK03')}'`)).toEqual(['DESK03']);
  expect(await filtered("trustType eq 'ServerAd'")).toEqual(['LAPTOP01', 'LAPTOP02', 'DESK03']);
  expect(await filtered("TrustType eq 'AzureAd' or trusttype eq 'serverad'")).toHaveLength(3);
  expect(await filtered("startsWith(displayName,'lap') and operatingSystem eq 'Windows'")).toEqual(['LAPTOP01', 'LAPTOP02']);
  expect(await filtered('approximateLastSignInDateTime le 2026-01-05T09:00:00Z')).toEqual(['LAPTOP01', 'DESK03']);
  expect(await filtered('approximateLastSignInDateTime ge 2026-01-05T09:00:00.0000000Z')).toEqual([]);
  expect(await filtered('registrationDateTime eq null')).toEqual(['LAPTOP02']);
  expect(await filtered("displayName in ('DESK03', 'LAPTOP02')")).toEqual(['LAPTOP02', 'DESK03']);
  expect(await filtered("accountEnabled eq true and not(displayName eq 'DESK03')", eventual, '&$count=true')).toEqual(['LAPTOP01', 'LAPTOP02']);
  expect(await filtered("displayName ne 'DESK03'", eventual, '&$count=true')).toEqual(['LAPTOP01', 'LAPTOP02']);
  expect(await filtered("endsWith(displayName,'03')", eventual, '&$count=true')).toEqual(['DESK03']);
  expect(await filtered("displayName eq 'it''s'")).toEqual([]);
});

test('what needs ConsistencyLevel is Request_UnsupportedQuery without it, and broken filters are BadRequest', async () => {
  for (const query of [`$filter=${encodeURIComponent("displayName ne 'x'")}`, `$filter=${encodeURIComponent("not(displayName eq 'x')")}`, `$filter=${encodeURIComponent("endsWith(displayName,'1')")}`, '$count=true', '$search="displayName:lap"']) {
    expect(await get(`/devices?${query}`)).toMatchObject({ status: 400, body: { error: { code: 'Request_UnsupportedQuery' } } });
  }
  // The header alone is not enough.
  expect((await get(`/devices?$filter=${encodeURIComponent("displayName ne 'x'")}`, eventual)).body).toMatchObject({ error: { code: 'Request_UnsupportedQuery' } });
  for (const filter of ['displayName', "displayName like 'x'", "displayName eq 'x", 'nosuch eq 1', "(displayName eq 'x'", 'approximateLastSignInDateTime le 2026-13-45T00:00:00Z', `${'('.repeat(60)}accountEnabled eq true${')'.repeat(60)}`]) {
    expect({ filter, ...(await get(`/devices?$filter=${encodeURIComponent(filter)}`)) }).toMatchObject({ filter, status: 400, body: { error: { code: 'BadRequest' } } });
  }
});

test('counts, orders, searches and pages', async () => {
  const counted = await get('/devices?$count=true&$top=2&$select=displayName', eventual);
  expect(counted.body).toEqual({
    '@odata.context': `${graph}/$metadata#devices`, '@odata.count': 3, '@odata.nextLink': expect.stringContaining('$skiptoken='), value: [{ displayName: 'LAPTOP01' }, { displayName: 'LAPTOP02' }],
  });
  expect((await get(counted.body['@odata.nextLink'] as string, eventual)).body).toEqual({ '@odata.context': `${graph}/$metadata#devices`, '@odata.count': 3, value: [{ displayName: 'DESK03' }] });
  expect(Object.keys((await get('/devices?$top=3')).body)).not.toContain('@odata.nextLink');
  expect(namesIn(await get('/devices?$orderby=displayName'))).toEqual(['DESK03', 'LAPTOP01', 'LAPTOP02']);
  expect(namesIn(await get('/devices?$orderby=registrationDateTime desc,displayName desc'))).toEqual(['LAPTOP01', 'DESK03', 'LAPTOP02']);
  expect(namesIn(await get('/devices?$search="displayName:lap"&$count=true', eventual))).toEqual(['LAPTOP01', 'LAPTOP02']);
  expect(await get('/devices/$count', eventual)).toMatchObject({ status: 200, text: '3' });
  for (const query of ['$top=0', '$top=x', '$skiptoken=guess', '$select=nosuch', '$orderby=nosuch']) expect({ query, ...(await get(`/devices?${query}`)) }).toMatchObject({ query, status: 400 });
});

test('disabling and deleting are what the portal shows, and the object is gone at once', async () => {
  const id = objectIdOf('LAPTOP01');
  expect(await ask('PATCH', `/devices/${id}`, { accountEnabled: false })).toMatchObject({ status: 204, text: '' });
  expect(portalEvidence.field({ world: lab.world, device: 'LAPTOP01', as: 'user' }, 'enabled')).toBe('No');
  expect((await get(`/devices/${id}`)).body).toMatchObject({ accountEnabled: false });
  expect(await ask('PATCH', `/devices/${id}`, { accountEnabled: true })).toMatchObject({ status: 204 });
  expect((await get(`/devices/${id}`)).body).toMatchObject({ accountEnabled: true });
  expect(await ask('DELETE', `/devices/${id}`)).toMatchObject({ status: 204, text: '' });
  expect(lifecycleOf(lab.world, guidOf('LAPTOP01'))).toBe('deleted');
  expect(await get(`/devices/${id}`)).toMatchObject({ status: 404 });
  expect(await ask('DELETE', `/devices/${id}`)).toMatchObject({ status: 404 });
  expect(namesIn(await get('/devices'))).toEqual(['LAPTOP02', 'DESK03']);
});

test('Connect makes a deleted device anew, with another object id', async () => {
  const id = objectIdOf('LAPTOP02');
  await ask('DELETE', `/devices(deviceId='${guidOf('LAPTOP02')}')`);
  lab.pass(45 * minuteMs);
  expect(objectIdOf('LAPTOP02')).not.toBe(id);
  expect((await get(`/devices/${objectIdOf('LAPTOP02')}`)).body).toMatchObject({ displayName: 'LAPTOP02', registrationDateTime: null, trustType: 'ServerAd' });
});

test('listings may lag behind deletions, as a setting says', async () => {
  await open({ 'graph.deletionLag': 5 * minuteMs });
  const id = objectIdOf('LAPTOP01');
  await ask('DELETE', `/devices/${id}`);
  expect(await get(`/devices/${id}`)).toMatchObject({ status: 404 });
  expect(namesIn(await get('/devices'))).toEqual(['LAPTOP01', 'LAPTOP02', 'DESK03']);
  lab.pass(5 * minuteMs);
  expect(namesIn(await get('/devices'))).toEqual(['LAPTOP02', 'DESK03']);
});

test('extension attributes are writable, synchronised properties are not', async () => {
  const id = objectIdOf('LAPTOP01');
  expect(await ask('PATCH', `/devices/${id}`, { extensionAttributes: { extensionAttribute1: 'kiosk', extensionAttribute15: 'x' } })).toMatchObject({ status: 204 });
  expect(await ask('PATCH', `/devices/${id}`, { extensionAttributes: { extensionAttribute15: null } })).toMatchObject({ status: 204 });
  expect((await get(`/devices/${id}`)).body.extensionAttributes).toMatchObject({ extensionAttribute1: 'kiosk', extensionAttribute15: null, extensionAttribute2: null });
  expect(await filtered("extensionAttributes/extensionAttribute1 eq 'kiosk'")).toEqual(['LAPTOP01']);
  await ask('PATCH', `/devices/${objectIdOf('DESK03')}`, { extensionAttributes: { extensionAttribute1: "Alice's" } });
  expect(await filtered("extensionAttributes/extensionAttribute1 eq 'Alice''s'")).toEqual(['DESK03']);
  const before = lab.world;
  for (const body of [{ displayName: 'x' }, { trustType: 'AzureAd' }, { nosuch: 1 }, { accountEnabled: 'no' }, { extensionAttributes: { extensionAttribute16: 'x' } }, { extensionAttributes: { extensionAttribute1: 5 } }, { '@odata.type': '#x' }, {}, []]) {
    expect({ sent: body, ...(await ask('PATCH', `/devices/${id}`, body)) }).toMatchObject({ sent: body, status: 400 });
  }
  expect((await ask('PATCH', `/devices/${id}`, { displayName: 'x' })).body).toMatchObject({ error: { code: 'Request_BadRequest', message: expect.stringContaining('on-premises mastered') } });
  expect(lab.world).toBe(before);
});

test('a Pending device has no key, or one that is none, as a setting says', async () => {
  expect((await get(`/devices/${objectIdOf('LAPTOP02')}`)).body).toMatchObject({ alternativeSecurityIds: [], registrationDateTime: null, profileType: null, physicalIds: [] });
  const registered = (await get(`/devices/${objectIdOf('LAPTOP01')}`)).body.alternativeSecurityIds as { readonly key: string }[];
  expect(Buffer.from(registered[0]?.key ?? '', 'base64').toString('utf16le')).toMatch(/^X509:<SHA1-TP-PUBKEY>[0-9A-F]{40}[A-Za-z0-9+/]{43}=$/);
  await open({ 'graph.pendingKey': 'other' });
  const pending = (await get(`/devices/${objectIdOf('LAPTOP02')}`)).body.alternativeSecurityIds as { readonly type: number; readonly key: string }[];
  expect(pending).toHaveLength(1);
  expect(Buffer.from(pending[0]?.key ?? '', 'base64').toString('utf16le')).not.toMatch(/^X509:/);
});

test('a delta tells what has changed since, and a forgotten one asks to begin anew', async () => {
  const first = (await get('/devices/delta?$select=displayName,accountEnabled')).body;
  expect(first.value).toHaveLength(3);
  const link = first['@odata.deltaLink'] as string;
  expect((await get(link)).body.value).toEqual([]);
  await ask('PATCH', `/devices/${objectIdOf('LAPTOP01')}`, { accountEnabled: false });
  await ask('DELETE', `/devices/${objectIdOf('DESK03')}`);
  expect((await get(link)).body.value).toEqual([{ id: objectIdOf('LAPTOP01'), displayName: 'LAPTOP01', accountEnabled: false }, { id: objectIdOf('DESK03'), '@removed': { reason: 'changed' } }]);
  expect(await get('/devices/delta?$deltatoken=guess')).toMatchObject({ status: 410, body: { error: { code: 'resyncRequired' } } });
});

test('service principals, domains, owners and the user are there', async () => {
  const found = (await get("/servicePrincipals?$filter=appId eq '01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9'")).body.value;
  expect(found).toEqual([expect.objectContaining({ appId: '01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9', accountEnabled: true, displayName: 'Device Registration Service' })]);
  expect((await get('/domains')).body.value).toEqual([
    expect.objectContaining({ id: 'contoso.com', authenticationType: 'Managed', isDefault: true, isInitial: false, isVerified: true }),
    expect.objectContaining({ id: 'fabrikam.com', authenticationType: 'Federated', isDefault: false }),
    expect.objectContaining({ id: 'contoso.onmicrosoft.com', isInitial: true, isDefault: false }),
  ]);
  for (const name of ['registeredOwners', 'registeredUsers', 'memberOf']) expect((await get(`/devices/${objectIdOf('LAPTOP01')}/${name}`)).body.value).toEqual([]);
  expect(await get('/me')).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining('delegated') } } });
  expect((await ask('GET', '/me', undefined, {}, await userToken(lab, 'User.Read'))).body).toMatchObject({ userPrincipalName: 'alice@contoso.com', displayName: 'alice' });
});

test('no token, another resource, an expired token and missing permissions are 401 and 403', async () => {
  const refused = async (bearer: string | null) => {
    const { status, body } = await lab.ask('GET', `${graph}/devices`, bearer === null ? {} : { headers: { authorization: `Bearer ${bearer}` } });
    return [status, (body.error as { readonly code: string } | undefined)?.code];
  };
  expect(await refused(null)).toEqual([401, 'InvalidAuthenticationToken']);
  expect(await refused('guess')).toEqual([401, 'InvalidAuthenticationToken']);
  expect(await refused(await appToken(lab, inventoryApp, '01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9/.default'))).toEqual([401, 'InvalidAuthenticationToken']);
  expect(await refused(await userToken(lab, 'User.Read'))).toEqual([403, 'Authorization_RequestDenied']);
  const reader = await appToken(lab, readerApp);
  expect((await refused(reader))[0]).toBe(200);
  expect(await ask('DELETE', `/devices/${objectIdOf('LAPTOP01')}`, undefined, {}, reader)).toMatchObject({ status: 403, body: { error: { code: 'Authorization_RequestDenied' } } });
  lab.pass(hourMs);
  expect(await refused(token)).toEqual([401, 'InvalidAuthenticationToken']);
  expect(await lab.ask('GET', 'https://graph.microsoft.com/v2.0/devices', { headers: { authorization: `Bearer ${token}` } })).toMatchObject({ status: 400 });
});

const server = setupServer(...mswHandlers({ ...({} as TestCloud['cloud']), answer: (...request) => lab.cloud.answer(...request) }));
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

test('the Graph SDK lists, pages, reads, changes and deletes', async () => {
  const client = Client.init({ baseUrl: 'https://graph.microsoft.com', defaultVersion: 'v1.0', authProvider: (done) => done(null, token) });
  const page = (await client.api('/devices').select('displayName').top(2).get()) as { readonly value: unknown[]; readonly '@odata.nextLink': string };
  expect(page.value).toEqual([{ displayName: 'LAPTOP01' }, { displayName: 'LAPTOP02' }]);
  expect(((await client.api(page['@odata.nextLink']).get()) as { readonly value: unknown[] }).value).toEqual([{ displayName: 'DESK03' }]);
  expect(await client.api('/devices').header('ConsistencyLevel', 'eventual').count(true).filter("displayName ne 'DESK03'").get()).toMatchObject({ '@odata.count': 2 });
  expect(await client.api(`/devices(deviceId='${guidOf('LAPTOP01')}')`).get()).toMatchObject({ id: objectIdOf('LAPTOP01') });
  await client.api(`/devices/${objectIdOf('LAPTOP01')}`).patch({ accountEnabled: false });
  expect(await client.api(`/devices/${objectIdOf('LAPTOP01')}`).get()).toMatchObject({ accountEnabled: false });
  await client.api(`/devices/${objectIdOf('LAPTOP01')}`).delete();
  await expect(client.api(`/devices/${objectIdOf('LAPTOP01')}`).get()).rejects.toMatchObject({ statusCode: 404, code: 'Request_ResourceNotFound' });
});
