/** An app speaks for itself. Source: protocols.md 6.6. */
import { field, targetOf, type Grant } from './ask.ts';
import { clientOf } from './client-authentication.ts';
import { issueTokens, tokenAnswer } from './issue.ts';
import { isShared, refuse } from './refusals.ts';

export const clientCredentialsGrant: Grant = async (ask) => {
  const { exchange, version, authority } = ask;
  const client = await clientOf(ask);
  if ('refused' in client) return client;
  if (client.proof === '0') return refuse(exchange, 7000218);
  if (isShared(authority)) return refuse(exchange, 50059);
  const target = targetOf(exchange, version, field(ask, 'scope'), field(ask, 'resource'));
  if ('refused' in target) return target;
  // An app asks for all that it was granted, never for single permissions.
  if (version === 2 && target.scope.permissions.join() !== '.default') return refuse(exchange, 70011);
  const members = await issueTokens(exchange, { version, client, target, user: null, amr: [], deviceId: null, refreshToken: null, withIdToken: false, withClientInfo: false });
  return { answer: tokenAnswer(members), ...(client.remember ? { remember: client.remember } : {}) };
};
