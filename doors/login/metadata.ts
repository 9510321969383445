/** What clients read before they sign in: OpenID configuration, keys, clouds. Source: protocols.md 4.2. */
import { instanceDocument, openIdDocument } from '../../mocks/entra/openid-documents.ts';
import type { Exchange } from '../cloud/exchange.ts';
import { json, type Reply } from '../cloud/reply.ts';
import type { Route } from '../cloud/route.ts';
import { keySet } from '../keys/tokens.ts';
import { isShared, knowsAuthority, refusal, refuse } from './refusals.ts';

const unknownTenant = (exchange: Exchange, name: string): Reply => ({ answer: refusal(exchange, refuse(exchange, 90002, name)) });

/** `common` stays as it is, any name of the tenant becomes its id. */
const canonical = ({ world }: Exchange, authority: string): string => (isShared(authority) ? authority.toLowerCase() : world().tenant.tenantId);

const configuration = (version: 1 | 2) => (exchange: Exchange): Reply => {
  const name = exchange.params.tenant ?? '';
  if (!knowsAuthority(exchange.world(), name)) return unknownTenant(exchange, name);
  return { answer: json(openIdDocument(canonical(exchange, name), version)) };
};

function keys(exchange: Exchange): Reply {
  const name = exchange.params.tenant ?? '';
  return knowsAuthority(exchange.world(), name) ? { answer: json(keySet(exchange.keys)) } : unknownTenant(exchange, name);
}

/** Asked with the address of an authority: whose it is, is known by its first part. */
function clouds(exchange: Exchange): Reply {
  const endpoint = exchange.url.searchParams.get('authorization_endpoint');
  if (endpoint === null) return { answer: refusal(exchange, refuse(exchange, 90014, 'authorization_endpoint')) };
  const name = URL.canParse(endpoint) ? (new URL(endpoint).pathname.split('/')[1] ?? '') : '';
  if (!knowsAuthority(exchange.world(), name)) return unknownTenant(exchange, name);
  const versioned = /\/v2\.0(\/|$)/i.test(endpoint) ? '/v2.0' : '';
  return { answer: json(instanceDocument(`${canonical(exchange, name)}${versioned}`)) };
}

export const metadataRoutes: readonly Route[] = [
  { method: 'GET', path: '/common/discovery/instance', answer: clouds },
  { method: 'GET', path: '/:tenant/.well-known/openid-configuration', answer: configuration(1) },
  { method: 'GET', path: '/:tenant/v2.0/.well-known/openid-configuration', answer: configuration(2) },
  { method: 'GET', path: '/:tenant/discovery/keys', answer: keys },
  { method: 'GET', path: '/:tenant/discovery/v2.0/keys', answer: keys },
];
