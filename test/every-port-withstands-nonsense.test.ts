// Garbage, huge, slow and deceitful requests to the ports of joinlab serve: no crash, no hang, no answer that changes the world, and each limit holds.
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadScenarios } from '../cli/scenario-files/load.ts';
import { bodyOctetsMax, createCloud, type Cloud } from '../doors/cloud/cloud.ts';
import { VirtualClock } from '../doors/control/clock.ts';
import { Labs } from '../doors/control/labs.ts';
import { openControlServer, type ControlServer } from '../doors/control/server.ts';
import { openHttpsDoor, type HttpsDoor } from '../doors/https/index.ts';
import type { DoorLimits } from '../doors/https/limits.ts';
import { PlayedLab } from '../simulation/played-lab.ts';
import type { Scenario } from '../simulation/scenario/model.ts';
import { fuzzWire } from './support/wire-fuzz.ts';

let scenario: Scenario;
let labs: Labs;
let door: HttpsDoor;
let control: ControlServer;
/** Gives little time and few connections. */
let strict: { readonly door: HttpsDoor; readonly control: ControlServer };
let answer: Cloud['answer'];
const token = 'a-token';

beforeAll(async () => {
  const { scenarios: [first] } = await loadScenarios(['vpn/logoff-loses-dc'], { cwd: '.' });
  if (!first) throw new Error('the library has no VPN story');
  scenario = first;
  labs = new Labs(new PlayedLab(scenario));
  const cloud = createCloud(labs);
  answer = cloud.answer;
  const openDoor = (limits: Partial<DoorLimits>) => openHttpsDoor(labs, { answer: (...request) => answer(...request) }, { wallNowMs: Date.now(), limits });
  const openControl = (limits: Partial<DoorLimits>) => openControlServer({ labs, cloud, clock: new VirtualClock(labs), scenario, environment: {} }, { host: '127.0.0.1', port: 0, token, version: '1.2.3', limits });
  door = await openDoor({ headerOctetsMax: 4_096, requestsUnderWayMax: 4 });
  control = await openControl({ headerOctetsMax: 4_096 });
  const few = { requestMsMax: 1_500, connectionsMax: 3 };
  strict = { door: await openDoor(few), control: await openControl(few) };
});
afterAll(() => Promise.all([door.close(), control.close(), strict.door.close(), strict.control.close()]));

test.each([1, 20_260_105])('seed %i: 250 conversations with every port', async (seed) => {
  const sent = await fuzzWire(scenario, 250, seed);
  expect(Object.values(sent).reduce((sum, count) => sum + count, 0)).toBe(250);
});

type Open = () => Socket;
const opens = (doorOf: () => HttpsDoor, controlOf: () => ControlServer) => ({
  https: (() => connectTls({ port: doorOf().port, host: '127.0.0.1', servername: 'graph.microsoft.com', ca: doorOf().material.authority })) as Open,
  proxy: (() => connectTcp(doorOf().proxyPort, '127.0.0.1')) as Open,
  control: (() => connectTcp(controlOf().port, '127.0.0.1')) as Open,
});
const { https: toDoor, proxy: toProxy, control: toControl } = opens(() => door, () => control);
const toStrict = opens(() => strict.door, () => strict.control);

/** All that comes back until the other side closes. */
const answered = (open: Open, ...parts: readonly string[]): Promise<string> =>
  new Promise((resolve) => {
    const socket = open();
    let all = '';
    socket.on('data', (part: Buffer) => { all += part.toString('latin1'); });
    socket.on('error', () => undefined).once('close', () => resolve(all));
    for (const part of parts) socket.write(part, 'latin1');
  });
const status = async (...asked: Parameters<typeof answered>): Promise<string> => (await answered(...asked)).split('\r\n')[0] ?? '';

