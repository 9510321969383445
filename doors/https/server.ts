/**
 * The cloud on a real TLS port. Client certificates are asked for and not required: whether one is needed, and whose it is, is decided by
 * the route. What a client presented comes from the handshake, in which it has proven to hold the key; no header can say it.
 */
import { createServer, type Server, type ServerOptions } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { createSecureContext, type TLSSocket } from 'node:tls';
import type { Cloud } from '../cloud/cloud.ts';
import type { Connection } from '../cloud/exchange.ts';
import { portalPage, type ClosedWay } from '../cloud/way.ts';
import { certifiedAs, identities, identityOf, identityShown, type Identity } from './identities.ts';
import { refuseMalformed, serverOptions, type DoorLimits } from './limits.ts';
import { listening } from './listening.ts';
import { incomingUrl, localAddress, withLocalAddresses } from './local-address.ts';
import { bodyOf, breakOff, headersOf, write } from './messages.ts';
import type { TlsMaterial } from './tls-material.ts';

/** Who came through the proxy, and what stood in the way then. */
export interface Guest {
  readonly asker: Connection['asker'];
  readonly met: ClosedWay | null;
}

export interface HttpsServer {
  readonly port: number;
  /** Takes over a connection that came through the proxy. */
  readonly adopt: (socket: Socket, guest: Guest) => void;
  readonly close: () => Promise<void>;
}

export interface HttpsServerOptions {
  readonly host: string;
  readonly port: number;
  readonly limits: DoorLimits;
  /** How long a connection that gets no answer is held. */
  readonly silentMs: number;
  readonly closed: (name: string, asker: Connection['asker']) => ClosedWay | null;
}

/** What a handshake has brought. */
interface Session {
  readonly line: Line;
  readonly identity: Identity;
  readonly clientCertificate: Uint8Array | null;
}

interface Line {
  /** `null`: came without the proxy. */
  readonly guest: Guest | null;
  readonly socket: Socket;
  underWay: number;
}

/** One TLS connection is known by its ends. */
const keyOf = ({ remoteAddress, remotePort, localPort }: Socket): string => `${remoteAddress ?? ''} ${remotePort ?? 0} ${localPort ?? 0}`;

export async function openHttpsServer(cloud: Pick<Cloud, 'answer'>, material: TlsMaterial, { host, port, limits, silentMs, closed }: HttpsServerOptions): Promise<HttpsServer> {
  const lines = new Map<string, Line>();
  const shownIn = identityShown(material);
  const sessions = new WeakMap<object, Session>();

  const enter = (socket: Socket, guest: Guest | null): void => {
    const key = keyOf(socket);
    lines.set(key, { guest, socket, underWay: 0 });
    socket.once('close', () => lines.delete(key));
  };

  const begin = (socket: TLSSocket): void => {
    const line = lines.get(keyOf(socket));
    const identity = shownIn(socket);
    // An inspecting proxy cannot pass on the certificate of the client.
    const clientCertificate = identity === 'impostor' ? null : (socket.getPeerCertificate(false)?.raw ?? null);
    if (line) sessions.set(socket, { line, identity, clientCertificate });
  };

  async function answer(request: IncomingMessage, response: ServerResponse, { line, identity, clientCertificate }: Session): Promise<void> {
    const { guest } = line;
    // Whose page it was at the beginning of a connection it stays; the next one may get through.
    if (guest?.met?.looksLike === 'page') return write(request, response, { ...portalPage, headers: { ...portalPage.headers, connection: 'close' } });
    const url = incomingUrl(request.headers.host ?? '', request.url ?? '/');
    if (!url) return write(request, response, { status: 400, headers: {}, body: '' });
    const body = await bodyOf(request);
    if (body === null) return write(request, response, { status: 413, headers: { connection: 'close' }, body: '' });
    /** What is in the way now, and was not when the connection came about. */
    const obstacle = (): ClosedWay | null => {
      const now = closed(url.hostname, guest?.asker ?? null);
      return now && identityOf(now) !== 'cloud' && identityOf(now) === identity ? null : now;
    };
    const before = obstacle();
    // A portal takes over whatever is under way, for a client that it cannot have met before.
    if (before?.looksLike === 'page' && !guest) return write(request, response, portalPage);
    if (before) return breakOff(response, 'reset', line.socket, silentMs);
    const connection: Connection = { clientCertificate, asker: guest?.asker ?? null };
    const answered = await cloud.answer({ method: request.method ?? 'GET', url, headers: headersOf(request), body }, connection);
    // The way closed meanwhile: what was done is done, and the client does not learn of it.
    if (obstacle()) breakOff(response, 'reset', line.socket, silentMs);
    else if ('broken' in answered) breakOff(response, answered.broken, line.socket, silentMs);
    else write(request, response, withLocalAddresses(answered, localAddress(request.headers.host ?? '')));
  }

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const session = sessions.get(request.socket);
    if (!session || session.line.underWay >= limits.requestsUnderWayMax) return void request.socket.destroy();
    const { line } = session;
    line.underWay += 1;
    answer(request, response, session).catch(() => line.socket.destroy()).finally(() => { line.underWay -= 1; });
  };

  function serve(options: ServerOptions): Server {
    const server = createServer({ ...serverOptions(limits), handshakeTimeout: limits.requestMsMax, requestCert: true, rejectUnauthorized: false, ...options }, onRequest);
    server.maxConnections = limits.connectionsMax;
    // A handshake that fails is the client's affair: it ends its own connection.
    server.on('tlsClientError', (_error, socket) => socket.destroy());
    server.on('clientError', refuseMalformed);
    // Before the HTTP of the connection begins.
    server.prependListener('secureConnection', begin);
    return server;
  }

  const contexts = new Map(identities.map((identity) => [identity, createSecureContext({ cert: certifiedAs(material, identity).certificate, key: certifiedAs(material, identity).key })]));
  const direct = serve({
    cert: material.certificate, key: material.key, SNICallback: (name, done) => done(null, contexts.get(identityOf(closed(name, null)))),
  });
  direct.on('connection', (socket: Socket) => enter(socket, null));
  // Whoever comes through the proxy meets what stands in the way, whatever the name in the handshake.
  const proxied = new Map(identities.map((identity) => [identity, serve({ requestCert: identity !== 'impostor', cert: certifiedAs(material, identity).certificate, key: certifiedAs(material, identity).key })]));
  return {
    port: await listening(direct, host, port),
    adopt(socket, guest) {
      enter(socket, guest);
      proxied.get(identityOf(guest.met))?.emit('connection', socket);
    },
    close: () => new Promise((resolve) => {
      direct.close(() => resolve());
      for (const { socket } of lines.values()) socket.destroy();
    }),
  };
}
