/**
 * `npm run bench:doors`: what the HTTPS door costs beside a plain HTTPS server on loopback, in the same run, by turns.
 * `--long` also sends a million requests and watches the memory, and holds a thousand connections.
 */
import { Agent, createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { createCloud } from '../doors/cloud/cloud.ts';
import { fromOutside } from '../doors/cloud/exchange.ts';
import { openHttpsDoor } from '../doors/https/index.ts';
import { createLab } from '../simulation/lab.ts';

const long = process.argv.includes('--long');
const appId = '11111111-2222-3333-4444-555555555555';
const lab = createLab({ world: { devices: { LAPTOP01: { location: 'home', power: 'on', state: 'registered' } } } });
const cloud = createCloud(lab, { wallNowMs: () => Date.now(), apps: [{ clientId: appId, displayName: 'Inventory', secrets: ['s'] }] });
const door = await openHttpsDoor(lab, cloud, { wallNowMs: Date.now() });

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function inProcess(url: string, method = 'GET', body = '', headers: { readonly [name: string]: string } = {}) {
  return cloud.answer({ method, url: new URL(url), headers: new Headers(headers), body: new TextEncoder().encode(body) }, fromOutside);
}

const tokenAnswer = await inProcess(`https://login.microsoftonline.com/${lab.world.tenant.tenantId}/oauth2/v2.0/token`, 'POST', `grant_type=client_credentials&client_id=${appId}&client_secret=s&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default`);
if ('broken' in tokenAnswer) throw new Error('no token');
const bearer = (JSON.parse(String(tokenAnswer.body)) as { access_token: string }).access_token;

interface Target {
  readonly name: string;
  readonly port: number;
  readonly host: string;
  readonly path: string;
  readonly headers: { readonly [name: string]: string };
}

const discovery: Target = { name: 'discovery', port: door.port, host: 'enterpriseregistration.windows.net', path: '/contoso.com/discover?api-version=1.9', headers: {} };
const graph: Target = { name: 'Graph devices', port: door.port, host: 'graph.microsoft.com', path: '/v1.0/devices', headers: { authorization: `Bearer ${bearer}` } };

/** The same octets, from a server that does nothing else. */
async function plainServer(body: string) {
  const server = createServer({ cert: door.material.certificate, key: door.material.key, requestCert: true, rejectUnauthorized: false }, (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

function ask({ port, host, path, headers }: Target): Promise<string> {
  return new Promise((resolve, reject) => {
    request({ agent, host: '127.0.0.1', port, path, servername: host, ca: door.material.authority, headers: { ...headers, host } }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part: string) => { body += part; }).on('end', () => (response.statusCode === 200 ? resolve(body) : reject(new Error(`${host}${path}: ${response.statusCode ?? 0}`))));
    }).on('error', reject).end();
  });
}

/** @returns milliseconds a request, eight at a time */
async function cost(target: Target, count: number): Promise<number> {
  const started = performance.now();
  let sent = 0;
  await Promise.all(Array.from({ length: 8 }, async () => {
    while (sent < count) {
      sent += 1;
      await ask(target);
    }
  }));
  return (performance.now() - started) / count;
}

const rounds = 9;
const perRound = 400;
say(`Node ${process.versions.node}, medians of ${rounds} rounds of ${perRound} requests, by turns`);
say('');
say('| what | measured | bound |');
say('|---|---|---|');
for (const target of [discovery, graph]) {
  const plain = await plainServer(await ask(target));
  const base = { ...target, port: plain.port };
  const doors: number[] = [];
  const plains: number[] = [];
  await cost(target, perRound);
  await cost(base, perRound);
  for (let round = 0; round < rounds; round += 1) {
    plains.push(await cost(base, perRound));
    doors.push(await cost(target, perRound));
  }
  plain.close();
  say(`| ${target.name} over HTTPS | ${median(doors).toFixed(3)} ms, plain server ${median(plains).toFixed(3)} ms: ${(median(doors) / median(plains)).toFixed(2)} x | 3 x |`);
}

const answersPerRound = 5000;
for (const { name, host, path, headers } of [discovery, graph]) {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    for (let index = 0; index < answersPerRound; index += 1) await inProcess(`https://${host}${path}`, 'GET', '', headers);
    times.push(((performance.now() - started) * 1000) / answersPerRound);
  }
  say(`| ${name} in process | ${median(times).toFixed(1)} us | 50 us |`);
}

if (long) {
  const sockets: TLSSocket[] = [];
  for (let index = 0; index < 1000; index += 1) {
    sockets.push(await new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port: door.port, servername: discovery.host, ca: door.material.authority }, () => resolve(socket));
      socket.on('error', reject);
    }));
  }
  await ask(discovery);
  say(`| connections held at once | ${sockets.filter((socket) => !socket.destroyed).length}, and another is answered | 1,000 |`);
  for (const socket of sockets) socket.destroy();
  const memory: number[] = [];
  for (let part = 0; part < 10; part += 1) {
    for (let index = 0; index < 100_000; index += 1) await inProcess(`https://${discovery.host}${discovery.path}`);
    globalThis.gc?.();
    memory.push(process.memoryUsage().heapUsed / 1_048_576);
  }
  say(`| heap after each 100,000 of a million requests | ${memory.map((each) => each.toFixed(0)).join(', ')} MiB | no growth |`);
}
agent.destroy();
await door.close();
