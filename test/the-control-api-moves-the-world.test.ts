// A test suite in any language moves the virtual time of a served lab, acts in it and looks at it, by HTTP and JSON.
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCloud, type Cloud } from '../doors/cloud/cloud.ts';
import { VirtualClock } from '../doors/control/clock.ts';
import { Labs } from '../doors/control/labs.ts';
import { openControlServer, type ControlServer } from '../doors/control/server.ts';
import { PlayedLab } from '../simulation/played-lab.ts';
import { loadScenarios } from '../cli/scenario-files/load.ts';

let labs: Labs;
let cloud: Cloud;
let clock: VirtualClock;
let server: ControlServer;
const leftOut: string[] = [];
const token = 'a-token-of-this-test';

beforeAll(async () => {
  const { scenarios: [scenario] } = await loadScenarios(['vpn/logoff-loses-dc'], { cwd: '.' });
  if (!scenario) throw new Error('the library has no VPN story');
  labs = new Labs(new PlayedLab(scenario, { onLeftOut: (message) => leftOut.push(message) }));
  clock = new VirtualClock(labs);
  cloud = createCloud(labs);
  server = await openControlServer({ labs, clock, cloud, scenario, environment: { HTTPS_PROXY: 'http://127.0.0.1:1' } }, { host: '127.0.0.1', port: 0, token, version: '1.2.3' });
});
afterAll(() => server.close());

interface Told {
  readonly status: number;
  readonly body: { readonly [field: string]: unknown };
}

const ask = (method: string, path: string, body?: unknown, headers: { readonly [name: string]: string } = {}): Promise<Told> =>
  new Promise((resolve, reject) => {
    const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
    const call = request({ host: '127.0.0.1', port: server.port, method, path, headers: { authorization: `Bearer ${token}`, 'content-length': Buffer.byteLength(text), ...headers } }, (response) => {
      let all = '';
      response.setEncoding('utf8').on('data', (part: string) => { all += part; }).on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(all) as Told['body'] }));
    });
    call.on('error', reject).end(text);
  });
const get = (path: string) => ask('GET', path);
const post = (path: string, body?: unknown) => ask('POST', path, body);
const code = ({ status, body }: Told) => [status, (body.error as { code: string }).code];

test('the device becomes Pending when one waits for it, at the instant at which the scenario says so', async () => {
  expect((await get('/v1/status')).body).toMatchObject({ scenario: 'vpn/logoff-loses-dc', now: '0m', devices: ['LAPTOP01'], speed: 0, lab: 'main' });
  expect(await post('/v1/until', { shows: { 'portal.registered': 'Pending' }, within: '4h' })).toMatchObject({ status: 200, body: { held: true, now: '1h13m40s', actual: { 'portal.registered': 'Pending' } } });
  expect((await get('/v1/evidence/portal/registered')).body).toMatchObject({ value: 'Pending', now: '1h13m40s' });
  expect((await get('/v1/evidence/portal')).body).toMatchObject({ evidence: 'portal', device: 'LAPTOP01', text: expect.stringContaining('Registered  Pending') });
});

test('what does not come in time is said, with what is shown instead', async () => {
  expect((await post('/v1/until', { shows: { 'portal.registered': '2026-01-05 09:20' }, within: '1m' })).body).toMatchObject({ held: false, now: '1h14m40s', actual: { 'portal.registered': 'Pending' } });
});

test('snapshots and branches go back and aside; the doors show the current lab', async () => {
  const { body: { snapshot } } = await post('/v1/snapshots');
  const { body: { lab } } = await post('/v1/labs');
  // Each kind counts from 1, as the documentation writes them.
  expect([snapshot, lab]).toEqual(['snapshot-1', 'branch-1']);
  expect((await post('/v1/do', { do: ['Entra admin deletes LAPTOP01'] })).status).toBe(200);
  expect((await get('/v1/evidence/portal/row')).body.value).toBe('absent');
  expect((await ask('PUT', '/v1/labs/current', { lab })).body).toMatchObject({ lab, now: '1h14m40s' });
  expect((await get('/v1/evidence/portal/row')).body.value).toBe('present');
  await ask('PUT', '/v1/labs/current', { lab: 'main' });
  expect((await post(`/v1/snapshots/${String(snapshot)}/restore`)).body.now).toBe('1h14m40s');
  expect((await get('/v1/evidence/portal/row')).body.value).toBe('present');
});

test('time goes by durations, to instants and from event to event, never back', async () => {
  expect((await post('/v1/advance', { to: '1h15m' })).body.now).toBe('1h15m');
  expect((await post('/v1/advance', { by: '30s' })).body.now).toBe('1h15m30s');
  expect(code(await post('/v1/advance', { to: '1h' }))).toEqual([409, 'JL423']);
  const before = labs.current.nextMs;
  expect((await post('/v1/next-event')).body.nowMs).toBe(before);
});

test('the timeline goes on beside what one does oneself; what has become impossible is left out and said', async () => {
  await post('/v1/do', { do: 'alice signs out' });
  await post('/v1/advance', { to: '1h46m' });
  expect(leftOut).toEqual([expect.stringMatching(/^At 1h45m the timeline says "alice signs out", which is impossible now: /)]);
});

test('the clock runs so many times as fast as the wall\'s', async () => {
  const { nowMs } = labs.current;
  await ask('PUT', '/v1/clock', { speed: 60 });
  clock.tick(1500);
  clock.tick(0.01);
  expect(labs.current.nowMs - nowMs).toBe(90_000);
  clock.tick(0.01);
  expect(labs.current.nowMs - nowMs).toBe(90_001);
  await ask('PUT', '/v1/clock', { speed: 0 });
  clock.tick(1000);
  expect(labs.current.nowMs - nowMs).toBe(90_001);
});

