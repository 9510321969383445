/**
 * The cloud for tests in Node: one msw handler a host, in front of the same answering functions as every other door. Matching is
 * msw's only up to the host, since a long list of handlers is searched from its beginning at each request.
 */
import { http, HttpResponse, type HttpHandler } from 'msw';
import type { Cloud } from '../cloud/cloud.ts';
import { fromOutside, type Connection } from '../cloud/exchange.ts';
import { cloudHosts } from '../cloud/hosts.ts';
import type { Break } from '../cloud/reply.ts';

const bodiless = new Set([204, 304]);

/** An answer of which the connection does not bring the end. */
function cutOff(): Response {
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(Buffer.from('{"')),
    pull: (controller) => controller.error(new TypeError('terminated')),
  });
  return new Response(body, { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' } });
}

/** The status of a broken connection is that there is none; which way it broke stands beside it, for whoever looks. */
const brokenOff = (broken: Break): Response => (broken === 'cut' ? cutOff() : Object.assign(HttpResponse.error(), { broken }));

/**
 * Handlers for `setupServer`. TLS client certificates do not exist here: what needs one is refused as to a client without.
 * @param connection how the next request comes in, where somebody in this process knows
 */
export const mswHandlers = (cloud: Pick<Cloud, 'answer'>, connection: () => Connection = () => fromOutside): HttpHandler[] =>
  cloudHosts.map((host) =>
    http.all(`https://${host}/*`, async ({ request }) => {
      const { method, headers } = request;
      const answer = await cloud.answer({ method, url: new URL(request.url), headers, body: new Uint8Array(await request.arrayBuffer()) }, connection());
      if ('broken' in answer) return brokenOff(answer.broken);
      const body = method === 'HEAD' || bodiless.has(answer.status) ? null : answer.body;
      return new HttpResponse(body as ConstructorParameters<typeof Response>[0], { status: answer.status, headers: answer.headers });
    }),
  );
