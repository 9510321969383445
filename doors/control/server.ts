/**
 * The control API over HTTP: for one user on this machine. It wants a token in each request, and refuses what a web page could send: a
 * request with an `Origin`, or one that came by another name than its own (DNS rebinding).
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { defaultLimits, refuseMalformed, serverOptions, type DoorLimits } from '../https/limits.ts';
import { listening } from '../https/listening.ts';
import { bodyOf } from '../https/messages.ts';
import { matchRoute } from '../cloud/route.ts';
import { doorProblems, Refused } from '../problems.ts';
import { openApiDocument } from './openapi.ts';
import type { ControlContext, ControlOperation } from './operation.ts';
import { controlOperations } from './index.ts';

export interface ControlServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

export interface ControlServerOptions {
  readonly host: string;
  readonly port: number;
  readonly token: string;
  readonly version: string;
  readonly limits?: Partial<DoorLimits>;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Paths only: this server is no proxy, and goes by one name. */
function addressOf(target: string): URL {
  const address = `http://control${target}`;
  if (!target.startsWith('/') || !URL.canParse(address)) throw new Refused('JL438', 'The target of the request is no path.');
  return new URL(address);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = `${JSON.stringify(body, null, 2)}\n`;
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text), 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  response.end(text);
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const octets = await bodyOf(request);
  if (octets === null) throw new Refused('JL430', 'The body is larger than 1 MiB.');
  const text = Buffer.from(octets).toString('utf8');
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused('JL431', 'The body is no JSON.');
  }
}

/** The first thing that a check objects to, with its place. */
function checked(type: ControlOperation['body'], value: unknown, what: string): unknown {
  if (!type) return undefined;
  const result = type.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Refused('JL432', `${[what, ...(issue?.path ?? [])].join('.')}: ${issue?.message ?? 'is not as it should be'}.`);
}

export async function openControlServer(context: ControlContext, { host, port, token, version, limits: own }: ControlServerOptions): Promise<ControlServer> {
  const limits = { ...defaultLimits, connectionsMax: 500, ...own };
  const wanted = digest(`Bearer ${token}`);
  const streams = new Set<() => void>();
  context.labs.onChange = () => {
    for (const push of streams) push();
  };

  function admit({ headers }: IncomingMessage): void {
    if (headers.origin !== undefined) throw new Refused('JL433', 'Requests of web pages are refused: this one has an Origin.');
    const name = (headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    if (!['localhost', '127.0.0.1', '[::1]', host.toLowerCase()].includes(name)) throw new Refused('JL434', `This server is not ${headers.host ?? 'nameless'}.`);
    if (!timingSafeEqual(digest(headers.authorization ?? ''), wanted)) throw new Refused('JL435', 'The token is missing or wrong.');
  }

  function follow(url: URL, request: IncomingMessage, response: ServerResponse): void {
    const from = Number(url.searchParams.get('from') ?? request.headers['last-event-id'] ?? context.labs.current.trace.entries.length);
    let next = Number.isSafeInteger(from) && from >= 0 ? from : 0;
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const push = (): void => {
      const { entries } = context.labs.current.trace;
      // Another lab may have fewer.
      next = Math.min(next, entries.length);
      // What a slow reader has not read yet waits in the trace, not in its connection.
      for (; next < entries.length && !response.writableNeedDrain; next += 1) {
        const entry = entries[next] as (typeof entries)[number];
        response.write(`id: ${entry.index}\nevent: ${entry.kind}\ndata: ${JSON.stringify(entry)}\n\n`);
      }
    };
    response.on('drain', push);
    streams.add(push);
    request.on('close', () => streams.delete(push));
    response.flushHeaders();
    push();
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    admit(request);
    const url = addressOf(request.url ?? '');
    if (request.method === 'GET' && url.pathname === '/v1/openapi.json') return send(response, 200, openApiDocument(version));
    if (request.method === 'GET' && url.pathname === '/v1/trace/stream') return follow(url, request, response);
    const match = matchRoute(controlOperations, request.method ?? 'GET', url.pathname);
    if (match.kind === 'wrong-method') throw new Refused('JL436', `${url.pathname} takes ${match.allowed.join(', ')}.`);
    if (match.kind === 'unknown') throw new Refused('JL437', `There is nothing at ${url.pathname}.`);
    const { route: operation } = match;
    const query = checked(operation.query, Object.fromEntries(url.searchParams), 'query');
    const body = operation.body ? checked(operation.body, await jsonOf(request), 'body') : undefined;
    send(response, 200, await operation.run(context, { params: match.params, query, body }));
  }

  const server = createServer(serverOptions(limits), (request, response) => {
    take(request, response).catch((error: unknown) => {
      const { code, message } = error instanceof Refused ? error : new Refused('JL499', 'joinlab broke.');
      const { status, next } = doorProblems[code];
      if (response.headersSent) return void response.destroy();
      // What has not been read of a refused request is not waited for.
      if (!request.complete) response.setHeader('connection', 'close');
      send(response, status, { error: { code, message, next } });
    });
  });
  server.maxConnections = limits.connectionsMax;
  server.on('clientError', refuseMalformed);
  return {
    port: await listening(server, host, port),
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}
