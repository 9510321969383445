/**
 * Through the HTTPS door, as any client that honours a proxy: CONNECT with the name of the device, TLS with the certificate of the request,
 * HTTP/1.1. Each request has its own connection, so that none is answered with another's certificate.
 */
import { X509Certificate } from 'node:crypto';
import { request as plainRequest, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { Break } from '../cloud/reply.ts';
import type { HttpsDoor } from '../https/index.ts';
import type { Received, Sender, Transport, WireRequest } from './transport.ts';

class Broken extends Error {
  readonly way: Break;

  constructor(way: Break, cause?: unknown) {
    super(`the connection ended: ${way}`, { cause });
    this.way = way;
  }
}

/** As the proxy knows the security contexts of a device. */
const proxyUser = ({ device, context }: Sender['asker']): string => (context === 'system' ? `${device}$` : `${device}\\user`);

const tunnel = (port: number, host: string, asker: Sender['asker']): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const authorization = `Basic ${Buffer.from(`${proxyUser(asker)}:`).toString('base64')}`;
    const asked = plainRequest({ host: '127.0.0.1', port, method: 'CONNECT', path: `${host}:443`, headers: { host: `${host}:443`, 'proxy-authorization': authorization }, agent: false });
    asked.once('connect', (response, socket) => (response.statusCode === 200 ? resolve(socket) : (socket.destroy(), reject(new Broken('reset', `the proxy answers ${response.statusCode ?? 0}`)))));
    asked.once('error', (error) => reject(new Broken('reset', error)));
    asked.end();
  });

const secured = (socket: Socket, host: string, authority: string, certificate: Sender['certificate']): Promise<TLSSocket> =>
  new Promise((resolve, reject) => {
    const own = certificate && { cert: new X509Certificate(certificate.der).toString(), key: certificate.key.privateKey.export({ type: 'pkcs8', format: 'pem' }) };
    const secure = connect({ socket, servername: host, ca: authority, ...own });
    secure.once('secureConnect', () => resolve(secure));
    secure.once('error', (error) => reject(new Broken('tls', error)));
  });

const whole = (response: IncomingMessage): Promise<string> =>
  new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    response.on('data', (octets: Buffer) => parts.push(octets));
    response.once('end', () => (response.complete ? resolve(Buffer.concat(parts).toString('utf8')) : reject(new Broken('cut'))));
    response.once('error', (error) => reject(new Broken('cut', error)));
  });

/** Node's words for a connection that was closed without an answer; one that is reset names the system call. */
const wayOf = ({ code, syscall }: NodeJS.ErrnoException): Break => (code === 'ECONNRESET' && syscall === undefined ? 'silent' : 'reset');

const exchanged = (socket: TLSSocket, url: URL, { method, headers, body }: WireRequest): Promise<Received> =>
  new Promise((resolve, reject) => {
    const octets = Buffer.from(body);
    // HTTP over a socket that is secure already; without an agent, which would open one of its own.
    const asked = plainRequest({
      method, path: `${url.pathname}${url.search}`, createConnection: () => socket,
      headers: { ...headers, host: url.host, connection: 'close', 'content-length': octets.length },
    });
    asked.once('response', (response) => {
      whole(response).then((text) => resolve({ status: response.statusCode ?? 0, headers: response.headers as { readonly [name: string]: string }, body: text }), reject);
    });
    asked.once('error', (error) => reject(new Broken(wayOf(error), error)));
    asked.end(octets);
  });

export const httpsTransport = (door: Pick<HttpsDoor, 'proxyPort' | 'close'> & { readonly material: Pick<HttpsDoor['material'], 'authority'> }): Transport => ({
  async send(request, { asker, certificate }) {
    const url = new URL(request.url);
    try {
      const socket = await secured(await tunnel(door.proxyPort, url.hostname, asker), url.hostname, door.material.authority, certificate);
      try {
        return await exchanged(socket, url, request);
      } finally {
        socket.destroy();
      }
    } catch (error) {
      if (error instanceof Broken) return { broken: error.way };
      throw error;
    }
  },
  close: () => door.close(),
});
