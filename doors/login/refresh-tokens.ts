/** Refresh tokens and primary refresh tokens: sealed values that say who, with what credential, on which device. Source: protocols.md 6.2, 6.4. */
import type { CredentialKind } from '../../knowledge/vocabulary.ts';
import { userNamed } from '../../mocks/entra/users.ts';
import { dayMs } from '../../simulation/calendar.ts';
import { virtualNowMs, type Exchange } from '../cloud/exchange.ts';
import { seal, unseal } from '../keys/sealed.ts';

export interface RefreshToken {
  readonly clientId: string;
  readonly upn: string;
  readonly credential: CredentialKind;
  readonly passwordVersion: number;
  readonly amr: readonly string[];
  readonly scope: string;
  readonly resource: string;
  /** Device and its certificate at the time, where a device stood behind it. */
  readonly device: { readonly deviceId: string; readonly thumbprint: string } | null;
  /** sAMAccountName of a synchronised user, which outlives the UPN. */
  readonly account?: string;
  /** Base64; only of a primary refresh token. */
  readonly sessionKey?: string;
  /** Virtual milliseconds since 1970. */
  readonly expiresAtMs: number;
}

type Kind = 'refresh token' | 'primary refresh token';

/** Ninety days without use; public figure of ordinary refresh tokens. */
const lifetimeMs = 90 * dayMs;

/** Clients take what has no dot for something else (protocols.md 6.2). */
function asText(sealed: Buffer): string {
  const text = sealed.toString('base64url');
  return `0.A${text.slice(0, 20)}.${text.slice(20)}`;
}

const textOf = (token: string): string | undefined => (token.startsWith('0.A') ? token.slice(3).replace('.', '') : undefined);

type Issuer = Pick<Exchange, 'keys' | 'world'>;

export const newRefreshToken = (exchange: Issuer, token: Omit<RefreshToken, 'expiresAtMs'>): string =>
  asText(seal(exchange.keys.secret, 'refresh token', {
    ...token, account: userNamed(exchange.world().tenant, token.upn)?.onPremisesSamAccountName, expiresAtMs: virtualNowMs(exchange.world()) + lifetimeMs,
  }));

export const newPrimaryRefreshToken = (exchange: Pick<Issuer, 'keys'>, token: RefreshToken): string => asText(seal(exchange.keys.secret, 'primary refresh token', token));

export type ReadToken = { readonly token: RefreshToken } | { readonly invalid: 'malformed' | 'expired' };

export function readRefreshToken(exchange: Exchange, kind: Kind, text: unknown): ReadToken {
  const sealed = typeof text === 'string' ? textOf(text) : undefined;
  const token = sealed === undefined ? null : (unseal(exchange.keys.secret, kind, Buffer.from(sealed, 'base64url')) as RefreshToken | null);
  if (!token) return { invalid: 'malformed' };
  return token.expiresAtMs > virtualNowMs(exchange.world()) ? { token } : { invalid: 'expired' };
}