const heads: readonly (readonly ['https' | 'proxy' | 'control', Open, string])[] = [
  ['https', toDoor, 'GET / HTTP/1.1\r\nHost: graph.microsoft.com\r\n'],
  ['proxy', toProxy, 'CONNECT graph.microsoft.com:443 HTTP/1.1\r\nHost: graph.microsoft.com\r\n'],
  ['control', toControl, `GET /v1/status HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n`],
];

test.each(heads)('%s: headers are read up to the limit', async (_port, open, head) => {
  expect(await status(open, `${head}X: ${'a'.repeat(5_000)}\r\n\r\n`)).toBe('HTTP/1.1 431 Request Header Fields Too Large');
});

test.each(heads)('%s: a request that does not go on is given up', async (port, _open, head) => {
  expect(await status(toStrict[port], head)).toBe('HTTP/1.1 408 Request Timeout');
});

test('a client that opens a connection and says nothing loses it, before and after CONNECT', async () => {
  expect(await answered(() => connectTcp(strict.door.port, '127.0.0.1'))).toBe('');
  expect(await answered(toStrict.proxy, 'CONNECT graph.microsoft.com:443 HTTP/1.1\r\nHost: x\r\n\r\n')).toBe('HTTP/1.1 200 Connection Established\r\n\r\n');
  // It got its answer, and neither reads on nor goes away.
  expect(await status(toStrict.proxy, 'CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n')).toBe('HTTP/1.1 403 Forbidden');
});

test('bodies are read up to the limit, and the connection of a larger one is closed', async () => {
  const larger = bodyOctetsMax + 1;
  expect(await answered(toDoor, `POST /v1.0/devices HTTP/1.1\r\nHost: graph.microsoft.com\r\nContent-Length: ${larger + 10}\r\n\r\n`, 'x'.repeat(larger))).toMatch(/^HTTP\/1\.1 413 .*connection: close/is);
  expect(await answered(toDoor, 'POST /v1.0/devices HTTP/1.1\r\nHost: graph.microsoft.com\r\nTransfer-Encoding: chunked\r\n\r\n', `${larger.toString(16)}\r\n`, 'x'.repeat(larger))).toMatch(/^HTTP\/1\.1 413 /);
  expect(await answered(toControl, `POST /v1/do HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\nContent-Length: ${larger + 10}\r\n\r\n`, 'x'.repeat(larger))).toMatch(/^HTTP\/1\.1 413 .*JL430/s);
});

