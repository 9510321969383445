/** How much of this machine a client can take. Past a limit it gets the answer that HTTP has for it, or loses its connection. */
import type { Duplex } from 'node:stream';

export interface DoorLimits {
  /** @default 2000 */
  readonly connectionsMax: number;
  /** Time for a TLS handshake and for a whole request to arrive. @default 30000 */
  readonly requestMsMax: number;
  /** Of one request, its first line included. @default 16384 */
  readonly headerOctetsMax: number;
  /** Requests that one connection may send before it has their answers. @default 100 */
  readonly requestsUnderWayMax: number;
}

export const defaultLimits: DoorLimits = { connectionsMax: 2000, requestMsMax: 30_000, headerOctetsMax: 16_384, requestsUnderWayMax: 100 };

/** Options of a server of Node. It looks for requests that take too long now and then only. */
export const serverOptions = ({ requestMsMax, headerOctetsMax }: DoorLimits) => ({
  requestTimeout: requestMsMax, headersTimeout: requestMsMax, connectionsCheckingInterval: Math.min(1000, requestMsMax), maxHeaderSize: headerOctetsMax,
});

const statusOf: { readonly [code: string]: string } = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Answers what is no HTTP, and closes. */
export function refuseMalformed(error: Error, socket: Duplex): void {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (socket.writable && code !== 'ECONNRESET') socket.write(`HTTP/1.1 ${statusOf[code] ?? '400 Bad Request'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  socket.destroy();
}
