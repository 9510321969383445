/**
 * The cloud for tests in Node: one msw handler a host, in front of the same answering functions as every other door. Matching is
 * msw's only up to the host, since a long list of handlers is searched from its beginning at each request.
 */
import { http, HttpResponse, type HttpHandler } from 'msw';
import type { Cloud } from '../cloud/cloud.ts';
import { fromOutside, type Connection } from '../cloud/exchange.ts';
import { cloudHosts } from '../cloud/hosts.ts';
import type { Break, HttpAnswer } from '../cloud/reply.ts';
import { portalPage, type ClosedWay } from '../cloud/way.ts';

export interface MswDoor {
  /** How the next request comes in, where somebody in this process knows. */
  readonly connection?: () => Connection;
  /** What is in the way of a client. */
  readonly closed?: (host: string, asker: Connection['asker']) => ClosedWay | null;
  /** How long a request that gets no answer is held. */
  readonly silentMs?: number;
}

const bodiless = new Set([204, 304]);

/** An answer of which the connection does not bring the end. */
function cutOff(): Response {
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(Buffer.from('{"')),
    pull: (controller) => controller.error(new TypeError('terminated')),
  });
  return new Response(body, { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' } });
}

/** `error.cause.code` as the fetch of Node has it when a connection really ends so. */
const codes: { readonly [how in Exclude<Break, 'cut'> | Exclude<ClosedWay['looksLike'], 'page'>]: string } = {
  reset: 'ECONNRESET',
  silent: 'UND_ERR_HEADERS_TIMEOUT',
  tls: 'EPROTO',
  unresolved: 'ENOTFOUND',
  refused: 'ECONNREFUSED',
  'needs-credentials': 'UND_ERR_ABORTED',
  impostor: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  untrusted: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'out-of-date': 'CERT_HAS_EXPIRED',
};

/** The status of a broken connection is that there is none; which way it broke stands beside it, for whoever looks. */
const noAnswer = (how: keyof typeof codes): Response => Object.assign(HttpResponse.error(), { broken: how, code: codes[how] });

const answered = ({ status, headers, body }: HttpAnswer, method: string): Response =>
  new HttpResponse((method === 'HEAD' || bodiless.has(status) ? null : body) as ConstructorParameters<typeof Response>[0], { status, headers });

const waited = (ms: number): Promise<void> => (ms > 0 ? new Promise((resolve) => { setTimeout(resolve, ms).unref(); }) : Promise.resolve());

/** Handlers for `setupServer`. TLS client certificates do not exist here: what needs one is refused as to a client without. */
export function mswHandlers(cloud: Pick<Cloud, 'answer'>, { connection = () => fromOutside, closed = () => null, silentMs = 0 }: MswDoor = {}): HttpHandler[] {
  async function answer(request: Request): Promise<Response> {
    const { method, headers } = request;
    const url = new URL(request.url);
    const from = connection();
    const before = closed(url.hostname, from.asker);
    if (before) return before.looksLike === 'page' ? answered(portalPage, method) : noAnswer(before.looksLike);
    const reply = await cloud.answer({ method, url, headers, body: new Uint8Array(await request.arrayBuffer()) }, from);
    // The way closed meanwhile: what was done is done, and the client does not learn of it.
    if (closed(url.hostname, from.asker)) return noAnswer('reset');
    if (!('broken' in reply)) return answered(reply, method);
    if (reply.broken === 'cut') return cutOff();
    if (reply.broken === 'silent') await waited(silentMs);
    return noAnswer(reply.broken);
  }
  return cloudHosts.map((host) => http.all(`https://${host}/*`, ({ request }) => answer(request)));
}
