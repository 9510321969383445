/**
 * A CONNECT proxy on loopback: a client that honours `HTTPS_PROXY` reaches the cloud by its real names, without root, port 443 or a hosts
 * file. It lets through to the listed hosts and nowhere else; nothing leaves the machine. Its user name says for whom a client speaks:
 * `LAPTOP01$` is SYSTEM on LAPTOP01, `LAPTOP01\alice` (or `alice@LAPTOP01`) a user there, none a machine outside the world.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Connection } from '../cloud/exchange.ts';
import { cloudHosts, roleOf } from '../cloud/hosts.ts';
import type { ClosedWay } from '../cloud/way.ts';
import type { DoorLimits, HttpsServer } from './server.ts';

export interface ProxyServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

export interface ProxyOptions {
  readonly host: string;
  readonly port: number;
  readonly limits: DoorLimits;
  readonly devices: () => readonly string[];
  readonly closed: (name: string, asker: Connection['asker']) => ClosedWay | null;
}

type Asker = Connection['asker'];
type Told = { readonly asker: Asker } | { readonly refused: string };

function refuse(socket: Duplex, status: string, text: string, headers: readonly string[] = []): void {
  const body = `${text}\n`;
  socket.end([`HTTP/1.1 ${status}`, ...headers, 'Content-Type: text/plain; charset=utf-8', `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close', '', body].join('\r\n'));
}

/** Whom the proxy's user name names. */
export function askerOf(authorization: string | undefined, devices: readonly string[]): Told {
  if (authorization === undefined) return { asker: null };
  const credentials = /^basic +([A-Za-z0-9+/=]+)$/i.exec(authorization)?.[1];
  const name = credentials === undefined ? undefined : Buffer.from(credentials, 'base64').toString('utf8').replace(/:[^:]*$/, '');
  const [, system, owner, at] = /^(?:([^\\@$]+)\$|([^\\@]+)\\[^\\@]+|[^\\@]+@([^\\@]+))$/.exec(name ?? '') ?? [];
  const said = system ?? owner ?? at;
  const device = devices.find((known) => known.toLowerCase() === said?.toLowerCase());
  if (device === undefined) return { refused: `JL411 The proxy's user names no device of the lab. Devices: ${devices.join(', ')}. Use DEVICE$ for SYSTEM, alice@DEVICE for a user, or no user for a machine outside.` };
  return { asker: { device, context: system === undefined ? 'user' : 'system' } };
}

function connectTo(server: HttpsServer, options: ProxyOptions, request: IncomingMessage, socket: Socket): void {
  const [, name = '', port = ''] = /^([^:]+):(\d+)$/.exec(request.url ?? '') ?? [];
  if (roleOf(name) === null || port !== '443') {
    return refuse(socket, '403 Forbidden', `JL412 ${request.url ?? ''} is no host of the simulated cloud, and nothing else is let through. Hosts: ${cloudHosts.map((host) => `${host}:443`).join(', ')}.`);
  }
  const told = askerOf(request.headers['proxy-authorization'], options.devices());
  if ('refused' in told) return refuse(socket, '407 Proxy Authentication Required', told.refused, ['Proxy-Authenticate: Basic realm="joinlab"']);
  const closed = options.closed(name, told.asker);
  switch (closed?.looksLike) {
    case 'needs-credentials':
      return refuse(socket, '407 Proxy Authentication Required', closed.failure.reason, ['Proxy-Authenticate: Negotiate', 'Proxy-Authenticate: NTLM']);
    case 'refused':
      return refuse(socket, '502 Bad Gateway', `${closed.failure.code}: ${closed.failure.reason}`);
    case 'reset':
      socket.resetAndDestroy();
      return;
    default:
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      server.adopt(socket, { asker: told.asker, page: closed?.looksLike === 'page', inspected: closed?.looksLike === 'impostor' });
  }
}

export async function openProxy(server: HttpsServer, options: ProxyOptions): Promise<ProxyServer> {
  const sockets = new Set<Socket>();
  const proxy = createServer({ requestTimeout: options.limits.requestMsMax, headersTimeout: options.limits.requestMsMax }, (_request, response) => {
    response.writeHead(405, { 'content-type': 'text/plain; charset=utf-8', allow: 'CONNECT' });
    response.end('JL413 This proxy answers CONNECT only: set it as HTTPS_PROXY, not as HTTP_PROXY.\n');
  });
  proxy.maxConnections = options.limits.connectionsMax;
  proxy.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A client that goes away is no error of the proxy's.
    socket.on('error', () => socket.destroy());
  });
  proxy.on('clientError', (_error, socket) => socket.destroy());
  proxy.on('connect', (request, socket: Socket, head: Buffer) => {
    if (head.length > 0) socket.unshift(head);
    connectTo(server, options, request, socket);
  });
  await new Promise<void>((resolve, reject) => proxy.once('error', reject).listen(options.port, options.host, resolve));
  return {
    port: (proxy.address() as AddressInfo).port,
    close: () => new Promise((resolve) => {
      proxy.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    }),
  };
}
