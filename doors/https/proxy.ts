/**
 * A CONNECT proxy on loopback: a client that honours `HTTPS_PROXY` reaches the cloud by its real names, without root, port 443 or a hosts
 * file. It lets through to the listed hosts and nowhere else; nothing leaves the machine. Its user name says for whom a client speaks.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { askerNamed, type NamedAsker } from '../cloud/asker.ts';
import type { Connection } from '../cloud/exchange.ts';
import { cloudHosts, roleOf } from '../cloud/hosts.ts';
import type { ClosedWay } from '../cloud/way.ts';
import { doorMessage } from '../problems.ts';
import { refuseMalformed, serverOptions, type DoorLimits } from './limits.ts';
import { listening } from './listening.ts';
import type { HttpsServer } from './server.ts';

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

/** Names of clients are shown to people: nothing in them may steer a terminal. */
const shown = (text: string): string => JSON.stringify(text.slice(0, 200).replaceAll(/[^\x20-\x7e]/g, '?'));

function refuse(socket: Socket, lingerMs: number, status: string, text: string, headers: readonly string[] = []): void {
  const body = `${text}\n`;
  // A client that neither reads nor goes away is let go after a while.
  socket.setTimeout(lingerMs, () => socket.destroy());
  socket.resume();
  socket.end([`HTTP/1.1 ${status}`, ...headers, 'Content-Type: text/plain; charset=utf-8', `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close', '', body].join('\r\n'));
}

/** Whom the proxy's user name names; a machine outside, where none is given. */
function guestOf(authorization: string | undefined, devices: readonly string[]): NamedAsker | { readonly asker: null } {
  if (authorization === undefined) return { asker: null };
  const credentials = /^basic +([A-Za-z0-9+/=]+)$/i.exec(authorization)?.[1] ?? '';
  return askerNamed(Buffer.from(credentials, 'base64').toString('utf8').replace(/:.*$/s, ''), devices);
}

function connectTo(server: HttpsServer, options: ProxyOptions, request: IncomingMessage, socket: Socket): void {
  const no = (status: string, text: string, headers: readonly string[] = []): void => refuse(socket, options.limits.requestMsMax, status, text, headers);
  const [, name = '', port = ''] = /^([^:]+):(\d+)$/.exec(request.url ?? '') ?? [];
  if (roleOf(name) === null || port !== '443') {
    return no('403 Forbidden', doorMessage('JL412', `${shown(request.url ?? '')} is no host of the simulated cloud, and nothing else is let through. Hosts: ${cloudHosts.map((host) => `${host}:443`).join(', ')}.`));
  }
  const told = guestOf(request.headers['proxy-authorization'], options.devices());
  if ('refused' in told) return no('407 Proxy Authentication Required', told.refused, ['Proxy-Authenticate: Basic realm="joinlab"']);
  const closed = options.closed(name, told.asker);
  switch (closed?.looksLike) {
    case 'needs-credentials':
      return no('407 Proxy Authentication Required', closed.failure.reason, ['Proxy-Authenticate: Negotiate', 'Proxy-Authenticate: NTLM']);
    case 'unresolved':
    case 'refused':
      return no('502 Bad Gateway', `${closed.failure.code}: ${closed.failure.reason}`);
    case 'reset':
      socket.resetAndDestroy();
      return;
    default:
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      server.adopt(socket, { asker: told.asker, met: closed });
  }
}

export async function openProxy(server: HttpsServer, options: ProxyOptions): Promise<ProxyServer> {
  const sockets = new Set<Socket>();
  const proxy = createServer(serverOptions(options.limits), (_request, response) => {
    response.writeHead(405, { 'content-type': 'text/plain; charset=utf-8', allow: 'CONNECT' });
    response.end(`${doorMessage('JL413', 'This proxy answers CONNECT only.')}\n`);
  });
  proxy.maxConnections = options.limits.connectionsMax;
  proxy.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A client that goes away is no error of the proxy's.
    socket.on('error', () => socket.destroy());
  });
  proxy.on('clientError', refuseMalformed);
  proxy.on('connect', (request, socket: Socket, head: Buffer) => {
    if (head.length > 0) socket.unshift(head);
    connectTo(server, options, request, socket);
  });
  return {
    port: await listening(proxy, options.host, options.port),
    close: () => new Promise((resolve) => {
      proxy.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    }),
  };
}
