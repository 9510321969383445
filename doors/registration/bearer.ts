/** The token of a request to the registration service: issued by this tenant, for this service, and not expired. Source: protocols.md 1. */
import { registrationResource } from '../../mocks/entra/apps.ts';
import { virtualNowMs, type Exchange } from '../cloud/exchange.ts';
import { verifyToken, type Claims } from '../keys/tokens.ts';

export type Bearer = { readonly claims: Claims } | { readonly invalid: string };

export async function bearerOf(exchange: Exchange): Promise<Bearer> {
  const world = exchange.world();
  const token = /^Bearer +(\S+)$/i.exec(exchange.headers.get('authorization')?.trim() ?? '')?.[1];
  if (!token) return { invalid: 'The request has no bearer token.' };
  const verified = await verifyToken(exchange.keys, token, virtualNowMs(world));
  if ('invalid' in verified) return { invalid: verified.invalid === 'expired' ? 'The token has expired.' : 'The token is malformed, or not signed by the tenant.' };
  const { claims } = verified;
  const { names } = registrationResource;
  if (!names.some((name) => name === claims.aud)) return { invalid: `The token is for ${JSON.stringify(claims.aud)}; the registration service is ${names.join(' or ')}.` };
  return claims.tid === world.tenant.tenantId ? { claims } : { invalid: 'The token is of another tenant.' };
}
