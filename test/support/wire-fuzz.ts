/** Sends octets that no client should send to every port that `joinlab serve` opens, and says what an answer should not have been. */
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { createCloud } from '../../doors/cloud/cloud.ts';
import { cloudHosts } from '../../doors/cloud/hosts.ts';
import { VirtualClock } from '../../doors/control/clock.ts';
import { Labs } from '../../doors/control/labs.ts';
import { openControlServer } from '../../doors/control/server.ts';
import { openHttpsDoor } from '../../doors/https/index.ts';
import { PlayedLab } from '../../simulation/played-lab.ts';
import type { Scenario } from '../../simulation/scenario/model.ts';
import { withoutCauses, type World } from '../../simulation/world.ts';
import { fc } from './properties.ts';
import { connects, conversations } from './wire-octets.ts';

/** Far longer than any answer takes, on however busy a machine. */
const hangMs = 30_000;

/** Whoever begins a handshake or a request and does not go on is let go soon. */
const limits = { requestMsMax: 1_000 };

/** Sends, says that there is no more, and reads until the other side has closed. */
const said = (socket: Socket, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const hang = setTimeout(() => reject(new Error('the server neither answers nor closes')), hangMs);
    socket.on('data', (part: Buffer) => parts.push(part));
    // That a server hangs up on nonsense is its right.
    socket.on('error', () => undefined);
    socket.once('close', () => {
      clearTimeout(hang);
      resolve(Buffer.concat(parts).toString('latin1'));
    });
    socket.end(Buffer.from(text, 'latin1'));
  });

const tcp = (port: number, text: string) => said(connectTcp({ port, host: '127.0.0.1', allowHalfOpen: true }), text);

const statuses = (answer: string): readonly number[] => [...answer.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, status]) => Number(status));

/** Whether it asks the proxy for a host of the cloud; more than one blank is taken for one. */
const asksForListed = (text: string): boolean => [...text.matchAll(/CONNECT +([^: ]+):443 /g)].some(([, host = '']) => cloudHosts.includes(host.toLowerCase()));

/** What may not change without permission; requests are counted, those that are refused, too. */
const held = (world: World): string => JSON.stringify({ ...withoutCauses(world), tenant: { ...world.tenant, requestCount: 0 } });

type Port = 'https' | 'no TLS' | 'proxy' | 'control' | 'control, with the token';

/** Sends so many; throws with the octets, shrunk, and the line that repeats it. */
export async function fuzzWire(scenario: Scenario, runs: number, seed: number): Promise<{ readonly [port: string]: number }> {
  const labs = new Labs(new PlayedLab(scenario, { onLeftOut: () => undefined }));
  const cloud = createCloud(labs, { wallNowMs: () => Date.now() });
  const failures: unknown[] = [];
  const answering = {
    answer: (...request: Parameters<typeof cloud.answer>) => cloud.answer(...request).catch((error: unknown) => {
      failures.push(error);
      throw error;
    }),
  };
  const door = await openHttpsDoor(labs, answering, { wallNowMs: Date.now(), limits });
  const token = 'a-token';
  const control = await openControlServer({ labs, cloud, clock: new VirtualClock(labs), scenario, environment: {} }, { host: '127.0.0.1', port: 0, token, version: '0.0.0', limits });
  const sent: { [port in Port]: number } = { https: 0, 'no TLS': 0, proxy: 0, control: 0, 'control, with the token': 0 };

  const to: { readonly [port in Port]: (text: string) => Promise<string> } = {
    https: (text) => said(connectTls({ port: door.port, host: '127.0.0.1', servername: 'graph.microsoft.com', ca: door.material.authority, allowHalfOpen: true } as never), text),
    'no TLS': (text) => tcp(door.port, text),
    proxy: (text) => tcp(door.proxyPort, text),
    control: (text) => tcp(control.port, text),
    'control, with the token': (text) => tcp(control.port, text),
  };

  function complaint(port: Port, text: string, answer: string, before: string): string | null {
    if (failures.length > 0) return `the cloud throws ${String(failures[0])}`;
    const got = statuses(answer);
    if (got.some((status) => status >= 500 && status !== 505)) return `status ${got.join(', ')}`;
    if (port === 'no TLS' && answer.startsWith('HTTP')) return 'HTTP without TLS was answered';
    if (port === 'proxy' && got.includes(200) && !asksForListed(text)) return 'something else than the listed hosts was let through';
    if (port === 'control' && got.some((status) => status < 400)) return `the control API answers ${got.join(', ')} without the token`;
    if (port !== 'control, with the token' && held(labs.world) !== before) return 'the world has changed';
    return null;
  }

  const bearer = [`Authorization: Bearer ${token}`];
  const attack = fc.oneof(
    fc.tuple(fc.constant<Port>('https'), fc.constantFrom(...cloudHosts, 'localhost').chain((host) => conversations(host))),
    fc.tuple(fc.constantFrom<Port>('no TLS', 'control'), conversations('127.0.0.1')),
    fc.tuple(fc.constant<Port>('proxy'), connects),
    fc.tuple(fc.constant<Port>('control, with the token'), conversations('127.0.0.1', bearer)),
  );
  try {
    await fc.assert(fc.asyncProperty(attack, async ([port, text]) => {
      const before = held(labs.world);
      const answer = await to[port](text);
      sent[port] += 1;
      const wrong = complaint(port, text, answer, before);
      if (wrong !== null) throw new Error(`${port}: ${wrong}: ${JSON.stringify({ text: text.slice(0, 2_000), answer: answer.slice(0, 500) })}`);
    }), { numRuns: runs, seed, endOnFailure: false });
    const last = await to.https('GET /v1.0/devices HTTP/1.1\r\nHost: graph.microsoft.com\r\nConnection: close\r\n\r\n');
    if (!last.startsWith('HTTP/1.1 401')) throw new Error(`after ${runs} attacks the door answers ${last.slice(0, 100)}`);
  } finally {
    await Promise.all([door.close(), control.close()]);
  }
  return sent;
}
