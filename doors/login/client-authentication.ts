/** Which app asks, and whether it is the one: a secret, or an assertion signed with a certificate. Source: protocols.md 6.6, 7. */
import { createHash, timingSafeEqual, X509Certificate } from 'node:crypto';
import { appOf, isConfidential, type App } from '../../mocks/entra/apps.ts';
import type { Exchange } from '../cloud/exchange.ts';
import { roleOf } from '../cloud/hosts.ts';
import { field, type TokenAsk } from './ask.ts';
import { knowsAuthority, refuse, type Refused } from './refusals.ts';

export interface Client {
  readonly app: App;
  /** As the claim `appidacr` says it: 0 public, 1 secret, 2 certificate. */
  readonly proof: '0' | '1' | '2';
  readonly remember?: () => void;
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Takes as long for one wrong secret as for another. */
const sameText = (a: string, b: string): boolean => timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());

/** The certificate that the header names: by SHA-256 (MSAL of today, PS256) or SHA-1 (older, RS256). */
function namedCertificate({ certificates = [] }: App, header: { readonly [name: string]: unknown }): X509Certificate | undefined {
  const thumbprint = (certificate: X509Certificate, hash: string): string => createHash(hash).update(certificate.raw).digest('base64url');
  return certificates.map((pem) => new X509Certificate(pem)).find((known) => thumbprint(known, 'sha256') === header['x5t#S256'] || thumbprint(known, 'sha1') === header.x5t);
}

/** An address of the token service, or its issuer, for this tenant. */
function isForUs(exchange: Exchange, audience: unknown): boolean {
  if (typeof audience !== 'string' || !URL.canParse(audience)) return false;
  const { hostname, host, pathname } = new URL(audience);
  const [, authority = '', ...rest] = pathname.split('/');
  // A client that came by the door's own address was told that address (`doors/https/local-address.ts`).
  const ours = host === exchange.headers.get('host') || roleOf(hostname) === 'login' || roleOf(hostname) === 'device-login';
  return ours && knowsAuthority(exchange.world(), authority) && /^(oauth2\/(v2\.0\/)?token|v2\.0)?$/i.test(rest.join('/').replace(/\/$/, ''));
}

const skewMs = 300_000;

/** Valid by one of the clocks by which the client may live; five minutes of skew, as elsewhere. */
export const isCurrent = (exchange: Exchange, { nbf, exp }: { readonly nbf?: unknown; readonly exp?: unknown }): boolean =>
  exchange.clocks().some((nowMs) => typeof exp === 'number' && nowMs < exp * 1000 + skewMs && (typeof nbf === 'number' ? nowMs >= nbf * 1000 - skewMs : true));

async function byAssertion(ask: TokenAsk, app: App, assertion: string): Promise<Client | Refused> {
  const { exchange } = ask;
  const { compactVerify, decodeProtectedHeader } = await import('jose');
  let claims: { readonly [name: string]: unknown };
  try {
    const certificate = namedCertificate(app, decodeProtectedHeader(assertion) as { readonly [name: string]: unknown });
    if (!certificate) return refuse(exchange, 700027);
    const { payload } = await compactVerify(assertion, certificate.publicKey, { algorithms: ['PS256', 'RS256'] });
    claims = JSON.parse(Buffer.from(payload).toString('utf8')) as typeof claims;
  } catch {
    return refuse(exchange, 700027);
  }
  const { iss, sub, aud, jti } = claims ?? {};
  if (iss !== sub || typeof sub !== 'string' || sub.toLowerCase() !== app.clientId.toLowerCase()) return refuse(exchange, 700021);
  if (!isForUs(exchange, aud)) return refuse(exchange, 700023);
  if (!isCurrent(exchange, claims)) return refuse(exchange, 700024);
  const name = `assertion ${app.clientId} ${String(jti)}`;
  if (exchange.world().settings['entra.assertionUse'] === 'once' && (typeof jti !== 'string' || exchange.signIns.wasUsed(name))) return refuse(exchange, 50013);
  return { app, proof: '2', remember: () => exchange.signIns.markUsed(name) };
}

/** `client_id` and `client_secret` in the form, or as user and password of the header. */
function basicOf({ exchange }: TokenAsk): { readonly clientId: string; readonly secret: string } | null {
  const encoded = /^Basic\s+(\S+)$/i.exec(exchange.headers.get('authorization') ?? '')?.[1];
  const [id, ...secret] = encoded === undefined ? [] : Buffer.from(encoded, 'base64').toString('utf8').split(':');
  const read = (text: string): string => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };
  return id === undefined || secret.length === 0 ? null : { clientId: read(id), secret: read(secret.join(':')) };
}

/** The app that asks. A public client has nothing to prove; a confidential one must. */
export async function clientOf(ask: TokenAsk): Promise<Client | Refused> {
  const { exchange } = ask;
  const basic = basicOf(ask);
  const clientId = field(ask, 'client_id') || (basic?.clientId ?? '');
  if (clientId === '') return refuse(exchange, 90014, 'client_id');
  const app = appOf(exchange.signIns.registeredApps, clientId);
  if (!app) return refuse(exchange, 700016, clientId);
  const assertion = field(ask, 'client_assertion');
  if (assertion !== '') return field(ask, 'client_assertion_type') === assertionType ? byAssertion(ask, app, assertion) : refuse(exchange, 90014, 'client_assertion_type');
  const secret = field(ask, 'client_secret') || (basic?.secret ?? '');
  if (secret !== '') return (app.secrets ?? []).some((known) => sameText(known, secret)) ? { app, proof: '1' } : refuse(exchange, 7000215);
  return isConfidential(app) ? refuse(exchange, 7000218) : { app, proof: '0' };
}
