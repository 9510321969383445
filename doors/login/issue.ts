/** Tokens, and the answer that carries them: numbers as texts in version 1, as numbers in version 2. Source: protocols.md 6.4, 6.6. */
import { createHash } from 'node:crypto';
import { registrationResource, graphResource } from '../../mocks/entra/apps.ts';
import { issuerV1, issuerV2 } from '../../mocks/entra/openid-documents.ts';
import type { CloudUser } from '../../mocks/entra/state.ts';
import { guidFor } from '../../simulation/identity.ts';
import { virtualNowMs, type Exchange } from '../cloud/exchange.ts';
import { json, type HttpAnswer } from '../cloud/reply.ts';
import { signToken, type Claims } from '../keys/tokens.ts';
import type { Target } from './ask.ts';
import type { Client } from './client-authentication.ts';
import { accountOf } from './people.ts';
import { noStore } from './refusals.ts';

/** 60 to 90 minutes in the field; one hour, assumed. */
const accessSeconds = 3_600;

export interface Issue {
  readonly version: 1 | 2;
  readonly client: Client;
  readonly target: Target;
  /** `null`: the app, or the device, speaks for itself. */
  readonly user: CloudUser | null;
  /** How the user has signed in: `pwd`, `rsa`, `ngcmfa`. */
  readonly amr: readonly string[];
  /** Device that has proven itself, where one has. */
  readonly deviceId: string | null;
  /** Already made; `null`: none is issued. */
  readonly refreshToken: string | null;
  readonly withIdToken: boolean;
  readonly withClientInfo: boolean;
  /** `nonce` of the client, which comes back in the id token. */
  readonly nonce?: string;
}

/** By the clock by which the clients live: the wall's where the door has one. */
export const clientNowSeconds = (exchange: Exchange): number => Math.floor((exchange.clocks().at(-1) ?? 0) / 1000);

const times = (exchange: Exchange): Claims => {
  const now = clientNowSeconds(exchange);
  return { iat: now, nbf: now, exp: now + accessSeconds };
};

/** Another for every app. */
export const subjectOf = (who: string, clientId: string): string => createHash('sha256').update(`${who} ${clientId}`).digest('base64url');

export const servicePrincipalIdOf = (exchange: Exchange, clientId: string): string => guidFor(exchange.world().seed, `service principal ${clientId.toLowerCase()}`);

export const nameOf = (exchange: Exchange, user: CloudUser): string => accountOf(exchange.world(), user)?.displayName ?? user.userPrincipalName.split('@')[0] ?? '';

/** Application permissions that Graph of the lab knows; an app without a list of its own has them all. */
const graphPermissions: readonly string[] = ['Application.Read.All', 'Device.ReadWrite.All', 'Directory.ReadWrite.All', 'Domain.Read.All', 'User.Read.All'];

/** What users are taken to have consented to where a client asks for `.default` or, in version 1, for no permission by name. */
const delegatedPermissions: readonly string[] = ['Device.Read.All', 'Directory.AccessAsUser.All', 'Directory.Read.All', 'User.Read'];

function permissionsOf({ client, target, user }: Issue): Claims {
  const isGraph = target.resource.id === graphResource.id;
  if (!user) return isGraph ? { roles: client.app.permissions ?? graphPermissions } : {};
  const asked = target.scope.permissions.filter((name) => name !== '.default');
  const scp = asked.length > 0 ? asked : isGraph ? delegatedPermissions : ['user_impersonation'];
  return { scp: scp.join(' ') };
}

/** v1 names the audience as the client did; v2 asks by scope, where the registration service is known by its URN (assumed). */
const audienceOf = ({ version, target }: Issue): string =>
  (version === 1 ? target.named : target.resource.id === registrationResource.id ? (registrationResource.names[0] ?? '') : (target.resource.names[0] ?? target.resource.id));

function accessClaims(exchange: Exchange, issue: Issue): Claims {
  const { client: { app, proof }, user, amr, deviceId } = issue;
  const { tenantId } = exchange.world().tenant;
  const own = deviceId ?? servicePrincipalIdOf(exchange, app.clientId);
  const who: Claims = user
    ? { oid: user.objectId, sub: subjectOf(user.objectId, app.clientId), upn: user.userPrincipalName, unique_name: user.userPrincipalName, name: nameOf(exchange, user), amr, idtyp: 'user' }
    : { oid: own, sub: own, idtyp: deviceId ? 'device' : 'app', ...(deviceId ? { amr } : {}) };
  return {
    aud: audienceOf(issue), iss: issuerV1(tenantId), ...times(exchange), appid: app.clientId, appidacr: proof, tid: tenantId, ver: '1.0', ...who,
    ...(deviceId ? { deviceid: deviceId } : {}), ...permissionsOf(issue),
  };
}

function idClaims(exchange: Exchange, { version, client: { app }, user, amr, nonce }: Issue): Claims {
  if (!user) throw new Error('doors: an id token is about a user.');
  const { tenantId } = exchange.world().tenant;
  const common = { aud: app.clientId, ...times(exchange), name: nameOf(exchange, user), oid: user.objectId, sub: subjectOf(user.objectId, app.clientId), tid: tenantId, ...(nonce ? { nonce } : {}) };
  return version === 1
    ? { ...common, iss: issuerV1(tenantId), amr, upn: user.userPrincipalName, unique_name: user.userPrincipalName, ver: '1.0' }
    : { ...common, iss: issuerV2(tenantId), preferred_username: user.userPrincipalName, ver: '2.0' };
}

/** For the account caches of clients. */
export const clientInfoOf = (exchange: Exchange, { objectId }: CloudUser): string =>
  Buffer.from(JSON.stringify({ uid: objectId, utid: exchange.world().tenant.tenantId })).toString('base64url');

/** The members of a token answer. */
export async function issueTokens(exchange: Exchange, issue: Issue): Promise<Claims> {
  const { version, target, user, refreshToken } = issue;
  const expiresAtMs = virtualNowMs(exchange.world()) + accessSeconds * 1000;
  const accessToken = await signToken(exchange.keys, accessClaims(exchange, issue), expiresAtMs);
  const idToken = user && issue.withIdToken ? await signToken(exchange.keys, idClaims(exchange, issue), expiresAtMs) : null;
  const now = clientNowSeconds(exchange);
  const left = accessSeconds - 1;
  const scope = target.scope.asked;
  const lifetime = version === 1
    ? { ...(user ? { scope: scope || 'user_impersonation' } : {}), expires_in: String(left), ext_expires_in: String(left), expires_on: String(now + left), not_before: String(now), resource: target.named }
    // Of a service that speaks for itself nothing but the times come (protocols.md 6.6).
    : { ...(user ? { scope } : {}), expires_in: left, ext_expires_in: left };
  return {
    token_type: 'Bearer', ...lifetime, access_token: accessToken,
    ...(refreshToken ? { refresh_token: refreshToken } : {}),
    ...(idToken ? { id_token: idToken } : {}),
    ...(user && issue.withClientInfo ? { client_info: clientInfoOf(exchange, user) } : {}),
  };
}

export const tokenAnswer = (members: Claims): HttpAnswer => json(members, 200, noStore);
