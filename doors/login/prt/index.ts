/** Requests of devices: a signed JWT in the field `request`. What is asked is said inside it, never by the outer grant type. */
import { field, type Grant } from '../ask.ts';
import { refuse } from '../refusals.ts';
import { deviceSigned } from './request.ts';
import { readRequestToken } from './request-token.ts';
import { sessionSigned } from './use.ts';

export const deviceRequestGrant: Grant = (ask) => {
  const request = readRequestToken(field(ask, 'request'));
  if (!request) return refuse(ask.exchange, 50027);
  if (request.header.alg === 'RS256') return deviceSigned(ask, request);
  // Whatever else an algorithm may be, `none` among them.
  return request.header.alg === 'HS256' ? sessionSigned(ask, request) : refuse(ask.exchange, 50027);
};
