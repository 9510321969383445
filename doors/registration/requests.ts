/** What every request to the registration service has: an id, which its answer carries, and refusals in one of two shapes. */
import type { Failure, ServerError } from '../../knowledge/vocabulary.ts';
import { errorAnswer } from '../../mocks/entra/registration-messages.ts';
import { formatIso } from '../../simulation/calendar.ts';
import { guidFor } from '../../simulation/identity.ts';
import type { World } from '../../simulation/world.ts';
import { virtualNowMs, type Exchange } from '../cloud/exchange.ts';
import type { Served } from '../cloud/faults-on-the-wire.ts';
import { empty, json, type HttpAnswer } from '../cloud/reply.ts';

export const requestIdOf = (world: World): string => guidFor(world.seed, `request ${world.tenant.requestCount}`);

/** The tenant after one more request. */
export const counted = (world: World): World['tenant'] => ({ ...world.tenant, requestCount: world.tenant.requestCount + 1 });

/** What every refusal is worded with. */
export const asRequest = (world: World) => ({ requestId: requestIdOf(world), errorFormat: world.settings['entra.errorFormat'] });

/** A refused request is counted like any other. */
export const refused = (world: World, failure: Failure): Served => ({ ok: false, failure, effect: { changes: { tenant: counted(world) } } });

/** The request id, and the client's own id where it asks for it back (protocols.md 5.3). */
export function headersFor({ headers }: Exchange, requestId: string): HttpAnswer['headers'] {
  const own = headers.get('client-request-id');
  const echoes = own !== null && headers.get('return-client-request-id')?.toLowerCase() === 'true';
  return { 'request-id': requestId, ...(echoes ? { 'client-request-id': own } : {}) };
}

/** Words a refusal in the tenant's error format (protocols.md 5.7). */
export const refusalFor = (exchange: Exchange) => (error: ServerError): HttpAnswer => {
  const world = exchange.world();
  const headers = headersFor(exchange, error.requestId);
  if (error.httpStatus === 503) return empty(503, headers);
  return json(errorAnswer(error, formatIso(virtualNowMs(world)), world.settings['entra.errorFormat']), error.httpStatus, headers);
};
