/**
 * A request signed with a key derived from the session key: it shows a primary refresh token, and gets an access token or a renewed PRT,
 * encrypted. Source: protocols.md 6.3, 6.4, 7.
 */
import { appOf } from '../../../mocks/entra/apps.ts';
import { refuseDevice, refuseUser } from '../../../mocks/entra/token-service.ts';
import { mayAuthenticate } from '../../../simulation/cloud-device.ts';
import { seenDevice } from '../../../simulation/operations/token.ts';
import { virtualNowMs, type Exchange } from '../../cloud/exchange.ts';
import type { HttpAnswer } from '../../cloud/reply.ts';
import { targetOf, type Outcome, type TokenAsk } from '../ask.ts';
import { refuseBoundDevice } from '../bound-device.ts';
import { issueTokens } from '../issue.ts';
import { nonceWasUsed, refuseNonce } from '../nonce.ts';
import { credentialOf, refuseSignIn, userBehind } from '../people.ts';
import { newPrimaryRefreshToken, newRefreshToken, readRefreshToken, type RefreshToken } from '../refresh-tokens.ts';
import { noStore, refuse, traceIdOf, type Refused } from '../refusals.ts';
import { prtMembers } from './answer.ts';
import { numbered } from './device.ts';
import { isSigned, memberText, type RequestToken } from './request-token.ts';
import { deriveKey, encryptReply } from './session-key.ts';

interface Shown {
  readonly token: RefreshToken;
  readonly device: NonNullable<RefreshToken['device']>;
  readonly sessionKey: Uint8Array;
}

/** The PRT in the request, whose session key has signed it. */
async function shownToken(exchange: Exchange, request: RequestToken): Promise<Shown | Refused> {
  const { header, payload, payloadOctets } = request;
  const read = readRefreshToken(exchange, 'primary refresh token', payload.refresh_token);
  if ('invalid' in read) return refuse(exchange, read.invalid === 'expired' ? 700082 : 70000);
  const { token } = read;
  if (!token.device || token.sessionKey === undefined) return refuse(exchange, 70000);
  const sessionKey = Buffer.from(token.sessionKey, 'base64');
  // 24 octets from Windows, 32 from others: no length is asked for.
  if (typeof header.ctx !== 'string' || header.ctx === '') return refuse(exchange, 140001);
  const version = header.kdf_ver === 2 ? 2 : 1;
  if (version === 1 && exchange.world().settings['entra.kdfV1'] === 'refused') return refuse(exchange, 5000611);
  const key = deriveKey(sessionKey, Buffer.from(header.ctx, 'base64'), version, payloadOctets);
  if (!(await isSigned(request, key, 'HS256'))) return refuse(exchange, 140001);
  return refuseNonce(exchange, payload.request_nonce) ?? { token, device: token.device, sessionKey };
}

/** The media type is not known (PQ9). */
const encrypted = (exchange: Exchange, { sessionKey }: Shown, members: unknown): HttpAnswer => ({
  status: 200, headers: { 'content-type': 'application/jose; charset=utf-8', ...noStore }, body: encryptReply(sessionKey, members, exchange.world().settings['entra.replyCipher']),
});

function renew({ exchange, form }: TokenAsk, request: RequestToken, shown: Shown): Outcome {
  const world = exchange.world();
  const { token, device } = shown;
  const { requestId, tenant } = numbered(exchange);
  const accepted = mayAuthenticate(world, device.deviceId) && world.tenant.devices[device.deviceId]?.deviceCertificateThumbprint === device.thumbprint;
  const asked = { ...credentialOf(world, { ...token, withCredential: false }, requestId), deviceAccepted: accepted };
  const refused = refuseDevice(world.tenant, asked) ?? refuseUser(world.tenant, world.directory, asked);
  if (refused) return { refused: refused.failure, ...(tenant === world.tenant ? {} : { effect: { changes: { tenant } } }) };
  const user = userBehind(world, token);
  if (!user) return refuse(exchange, 50034);
  const lifetimeMs = world.settings['prt.lifetime'];
  const members = prtMembers(exchange, {
    user, amr: token.amr, refreshToken: newPrimaryRefreshToken(exchange, { ...token, expiresAtMs: virtualNowMs(world) + lifetimeMs }), lifetimeSeconds: lifetimeMs / 1000,
    sessionKeyJwe: null, scope: memberText(request.payload, 'scope'), withClientInfo: form.get('client_info') === '1', withTickets: form.get('tgt')?.toLowerCase() === 'true',
  });
  return { answer: encrypted(exchange, shown, members), effect: { changes: { tenant: seenDevice(tenant, device.deviceId, world.nowMs) } } };
}

async function issueAccess({ exchange, version, form }: TokenAsk, { payload }: RequestToken, shown: Shown): Promise<Outcome> {
  const world = exchange.world();
  const { token, device } = shown;
  const refusedDevice = refuseBoundDevice(exchange, device);
  if (refusedDevice) return refusedDevice;
  const refused = refuseSignIn(world, { ...token, withCredential: false }, traceIdOf(exchange));
  if (refused) return { refused };
  const clientId = memberText(payload, 'client_id');
  const app = appOf(exchange.signIns.registeredApps, clientId);
  if (!app) return refuse(exchange, 700016, clientId);
  const target = targetOf(exchange, version, memberText(payload, 'scope'), memberText(payload, 'resource'));
  if ('refused' in target) return target;
  const user = userBehind(world, token) ?? null;
  const refreshToken = newRefreshToken(exchange, {
    upn: user?.userPrincipalName ?? token.upn, credential: token.credential, passwordVersion: token.passwordVersion, amr: token.amr, device, clientId: app.clientId, scope: target.scope.asked, resource: target.named,
  });
  const members = await issueTokens(exchange, {
    version, client: { app, proof: '0' }, target, user, amr: token.amr, deviceId: device.deviceId, refreshToken, withIdToken: true, withClientInfo: form.get('client_info') === '1',
  });
  return { answer: encrypted(exchange, shown, { ...members, scope: target.scope.asked }) };
}

/** A request signed with the session key of a PRT. */
export async function sessionSigned(ask: TokenAsk, request: RequestToken): Promise<Outcome> {
  const { exchange } = ask;
  const shown = await shownToken(exchange, request);
  if ('refused' in shown) return shown;
  const grant = memberText(request.payload, 'grant_type');
  if (grant !== 'refresh_token') return refuse(exchange, 70003, grant.slice(0, 100));
  const isRenewal = memberText(request.payload, 'scope').toLowerCase().split(/\s+/).includes('aza');
  const outcome = isRenewal ? renew(ask, request, shown) : await issueAccess(ask, request, shown);
  return 'refused' in outcome ? outcome : { ...outcome, remember: () => nonceWasUsed(exchange, request.payload.request_nonce) };
}