test('a lab that is too slow for its speed falls behind the wall, by no more at each step', () => {
  const slow = new Labs(labs.current.branch());
  const startMs = slow.current.nowMs;
  const passed: number[] = [0];
  let wallMs = 0;
  slow.onChange = () => {
    passed.push(slow.current.nowMs - startMs);
    wallMs += (2 * ((passed.at(-1) ?? 0) - (passed.at(-2) ?? 0))) / 1000;
  };
  const fast = new VirtualClock(slow, 1000);
  for (let step = 0; step < 5; step += 1) {
    fast.follow(() => wallMs);
    wallMs += 100;
  }
  // Each step costs twice what it lets pass; a tick of it is owed, not all.
  expect(passed).toEqual([0, 100_000, 300_000, 500_000, 700_000]);
});

test('the trace comes in pages and as a stream', async () => {
  const { body } = await get('/v1/trace?from=2&max=3');
  expect((body.entries as readonly { index: number }[]).map(({ index }) => index)).toEqual([2, 3, 4]);
  expect(body.next).toBe(5);
  const streamed = new Promise<string>((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port: server.port, path: '/v1/trace/stream', headers: { authorization: `Bearer ${token}` } }, (response) => {
      response.setEncoding('utf8').once('data', (part: string) => {
        resolve(part);
        call.destroy();
      });
      void post('/v1/do', { do: 'fault drs-busy on' });
    });
    call.on('error', reject).end();
  });
  expect(await streamed).toMatch(/^id: \d+\nevent: action\ndata: \{"index":\d+,.*"text":"fault drs-busy on"/);
});

test('what is asked wrongly is refused with a code, the reason and what is valid', async () => {
  expect(await post('/v1/do', { do: 'alice dances' })).toMatchObject({ status: 400, body: { error: { code: 'JL420', message: expect.stringContaining('is no sentence of the vocabulary'), next: expect.stringContaining('joinlab explain vocabulary') } } });
  expect(code(await get('/v1/evidence/prtal'))).toEqual([404, 'JL422']);
  expect(code(await get('/v1/evidence/portal?device=PC99'))).toEqual([404, 'JL421']);
  expect(code(await get('/v1/evidence/portal?as=root'))).toEqual([400, 'JL432']);
  expect(code(await post('/v1/advance', { by: 'soon' }))).toEqual([400, 'JL420']);
  expect(code(await post('/v1/advance', { for: '1h' }))).toEqual([400, 'JL432']);
  expect(code(await post('/v1/advance', '{'))).toEqual([400, 'JL431']);
  expect(code(await post('/v1/advance', `"${'x'.repeat(1_100_000)}"`))).toEqual([413, 'JL430']);
  expect(code(await get('/v1/nothing'))).toEqual([404, 'JL437']);
  expect(code(await ask('PUT', '/v1/advance', {}))).toEqual([405, 'JL436']);
  expect(code(await post('/v1/snapshots/x/restore'))).toEqual([404, 'JL424']);
  expect(code(await ask('PUT', '/v1/labs/current', { lab: 'x' }))).toEqual([404, 'JL425']);
});

test('a real client borrows a computer\'s key, brings a certificate of its own, and registers an app', async () => {
  const { body } = await get('/v1/devices/LAPTOP01/bootstrap-key');
  const certificate = new X509Certificate(String(body.certificatePem));
  expect(certificate.subject).toBe(`CN=${labs.world.devices.LAPTOP01?.objectGuid ?? ''}`);
  expect(certificate.checkPrivateKey(createPrivateKey(String(body.privateKeyPem)))).toBe(true);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect((await post('/v1/devices/LAPTOP01/user-certificate', { certificate: String(body.certificatePem) })).status).toBe(200);
  expect(code(await post('/v1/devices/LAPTOP01/user-certificate', { certificate: 'x' }))).toEqual([409, 'JL427']);
  expect(code(await get('/v1/devices/PC99/bootstrap-key'))).toEqual([404, 'JL421']);
  expect((await ask('PUT', '/v1/apps/11111111-2222-3333-4444-555555555555', { displayName: 'Inventory', secrets: ['s'] })).status).toBe(200);
  expect(cloud.signIns.registeredApps).toEqual([{ clientId: '11111111-2222-3333-4444-555555555555', displayName: 'Inventory', secrets: ['s'] }]);
  expect(code(await ask('PUT', '/v1/apps/inventory', { displayName: 'Inventory' }))).toEqual([400, 'JL429']);
  expect(code(await post('/v1/device-codes/BCDF', { user: null }))).toEqual([404, 'JL428']);
});

test('nobody gets in without the token, from a web page, or by a foreign name', async () => {
  expect(code(await ask('GET', '/v1/status', undefined, { authorization: '' }))).toEqual([401, 'JL435']);
  expect(code(await ask('GET', '/v1/status', undefined, { authorization: 'Bearer wrong' }))).toEqual([401, 'JL435']);
  expect(code(await ask('GET', '/v1/status', undefined, { origin: 'http://localhost:3000' }))).toEqual([403, 'JL433']);
  expect(code(await ask('GET', '/v1/status', undefined, { host: 'evil.example' }))).toEqual([403, 'JL434']);
  expect(code(await ask('GET', '/v1/openapi.json', undefined, { authorization: '' }))).toEqual([401, 'JL435']);
});
