/** Credentials of a user inside a request for a PRT: the inner grant type says which. Source: protocols.md 6.1. */
import type { TokenErrorNumber } from '../../../mocks/entra/token-errors.ts';
import { passwordVersionOf } from '../../../mocks/entra/passwords.ts';
import type { Exchange } from '../../cloud/exchange.ts';
import { helloKeyNameOf, smartCardKeyName } from '../../keys/hello-key.ts';
import { publicKeyOf, publicOctetsOf } from '../../keys/key-pair.ts';
import { isCurrent } from '../client-authentication.ts';
import { refuseNonce } from '../nonce.ts';
import type { Presented } from '../people.ts';
import { readRefreshToken } from '../refresh-tokens.ts';
import { refuse, type Refused } from '../refusals.ts';
import { certificateIn, isSigned, memberText, readRequestToken, type Members, type RequestToken } from './request-token.ts';

export interface UserProof extends Presented {
  readonly amr: readonly string[];
  /** What can only be said once the device has proven itself. */
  readonly refusal: Refused | null;
}

type Read = UserProof | Refused;

/** `grant_type` of a request that is a signed token itself. */
export const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

function password(exchange: Exchange, payload: Members): Read {
  const upn = memberText(payload, 'username');
  if (upn === '') return refuse(exchange, 90014, 'username');
  return { upn, credential: 'password', passwordVersion: passwordVersionOf(upn, memberText(payload, 'password')), withCredential: true, amr: ['pwd', 'rsa'], refusal: null };
}

function refreshToken(exchange: Exchange, payload: Members): Read {
  const read = readRefreshToken(exchange, 'refresh token', payload.refresh_token);
  if ('invalid' in read) return refuse(exchange, read.invalid === 'expired' ? 700082 : 70000);
  const { token } = read;
  const differs = token.clientId.toLowerCase() !== memberText(payload, 'client_id').toLowerCase();
  return { ...token, withCredential: false, amr: [...new Set([...token.amr, 'rsa'])], refusal: differs ? refuse(exchange, 70000) : null };
}

/** A key of Windows Hello, by its id, or a smart card, by its certificate. */
async function refuseAssertion(exchange: Exchange, upn: string, assertion: RequestToken): Promise<Refused | null> {
  const failed = (number: TokenErrorNumber): Refused => refuse(exchange, number);
  const { header, payload } = assertion;
  if (header.x5c !== undefined) {
    const certificate = certificateIn(header);
    const own = exchange.keys.publicOctetsOf(smartCardKeyName(upn));
    if (!certificate || !Buffer.from(publicOctetsOf(certificate.publicKey)).equals(own)) return failed(50017);
    if (!(await isSigned(assertion, certificate.publicKey, 'RS256'))) return failed(50012);
  } else {
    const name = helloKeyNameOf(upn, memberText(header, 'kid'));
    if (!exchange.keys.wasBrought(name)) return failed(130004);
    if (!(await isSigned(assertion, publicKeyOf(exchange.keys.publicOctetsOf(name)), 'RS256'))) return failed(130005);
  }
  if (!isCurrent(exchange, { nbf: payload.nbf, exp: payload.exp })) return failed(50013);
  return refuseNonce(exchange, payload.request_nonce);
}

async function keyAssertion(exchange: Exchange, payload: Members): Promise<Read> {
  const assertion = readRequestToken(memberText(payload, 'assertion'));
  if (!assertion) return refuse(exchange, 50027);
  const upn = memberText(assertion.payload, 'iss');
  const named = memberText(payload, 'username');
  if (upn === '' || (named !== '' && named.toLowerCase() !== upn.toLowerCase())) return refuse(exchange, 50027);
  const credential = assertion.header.x5c === undefined ? 'hello' : 'smart-card';
  // Both are more than one factor (lifecycle.md 7).
  return { upn, credential, passwordVersion: 0, withCredential: true, amr: ['rsa', 'mfa'], refusal: await refuseAssertion(exchange, upn, assertion) };
}

/** Who signs in, and with what. */
function readGrant(exchange: Exchange, payload: Members): Read | Promise<Read> {
  const grant = memberText(payload, 'grant_type');
  switch (grant) {
    case 'password':
      return password(exchange, payload);
    case 'refresh_token':
      return refreshToken(exchange, payload);
    case jwtBearer:
      return keyAssertion(exchange, payload);
    // Assertions come from a federation server, which is not played.
    case 'urn:ietf:params:oauth:grant-type:saml1_1-bearer':
      return refuse(exchange, 50008);
    default:
      return refuse(exchange, 70003, grant.slice(0, 100));
  }
}

/** A renewal sends the old token along: it says who the user is who has been renamed since (lifecycle.md 7). */
export async function readCredential(exchange: Exchange, payload: Members): Promise<Read> {
  const read = await readGrant(exchange, payload);
  if ('refused' in read) return read;
  const old = readRefreshToken(exchange, 'primary refresh token', payload.previous_refresh_token);
  // Of somebody else it says nothing about this user.
  const isOwn = 'token' in old && old.token.upn.toLowerCase() === read.upn.toLowerCase();
  return isOwn && old.token.account !== undefined ? { ...read, account: old.token.account } : read;
}
