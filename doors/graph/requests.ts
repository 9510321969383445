/** What every request to Graph has: a token, an id, refusals in one shape. Source: protocols.md 8.1. */
import { graphError, resourceNotFound, type GraphErrorWords } from '../../evidence/graph.ts';
import { bare, graphResource } from '../../mocks/entra/apps.ts';
import { guidFor } from '../../simulation/identity.ts';
import { virtualNowMs, type Exchange } from '../cloud/exchange.ts';
import { json, type HttpAnswer, type Reply } from '../cloud/reply.ts';
import { verifyToken, type Claims } from '../keys/tokens.ts';
import { runQuery, type Collection } from './query.ts';

/** The ids go into every answer, and into the body of an error. */
function idsOf({ world, headers, signIns }: Exchange) {
  const requestId = guidFor(world().seed, `graph request ${signIns.nextNumber()}`);
  return { 'request-id': requestId, 'client-request-id': headers.get('client-request-id') ?? requestId };
}

export function graphRefusal(exchange: Exchange, status: number, words: GraphErrorWords): HttpAnswer {
  const ids = idsOf(exchange);
  return json(graphError(exchange.world(), words, ids['request-id'], ids['client-request-id']), status, ids);
}

export const graphAnswer = (exchange: Exchange, body: unknown): HttpAnswer => json(body, 200, { ...idsOf(exchange), 'odata-version': '4.0' });

export const noContent = (exchange: Exchange): HttpAnswer => ({ status: 204, headers: idsOf(exchange), body: '' });

export const notFound = (exchange: Exchange, id: string): HttpAnswer => graphRefusal(exchange, 404, resourceNotFound(id));
export const badRequest = (exchange: Exchange, message: string): HttpAnswer => graphRefusal(exchange, 400, { code: 'BadRequest', message });

/** `https://graph.microsoft.com/v1.0`, as the client came to it. */
export const baseOf = ({ url, params }: Exchange): string => `${url.origin}/${(params.version ?? 'v1.0').toLowerCase()}`;

const unauthenticated = (exchange: Exchange, message: string): HttpAnswer => {
  const answer = graphRefusal(exchange, 401, { code: 'InvalidAuthenticationToken', message });
  return { ...answer, headers: { ...answer.headers, 'www-authenticate': 'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"' } };
};

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value.split(' ') : []);

/** The claims of the token, where it allows one of these permissions; else the refusal. */
async function authorised(exchange: Exchange, permissions: readonly string[]): Promise<{ readonly claims: Claims } | { readonly refusal: HttpAnswer }> {
  const token = /^Bearer\s+(\S+)$/i.exec(exchange.headers.get('authorization') ?? '')?.[1];
  if (token === undefined) return { refusal: unauthenticated(exchange, 'Access token is empty.') };
  const verified = await verifyToken(exchange.keys, token, virtualNowMs(exchange.world()));
  if ('invalid' in verified) {
    return { refusal: unauthenticated(exchange, verified.invalid === 'expired' ? 'Lifetime validation failed, the token is expired.' : 'Access token validation failure. JWT is not valid.') };
  }
  const { claims } = verified;
  if (!graphResource.names.includes(bare(String(claims.aud))) || claims.tid !== exchange.world().tenant.tenantId) return { refusal: unauthenticated(exchange, 'Access token validation failure. Invalid audience.') };
  const has = [...texts(claims.roles), ...texts(claims.scp)].map((name) => name.toLowerCase());
  if (!permissions.some((name) => has.includes(name.toLowerCase()))) {
    return { refusal: graphRefusal(exchange, 403, { code: 'Authorization_RequestDenied', message: 'Insufficient privileges to complete the operation.' }) };
  }
  return { claims };
}

/** An answerer for clients whose token allows one of these permissions; from the answer on, nothing waits. */
export const allowed = (permissions: readonly string[], answer: (exchange: Exchange, claims: Claims) => Reply) => async (exchange: Exchange): Promise<Reply['answer']> => {
  if (!['v1.0', 'beta'].includes((exchange.params.version ?? '').toLowerCase())) {
    return badRequest(exchange, `Invalid version: ${exchange.params.version ?? ''}. Versions: v1.0, beta.`);
  }
  const entered = await authorised(exchange, permissions);
  return 'refusal' in entered ? entered.refusal : exchange.settle(answer(exchange, entered.claims));
};

/** A list, as the client asked for it. */
export function listAnswer(exchange: Exchange, collection: Collection): HttpAnswer {
  const result = runQuery(collection, { url: exchange.url, isEventual: exchange.headers.get('consistencylevel')?.toLowerCase() === 'eventual' });
  if (!result.ok) return graphRefusal(exchange, 400, { code: result.code, message: result.message });
  return graphAnswer(exchange, {
    '@odata.context': `${baseOf(exchange)}/$metadata#${collection.name}`,
    ...(result.count === null ? {} : { '@odata.count': result.count }),
    ...(result.nextLink === null ? {} : { '@odata.nextLink': result.nextLink }),
    value: result.rows,
  });
}
