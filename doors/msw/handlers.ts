/**
 * The cloud for tests in Node: one msw handler a host, in front of the same answering functions as every other door. Matching is
 * msw's only up to the host, since a long list of handlers is searched from its beginning at each request.
 */
import { http, HttpResponse, type HttpHandler } from 'msw';
import type { Cloud } from '../cloud/cloud.ts';
import { fromOutside } from '../cloud/exchange.ts';
import { cloudHosts } from '../cloud/hosts.ts';

const bodiless = new Set([204, 304]);

/** Handlers for `setupServer`. TLS client certificates do not exist here: what needs one is refused as to a client without. */
export const mswHandlers = (cloud: Cloud): HttpHandler[] =>
  cloudHosts.map((host) =>
    http.all(`https://${host}/*`, async ({ request }) => {
      const { method, headers } = request;
      const answer = await cloud.answer({ method, url: new URL(request.url), headers, body: new Uint8Array(await request.arrayBuffer()) }, fromOutside);
      // The status of a broken connection is that there is none.
      if ('broken' in answer) return HttpResponse.error();
      const body = method === 'HEAD' || bodiless.has(answer.status) ? null : answer.body;
      return new HttpResponse(body as ConstructorParameters<typeof Response>[0], { status: answer.status, headers: answer.headers });
    }),
  );