test.each(['https', 'proxy', 'control'] as const)('%s: so many connections and no more', async (port) => {
  const open = toStrict[port];
  const held = Array.from({ length: 3 }, () => open().on('error', () => undefined));
  await Promise.all(held.map((socket) => new Promise((resolve) => { socket.once('connect', resolve); })));
  expect(await answered(open, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n')).toBe('');
  for (const socket of held) socket.destroy();
  await Promise.all(held.map((socket) => new Promise((resolve) => { socket.once('close', resolve); })));
});

test('so many requests of one connection wait for their answers and no more', async () => {
  const own = answer;
  let waiting = 0;
  answer = () => new Promise(() => { waiting += 1; });
  const one = 'GET / HTTP/1.1\r\nHost: graph.microsoft.com\r\n\r\n';
  expect(await answered(toDoor, one.repeat(50))).toBe('');
  answer = own;
  expect(waiting).toBeLessThanOrEqual(4);
});

test.each([
  'example.com:443', 'graph.microsoft.com:80', 'graph.microsoft.com', 'graph.microsoft.com.:443', 'graph.microsoft.com:443:443', 'a@graph.microsoft.com:443', 'graph.microsoft.com@evil.example:443', 'evil.example#graph.microsoft.com:443',
  'graph.microsoft.com.evil.example:443', 'evilgraph.microsoft.com:443', '127.0.0.1:443', '[::1]:443', '169.254.169.254:443', 'localhost:443', 'constructor:443', '__proto__:443', 'toString:443', 'xn--grph-5na.microsoft.com:443', 'graph.microsoft.com:0443', 'graph.microsoft.com:443/',
])('the proxy does not let through to %s', async (target) => {
  expect(await answered(toProxy, `CONNECT ${target} HTTP/1.1\r\nHost: graph.microsoft.com:443\r\n\r\n`)).toMatch(/^HTTP\/1\.1 (403 Forbidden\r\n.*JL412|400 Bad Request)/s);
});

test('names that are refused are shown as text', async () => {
  expect(await answered(toProxy, 'CONNECT \u001b[2Jevil:443 HTTP/1.1\r\nHost: x\r\n\r\n')).not.toContain('\u001b');
  expect(await answered(toProxy, 'CONNECT e\u00e9vil:443 HTTP/1.1\r\nHost: x\r\n\r\n')).toMatch(/"e\?vil:443" is no host|400 Bad Request/);
});

test('the name of a host is a name and nothing else', async () => {
  for (const host of ['a@graph.microsoft.com', 'graph.microsoft.com/v1.0?', 'graph.microsoft.com#', '', 'constructor/', 'graph.microsoft.com:x']) {
    expect([host, await status(toDoor, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)]).toEqual([host, 'HTTP/1.1 400 Bad Request']);
  }
  for (const host of ['constructor', '__proto__', 'graph.microsoft.com.', 'example.com']) {
    expect([host, await status(toDoor, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)]).toEqual([host, 'HTTP/1.1 404 Not Found']);
  }
});

test('the control API takes paths only, with its token only, and no names of objects for what it holds', async () => {
  const asked = (line: string, body = '', headers = `Authorization: Bearer ${token}\r\n`) =>
    answered(toControl, `${line} HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`);
  expect(await asked('GET //[')).toContain('JL437');
  expect(await asked('GET http://127.0.0.1/v1/status')).toContain('JL438');
  expect(await asked('GET /v1/status', '', '')).toContain('JL435');
  expect(await asked('GET /v1/status', '', `Authorization: Bearer ${token}x\r\n`)).toContain('JL435');
  expect(await asked('GET /v1/status', '', `Authorization: Bearer ${token}\r\nOrigin: null\r\n`)).toContain('JL433');
  expect(await asked('GET /v1/evidence/constructor')).toContain('JL422');
  expect(await asked('POST /v1/snapshots/__proto__/restore')).toContain('JL424');
  expect(await asked('PUT /v1/labs/current', '{"lab":"__proto__"}')).toContain('JL425');
  expect(await asked('POST /v1/until', '{"shows":{"__proto__.x":"1"}}')).toContain('JL420');
  expect(await asked('POST /v1/do', '{"__proto__":{"do":"wait"}}')).toContain('JL432');
  expect(await asked('POST /v1/do', '['.repeat(500_000))).toContain('JL431');
  expect(await asked('PUT /v1/clock', '{"speed":1e999}')).toContain('JL432');
});

test('a reader of the stream that does not read costs nothing, and gets everything in the end', async () => {
  const entries = labs.current.trace.entries as unknown as object[];
  let told = 0;
  const large = 'x'.repeat(1_000_000);
  for (let index = 0; index < 60; index += 1) entries.push({ index, kind: 'note', toJSON: () => { told += 1; return { index, large }; } });
  const socket = toControl();
  socket.pause().write(`GET /v1/trace/stream?from=${entries.length - 60} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n\r\n`);
  // Another request is answered behind it.
  await answered(toControl, 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n');
  expect(told).toBeGreaterThan(0);
  expect(told).toBeLessThan(40);
  const parts: Buffer[] = [];
  let octets = 0;
  await new Promise<void>((resolve) => {
    socket.on('data', (part: Buffer) => {
      parts.push(part);
      octets += part.length;
      if (octets > 60 * large.length && part.toString('latin1').endsWith('\n\n\r\n')) resolve();
    }).resume();
  });
  socket.destroy();
  expect([...Buffer.concat(parts).toString('latin1').matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))).toEqual(Array.from({ length: 60 }, (_, index) => index));
  entries.length -= 60;
});
