/** What `joinlab ctl` and the shim say to the control API, and how they hear. */
import { request } from 'node:http';
import type { Io } from '../io.ts';
import { usage } from '../loading.ts';
import type { ServerAddress } from './address.ts';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A long advance keeps the server busy for minutes. */
const waitMsMax = 600_000;

/** @throws Error of the system when nobody listens */
export function ask({ url, token }: ServerAddress, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? '' : JSON.stringify(body);
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
    const call = request(new URL(path, url), { method, headers, timeout: waitMsMax }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        try {
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(parts).toString('utf8')) as unknown });
        } catch (error) {
          reject(error as Error);
        }
      });
      response.on('error', reject);
    });
    call.on('timeout', () => call.destroy(Object.assign(new Error(`no answer in ${waitMsMax} ms`), { code: 'ETIMEDOUT' })));
    call.on('error', reject);
    call.end(text);
  });
}

/** Prints what the server refuses, and what to do. @returns the exit code */
export function sayRefused({ status, body }: Answer, io: Io): number {
  const { error } = body as { error?: { code: string; message: string; next: string } };
  return usage(io, error ? `${error.code} ${error.message} ${error.next}` : `The server answers with status ${status}.`);
}

const unreachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EHOSTUNREACH', 'ETIMEDOUT']);

/** Carries out what asks the server; says so where nobody answers. @returns the exit code */
export async function withServer(url: string, io: Io, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || !unreachable.has(code)) throw error;
    return usage(io, `No server answers at ${url} (${code}). Is joinlab serve still running?`);
  }
}

/** Hands over each event of the trace as it comes, until the server ends. */
export function follow({ url, token }: ServerAddress, path: string, onData: (data: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = request(new URL(path, url), { headers: { authorization: `Bearer ${token}` } }, (response) => {
      let rest = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        const events = (rest + part).split('\n\n');
        rest = events.pop() ?? '';
        for (const event of events) {
          const line = event.split('\n').find((each) => each.startsWith('data: '));
          if (line) onData(line.slice('data: '.length));
        }
      });
      response.on('end', resolve);
      response.on('error', () => resolve());
    });
    call.on('error', reject);
    call.end();
  });
}
