/** The token endpoint: which grant is asked for, under the faults of the service. Source: protocols.md 4.3, 6, 7. */
import { bodyForm, type Exchange } from '../cloud/exchange.ts';
import { underFaults, type Served } from '../cloud/faults-on-the-wire.ts';
import { fromOneWorld } from '../cloud/from-one-world.ts';
import type { Reply } from '../cloud/reply.ts';
import type { Route } from '../cloud/route.ts';
import { field, type Grant, type Outcome, type TokenAsk } from './ask.ts';
import { clientCredentialsGrant } from './client-credentials.ts';
import { answerNonce } from './nonce.ts';
import { deviceRequestGrant } from './prt/index.ts';
import { knowsAuthority, refusalFor, refuse } from './refusals.ts';
import { deviceCodeGrant, passwordGrant, refreshTokenGrant } from './user-grants.ts';

const grants: { readonly [type: string]: Grant } = {
  client_credentials: clientCredentialsGrant,
  password: passwordGrant,
  refresh_token: refreshTokenGrant,
  // MSAL Node uses the short name (protocols.md 6.6).
  device_code: deviceCodeGrant,
  'urn:ietf:params:oauth:grant-type:device_code': deviceCodeGrant,
  // Codes come from a browser's sign-in, which is not played: none that is shown here was ever issued.
  authorization_code: ({ exchange }) => refuse(exchange, 70008),
  // Assertions come from a federation server, which is not played.
  'urn:ietf:params:oauth:grant-type:saml1_1-bearer': ({ exchange }) => refuse(exchange, 50008),
};

/** The grant of a request. */
function grantOf(ask: TokenAsk): Grant {
  if (ask.form.has('request')) return deviceRequestGrant;
  const type = field(ask, 'grant_type');
  if (type === '') return ({ exchange }) => refuse(exchange, 90014, 'grant_type');
  return Object.hasOwn(grants, type) && grants[type] ? grants[type] : ({ exchange }) => refuse(exchange, 70003, type.slice(0, 100));
}

const servedOf = (outcome: Outcome): Served => {
  const effect = outcome.effect ? { effect: outcome.effect } : {};
  return 'refused' in outcome ? { ok: false, failure: outcome.refused, ...effect } : { ok: true, answer: outcome.answer, ...effect };
};

const answerToken = (version: 1 | 2) => async (exchange: Exchange): Promise<Reply['answer']> => {
  const ask: TokenAsk = { exchange, form: bodyForm(exchange), version, authority: exchange.params.tenant ?? '' };
  const known = knowsAuthority(exchange.world(), ask.authority);
  if (known && field(ask, 'grant_type') === 'srv_challenge') return exchange.settle(answerNonce(exchange));
  const grant = known ? grantOf(ask) : (): Outcome => refuse(exchange, 90002, ask.authority);
  return fromOneWorld(exchange, async () => grant(ask), (outcome) =>
    exchange.settle(underFaults(exchange, 'acquirePrt', refusalFor(exchange), () => {
      if ('remember' in outcome) outcome.remember?.();
      return servedOf(outcome);
    })));
};

export const tokenRoutes: readonly Route[] = [
  { method: 'POST', path: '/:tenant/oauth2/token', answer: answerToken(1) },
  { method: 'POST', path: '/:tenant/oauth2/v2.0/token', answer: answerToken(2) },
];
