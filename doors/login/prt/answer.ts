/** The answer that carries a primary refresh token, new or renewed. Source: protocols.md 6.2. No access token is ever in it. */
import { signInBroker } from '../../../mocks/entra/apps.ts';
import { issuerV1 } from '../../../mocks/entra/openid-documents.ts';
import type { CloudUser } from '../../../mocks/entra/state.ts';
import type { Exchange } from '../../cloud/exchange.ts';
import { unsignedToken, type Claims } from '../../keys/tokens.ts';
import { clientInfoOf, clientNowSeconds, nameOf, subjectOf } from '../issue.ts';
import { accountOf } from '../people.ts';

/** Names who has signed in; the SID is what a hybrid device needs (its absence: 0xc0048442). The addresses are assumed, and so is what `rh` holds, which no client reads. */
function idTokenOf(exchange: Exchange, user: CloudUser, amr: readonly string[], lifetimeSeconds: number): string {
  const world = exchange.world();
  const { tenantId, displayName } = world.tenant;
  const now = clientNowSeconds(exchange);
  const sid = accountOf(world, user)?.objectSid;
  return unsignedToken({
    aud: signInBroker.clientId, iss: issuerV1(tenantId), iat: now, nbf: now, exp: now + lifetimeSeconds, amr, ipaddr: '203.0.113.10', name: nameOf(exchange, user), oid: user.objectId,
    ...(sid ? { onprem_sid: sid } : {}), rh: `0.${subjectOf(user.objectId, 'rh')}.`, sub: subjectOf(user.objectId, signInBroker.clientId), tenant_display_name: displayName, tid: tenantId,
    unique_name: user.userPrincipalName, upn: user.userPrincipalName, ver: '1.0', pwd_url: 'https://portal.microsoftonline.com/ChangePassword.aspx',
  });
}

/** No Kerberos ticket is issued: `keyType` 0 says so. */
const noTicket = (realm: string): string => JSON.stringify({ clientKey: '', keyType: 0, messageBuffer: '', realm, sn: '', cn: '' });

export interface PrtAnswer {
  readonly user: CloudUser;
  readonly amr: readonly string[];
  readonly refreshToken: string;
  readonly lifetimeSeconds: number;
  /** `null`: a renewal keeps the session key. */
  readonly sessionKeyJwe: string | null;
  readonly scope: string;
  readonly withClientInfo: boolean;
  readonly withTickets: boolean;
}

export function prtMembers(exchange: Exchange, { user, amr, refreshToken, lifetimeSeconds, sessionKeyJwe, scope, withClientInfo, withTickets }: PrtAnswer): Claims {
  const { tenant, directory } = exchange.world();
  const left = lifetimeSeconds - 1;
  return {
    token_type: 'Bearer', expires_in: String(left), ext_expires_in: '0', expires_on: String(clientNowSeconds(exchange) + left), scope,
    refresh_token: refreshToken, refresh_token_expires_in: left,
    ...(sessionKeyJwe === null ? {} : { session_key_jwe: sessionKeyJwe }),
    id_token: idTokenOf(exchange, user, amr, lifetimeSeconds),
    ...(withClientInfo ? { client_info: clientInfoOf(exchange, user) } : {}),
    device_tenant_id: tenant.tenantId,
    ...(withTickets ? { tgt_ad: noTicket(directory.domain.dnsName.toUpperCase()), tgt_cloud: noTicket('KERBEROS.MICROSOFTONLINE.COM') } : {}),
  };
}
