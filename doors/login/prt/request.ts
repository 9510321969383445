/**
 * A request that the device signs with its certificate: for a primary refresh token, or for a token of the device itself. Source:
 * protocols.md 6.1 (order: certificate, device, signature, nonce, user), 6.2, 7. Who gets a PRT is decided where the simulated device's
 * request is (`mocks/entra/token-service.ts`).
 */
import type { X509Certificate } from 'node:crypto';
import { appOf } from '../../../mocks/entra/apps.ts';
import { refuseDevice, refuseUser } from '../../../mocks/entra/token-service.ts';
import { seenDevice } from '../../../simulation/operations/token.ts';
import { virtualNowMs, type Exchange } from '../../cloud/exchange.ts';
import { transportKeyOf } from '../../keys/device-keys.ts';
import { targetOf, type Outcome, type TokenAsk } from '../ask.ts';
import { refuseBoundDevice } from '../bound-device.ts';
import { issueTokens, tokenAnswer } from '../issue.ts';
import { nonceWasUsed, refuseNonce } from '../nonce.ts';
import { credentialOf, userBehind } from '../people.ts';
import { newPrimaryRefreshToken } from '../refresh-tokens.ts';
import { refuse, type Refused } from '../refusals.ts';
import { prtMembers } from './answer.ts';
import { readCredential, type UserProof } from './credentials.ts';
import { deviceBehind, isAccepted, numbered, type SigningDevice } from './device.ts';
import { certificateIn, isSigned, memberText, type RequestToken } from './request-token.ts';
import { newSessionKey, wrapSessionKey } from './session-key.ts';

/** What is left to check of the request itself once the device is known. */
async function refuseProof(exchange: Exchange, request: RequestToken, certificate: X509Certificate): Promise<Refused | null> {
  if (!(await isSigned(request, certificate.publicKey, 'RS256'))) return refuse(exchange, 50012);
  return refuseNonce(exchange, request.payload.request_nonce);
}

async function issuePrt({ exchange, form }: TokenAsk, request: RequestToken, device: SigningDevice, proof: UserProof, tenant: ReturnType<typeof numbered>['tenant']): Promise<Outcome> {
  const world = exchange.world();
  const user = userBehind(world, proof);
  if (!user) return refuse(exchange, 50034);
  const sessionKey = newSessionKey();
  const lifetimeMs = world.settings['prt.lifetime'];
  const scope = memberText(request.payload, 'scope');
  const refreshToken = newPrimaryRefreshToken(exchange, {
    clientId: memberText(request.payload, 'client_id'), upn: user.userPrincipalName, account: user.onPremisesSamAccountName, credential: proof.credential, passwordVersion: proof.passwordVersion, amr: proof.amr, scope, resource: '', device,
    sessionKey: Buffer.from(sessionKey).toString('base64'), expiresAtMs: virtualNowMs(world) + lifetimeMs,
  });
  const members = prtMembers(exchange, {
    user, amr: proof.amr, refreshToken, lifetimeSeconds: lifetimeMs / 1000, scope,
    sessionKeyJwe: await wrapSessionKey(sessionKey, transportKeyOf(exchange.keys, world, device.thumbprint)),
    withClientInfo: form.get('client_info') === '1', withTickets: form.get('tgt')?.toLowerCase() === 'true',
  });
  return {
    answer: tokenAnswer(members), effect: { changes: { tenant: seenDevice(tenant, device.deviceId, world.nowMs) } },
    remember: () => nonceWasUsed(exchange, request.payload.request_nonce),
  };
}

/** A token whose subject is the device: no user is asked for. */
async function deviceToken(ask: TokenAsk, request: RequestToken, certificate: X509Certificate): Promise<Outcome> {
  const { exchange } = ask;
  const device = deviceBehind(exchange, certificate);
  if (!device) return refuse(exchange, 700003, exchange.world().tenant.tenantId);
  const refused = refuseBoundDevice(exchange, device) ?? (isAccepted(exchange, device, certificate) ? null : refuse(exchange, 50155)) ?? (await refuseProof(exchange, request, certificate));
  if (refused) return refused;
  const app = appOf(exchange.signIns.registeredApps, memberText(request.payload, 'client_id'));
  if (!app) return refuse(exchange, 700016, memberText(request.payload, 'client_id'));
  const target = targetOf(exchange, 1, memberText(request.payload, 'scope'), memberText(request.payload, 'resource'));
  if ('refused' in target) return target;
  const members = await issueTokens(exchange, {
    version: 1, client: { app, proof: '2' }, target, user: null, amr: ['rsa'], deviceId: device.deviceId, refreshToken: null, withIdToken: false, withClientInfo: false,
  });
  return { answer: tokenAnswer(members), remember: () => nonceWasUsed(exchange, request.payload.request_nonce) };
}

/** A request signed with the device key. */
export async function deviceSigned(ask: TokenAsk, request: RequestToken): Promise<Outcome> {
  const { exchange } = ask;
  const certificate = certificateIn(request.header);
  if (!certificate) return refuse(exchange, 50027);
  if (memberText(request.payload, 'grant_type') === 'device_token') return deviceToken(ask, request, certificate);
  const device = deviceBehind(exchange, certificate);
  const deviceAccepted = isAccepted(exchange, device, certificate);
  const proof = await readCredential(exchange, request.payload);
  if ('refused' in proof) return deviceAccepted ? ((await refuseProof(exchange, request, certificate)) ?? proof) : refuse(exchange, 50155);
  const words = memberText(request.payload, 'scope').toLowerCase().split(/\s+/);
  // Without `aza` it is no request for a PRT.
  if (!words.includes('openid') || !words.includes('aza')) return refuse(exchange, 70011);
  const world = exchange.world();
  const { requestId, tenant } = numbered(exchange);
  const asked = { ...credentialOf(world, proof, requestId), deviceAccepted };
  // The simulated service counts what it refuses.
  const effect = tenant === world.tenant ? {} : { effect: { changes: { tenant } } };
  const byDevice = refuseDevice(world.tenant, asked);
  if (byDevice || !device) return byDevice ? { refused: byDevice.failure, ...effect } : refuse(exchange, 50155);
  const unproven = (await refuseProof(exchange, request, certificate)) ?? proof.refusal;
  if (unproven) return unproven;
  const clientId = memberText(request.payload, 'client_id');
  if (!appOf(exchange.signIns.registeredApps, clientId)) return refuse(exchange, 700016, clientId.slice(0, 100));
  const byUser = refuseUser(world.tenant, world.directory, asked);
  return byUser ? { refused: byUser.failure, ...effect } : issuePrt(ask, request, device, proof, tenant);
}
