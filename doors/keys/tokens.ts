/** Access tokens and id tokens: signed with the lab's key, published as a key set. Source: protocols.md 4.2, 6.6. */
import { createHash } from 'node:crypto';
import type { KeyRing } from './key-ring.ts';

export interface Claims {
  readonly [name: string]: unknown;
}

/** Expiry by the lab's clock: `exp` is by the clock that clients live by. */
const virtualExpiry = 'joinlab_exp';

/** jose costs 30 ms and is needed by few. */
const jose = () => import('jose');

/** Name of the key in the set. Labs of one process share keys and not their names: a token of another lab is nobody's. */
const keyIdOf = ({ tokens, secret }: KeyRing): string => createHash('sha256').update(secret).update(tokens.publicOctets).digest('base64url');

/** The key set at `jwks_uri`. */
export function keySet(keys: KeyRing): { readonly keys: readonly Claims[] } {
  const kid = keyIdOf(keys);
  return { keys: [{ ...keys.tokens.publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid, x5t: kid }] };
}

/** @param expiresAtMs virtual milliseconds since 1970 */
export async function signToken(keys: KeyRing, claims: Claims, expiresAtMs: number): Promise<string> {
  const { SignJWT } = await jose();
  const kid = keyIdOf(keys);
  return new SignJWT({ ...claims, [virtualExpiry]: Math.floor(expiresAtMs / 1000) }).setProtectedHeader({ typ: 'JWT', alg: 'RS256', x5t: kid, kid }).sign(keys.tokens.privateKey);
}

/** Tokens that were found genuine, by lab: a client sends the same one thousands of times, and its signature stays what it is. */
const genuine = new WeakMap<KeyRing, Map<string, Claims>>();
const genuineMax = 1_000;

function rememberGenuine(keys: KeyRing, token: string, claims: Claims): void {
  const known = genuine.get(keys) ?? new Map<string, Claims>();
  if (known.size >= genuineMax) known.clear();
  genuine.set(keys, known.set(token, claims));
}

/** The claims of a token that was signed here, or `null`. */
async function genuineClaims(keys: KeyRing, token: string): Promise<Claims | null> {
  const known = genuine.get(keys)?.get(token);
  if (known) return known;
  const { compactVerify } = await jose();
  try {
    const { payload, protectedHeader } = await compactVerify(token, keys.tokens.publicKey, { algorithms: ['RS256'] });
    if (protectedHeader.kid !== keyIdOf(keys)) return null;
    const claims = JSON.parse(Buffer.from(payload).toString('utf8')) as Claims;
    rememberGenuine(keys, token, claims);
    return claims;
  } catch {
    return null;
  }
}

export type Verified = { readonly claims: Claims } | { readonly invalid: 'malformed' | 'expired' };

/** Whether a token was issued here and holds by the lab's clock. @param nowMs virtual milliseconds since 1970 */
export async function verifyToken(keys: KeyRing, token: string, nowMs: number): Promise<Verified> {
  const claims = await genuineClaims(keys, token);
  const expiry = claims?.[virtualExpiry];
  if (!claims || typeof expiry !== 'number') return { invalid: 'malformed' };
  return expiry * 1000 > nowMs ? { claims } : { invalid: 'expired' };
}

/** A token with an empty signature, as the one beside a PRT (protocols.md 6.2). */
export const unsignedToken = (claims: Claims): string =>
  `${[{ typ: 'JWT', alg: 'none' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;
