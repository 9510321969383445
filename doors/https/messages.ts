/** Requests of Node's server read whole, answers written, and connections that end as a failing network ends them. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { bodyOctetsMax } from '../cloud/cloud.ts';
import type { Break, HttpAnswer } from '../cloud/reply.ts';

/** `null`: larger than is read. */
export function bodyOf(request: IncomingMessage): Promise<Uint8Array | null> {
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
    request.on('end', () => resolve(parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)));
    request.on('error', reject);
    request.on('aborted', () => reject(new Error('aborted')));
  });
}

export function headersOf({ rawHeaders }: IncomingMessage): Headers {
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

export function write(request: IncomingMessage, response: ServerResponse, answer: HttpAnswer): void {
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}

/** @param line the TCP connection below TLS: only it can be reset */
export function breakOff(response: ServerResponse, broken: Break, line: Socket, silentMs: number): void {
  switch (broken) {
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': 4096 });
      // Without the farewell of TLS. A reset would overtake, now and then, what was written before it.
      response.write('{"', () => line.destroy());
      return;
    case 'silent': {
      const waiting = setTimeout(() => line.destroy(), silentMs);
      line.once('close', () => clearTimeout(waiting));
      return;
    }
    case 'tls':
      line.destroy();
      return;
    case 'reset':
      line.resetAndDestroy();
      return;
    default: {
      const unknown: never = broken;
      throw new Error(`doors: a connection cannot break as ${String(unknown)}.`);
    }
  }
}
