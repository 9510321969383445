/**
 * The cloud on a real TLS port. Client certificates are asked for and not required: whether one is needed, and whose it is, is decided by
 * the route. What a client presented comes from the handshake, in which it has proven to hold the key; no header can say it.
 */
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createSecureContext, type TLSSocket } from 'node:tls';
import { bodyOctetsMax, type Cloud } from '../cloud/cloud.ts';
import type { Connection } from '../cloud/exchange.ts';
import { html, type HttpAnswer, type Reply } from '../cloud/reply.ts';
import type { ClosedWay } from '../cloud/way.ts';
import { incomingUrl, localAddress, withLocalAddresses } from './local-address.ts';
import type { TlsMaterial } from './tls-material.ts';

export interface DoorLimits {
  /** @default 2000 */
  readonly connectionsMax: number;
  /** Time for a whole request to arrive. @default 30000 */
  readonly requestMsMax: number;
}

export const defaultLimits: DoorLimits = { connectionsMax: 2000, requestMsMax: 30_000 };

/** What is known of a connection before its first request. */
export interface Guest {
  readonly asker: Connection['asker'];
  /** Somebody else's web page answers whatever is asked. */
  readonly page: boolean;
  /** An inspecting proxy stands between: it cannot pass on the client's certificate. */
  readonly inspected: boolean;
}

const stranger: Guest = { asker: null, page: false, inspected: false };

export interface HttpsServer {
  readonly port: number;
  /** Takes over a connection that came through the proxy. */
  readonly adopt: (socket: Socket, guest: Guest) => void;
  readonly close: () => Promise<void>;
}

const signInPage = html('<h1>Welcome to the network</h1><p>Please sign in to go on.</p>');

/** `null`: larger than is read. */
function bodyOf(request: IncomingMessage): Promise<Uint8Array | null> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let octets = 0;
    request.on('data', (part: Buffer) => {
      octets += part.length;
      if (octets > bodyOctetsMax) {
        request.removeAllListeners('data');
        request.resume();
        resolve(null);
      } else parts.push(part);
    });
    request.on('end', () => resolve(Buffer.concat(parts)));
    request.on('error', reject);
    request.on('aborted', () => reject(new Error('aborted')));
  });
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    try {
      headers.append(rawHeaders[index] as string, rawHeaders[index + 1] as string);
    } catch {
      // Octets that no header may have: as if it had not been sent.
    }
  }
  return headers;
}

function breakOff(response: ServerResponse, { broken }: Extract<Reply['answer'], { broken: unknown }>): void {
  const { socket } = response;
  if (broken === 'cut') {
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': 4096 });
    response.write('{"', () => socket?.destroy());
    return;
  }
  if (broken === 'reset') socket?.resetAndDestroy();
  else socket?.destroy();
}

function write(request: IncomingMessage, response: ServerResponse, answer: HttpAnswer): void {
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}

/** @param closed the way of clients that come without the proxy */
export async function openHttpsServer(
  cloud: Pick<Cloud, 'answer'>,
  material: TlsMaterial,
  { host, port, limits, closed }: { readonly host: string; readonly port: number; readonly limits: DoorLimits; readonly closed: (name: string) => ClosedWay | null },
): Promise<HttpsServer> {
  const guests = new Map<string, Guest>();
  const keyOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress ?? ''} ${remotePort ?? 0}`;
  const inspecting = createSecureContext({ cert: material.inspection.certificate, key: material.inspection.key });
  const own = createSecureContext({ cert: material.certificate, key: material.key });

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const socket = request.socket as TLSSocket;
    const guest = guests.get(keyOf(socket)) ?? stranger;
    if (guest.page) return write(request, response, signInPage);
    const url = incomingUrl(request.headers.host ?? '', request.url ?? '/');
    if (!url) return write(request, response, { status: 400, headers: {}, body: '' });
    const body = await bodyOf(request);
    if (body === null) {
      write(request, response, { status: 413, headers: { connection: 'close' }, body: '' });
      return;
    }
    const presented = guest.inspected ? undefined : socket.getPeerCertificate(false)?.raw;
    const connection: Connection = { clientCertificate: presented ?? null, asker: guest.asker };
    const answer = await cloud.answer({ method: request.method ?? 'GET', url, headers: headersOf(request), body }, connection);
    if ('broken' in answer) breakOff(response, answer);
    else write(request, response, withLocalAddresses(answer, localAddress(request.headers.host ?? '')));
  }

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    take(request, response).catch(() => response.socket?.destroy());
  };
  const options = { requestCert: true, rejectUnauthorized: false, requestTimeout: limits.requestMsMax, headersTimeout: limits.requestMsMax } as const;
  const server: Server = createServer(
    { ...options, cert: material.certificate, key: material.key, SNICallback: (name, done) => done(null, closed(name)?.looksLike === 'impostor' ? inspecting : own) },
    onRequest,
  );
  // Whoever is inspected meets the inspector's certificate, whatever the name.
  const inspector: Server = createServer({ ...options, requestCert: false, cert: material.inspection.certificate, key: material.inspection.key }, onRequest);
  for (const each of [server, inspector]) {
    each.maxConnections = limits.connectionsMax;
    // A handshake that fails is the client's affair: it ends its own connection.
    each.on('tlsClientError', (_error, socket) => socket.destroy());
    each.on('clientError', (_error, socket) => socket.destroy());
  }
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    adopt(socket, guest) {
      const key = keyOf(socket);
      guests.set(key, guest);
      socket.once('close', () => guests.delete(key));
      (guest.inspected ? inspector : server).emit('connection', socket);
    },
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      for (const each of [server, inspector]) each.closeAllConnections();
    }),
  };
}
