/** How the token service words a refusal, and the ids that go with it. Source: protocols.md 7. */
import type { Failure, ServerError } from '../../knowledge/vocabulary.ts';
import { answersTo } from '../../mocks/entra/registration-service.ts';
import { tokenErrorBody, tokenFailure, type TokenErrorNumber } from '../../mocks/entra/token-errors.ts';
import { formatDateTime } from '../../simulation/calendar.ts';
import { guidFor, isGuid } from '../../simulation/identity.ts';
import type { World } from '../../simulation/world.ts';
import { virtualNowMs, type Exchange } from '../cloud/exchange.ts';
import { json, type HttpAnswer } from '../cloud/reply.ts';

export interface Refused {
  readonly refused: Failure;
}

/** Trace id of a request that leaves nothing behind in the world. */
export const traceIdOf = ({ world, signIns }: Exchange): string => guidFor(world().seed, `trace ${signIns.nextNumber()}`);

export const refuse = (exchange: Exchange, number: TokenErrorNumber, about = ''): Refused => ({ refused: tokenFailure(number, traceIdOf(exchange), about) });

/** `2026-01-31 09:15:00Z`. */
const timestampOf = (world: World): string => `${formatDateTime(virtualNowMs(world))}Z`;

/** The client's own id is the correlation id, where it sends one. */
const correlationIdOf = ({ headers, url, world }: Exchange, requestId: string): string => {
  const own = headers.get('client-request-id') ?? url.searchParams.get('client-request-id') ?? '';
  return isGuid(own) ? own.toLowerCase() : guidFor(world().seed, `correlation of ${requestId}`);
};

export const noStore = { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' };

/** Words a refusal. */
export const refusalFor = (exchange: Exchange) => (error: ServerError): HttpAnswer => {
  const body = tokenErrorBody(error, { correlationId: correlationIdOf(exchange, error.requestId), timestamp: timestampOf(exchange.world()) });
  return json(body, error.httpStatus, { ...noStore, 'x-ms-request-id': error.requestId });
};

export const refusal = (exchange: Exchange, { refused }: Refused): HttpAnswer => {
  if (!refused.server) throw new Error(`doors: the token service refuses without words: ${refused.reason}`);
  return refusalFor(exchange)(refused.server);
};

/** Authorities that leave the tenant to the user who signs in. */
const shared = new Set(['common', 'organizations']);

export const isShared = (authority: string): boolean => shared.has(authority.toLowerCase());

/** Whether the first part of a path names this tenant, or leaves it open. */
export const knowsAuthority = (world: World, authority: string): boolean => isShared(authority) || answersTo(world.tenant, authority);
