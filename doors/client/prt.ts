/**
 * CloudAP asks for a primary refresh token: a nonce, a request that the device key signs around the user's credential, and an answer whose
 * session key only the transport key of this device unwraps. Source: protocols.md 4.3, 6.1 to 6.3, 7; dsregcmd.md 3 (codes).
 */
import { constants, privateDecrypt } from 'node:crypto';
import type { PrtRequest } from '../../machines/questions.ts';
import { windowsReleases } from '../../knowledge/windows-releases.ts';
import type { Failure } from '../../knowledge/vocabulary.ts';
import { authenticationBroker, signInBroker } from '../../mocks/entra/apps.ts';
import { passwordOf } from '../../mocks/entra/passwords.ts';
import { selfSignedBy } from '../../mocks/certificate.ts';
import { followsUpn } from '../../simulation/actors.ts';
import { formatIso, minuteMs } from '../../simulation/calendar.ts';
import { failed, succeeded, type Answer } from '../../simulation/operation.ts';
import { deviceOf } from '../../simulation/world.ts';
import { virtualNowMs } from '../cloud/exchange.ts';
import { certificateOfJoin, transportKeyName } from '../keys/device-keys.ts';
import { helloKeyId, helloKeyName, smartCardKeyName } from '../keys/hello-key.ts';
import { signSha256, type KeyPair } from '../keys/key-pair.ts';
import { jwtBearer } from '../login/prt/credentials.ts';
import { newPrimaryRefreshToken, newRefreshToken } from '../login/refresh-tokens.ts';
import type { Asking } from './asking.ts';
import { jsonOf, reasonOf, transportFailure } from './received.ts';
import type { Received, WireAnswer } from './transport.ts';

const tokenAddress = 'https://login.microsoftonline.com/common/oauth2/token';
const sessionKeyOctets = 32;

type Members = { readonly [name: string]: unknown };

const base64 = (octets: Uint8Array): string => Buffer.from(octets).toString('base64');

async function signedToken(header: { readonly x5c?: string[]; readonly kid?: string; readonly use?: string }, payload: Members, { privateKey }: KeyPair): Promise<string> {
  const { SignJWT } = await import('jose');
  return new SignJWT(payload as { readonly [name: string]: string }).setProtectedHeader({ typ: 'JWT', alg: 'RS256', ...header }).sign(privateKey);
}

/** The Hello key of a user on a device; the service has known it since it was made. */
function helloKey({ keys, place }: Asking, { user, upn }: PrtRequest): KeyPair {
  const name = `Hello key of ${user} on ${place}`;
  const pair = keys.pairOf(name);
  keys.keep(name);
  keys.remember(helloKeyName(upn, pair.publicOctets), pair.publicOctets);
  return pair;
}

/** The certificate on a smart card, as its issuer is not played, is signed by its own key. */
function smartCard({ keys, world }: Asking, { upn }: PrtRequest): { readonly key: KeyPair; readonly certificate: Uint8Array } {
  const key = keys.pairOf(smartCardKeyName(upn));
  keys.keep(smartCardKeyName(upn));
  const validity = { notBefore: formatIso(world.startMs), notAfter: formatIso(world.startMs + 365 * 24 * 60 * minuteMs) };
  return { key, certificate: selfSignedBy({ publicKey: key.publicOctets, serial: Buffer.alloc(16, 0x51), sign: (body) => signSha256(key, body) }, validity, `CN=${upn}`) };
}

async function assertion(asking: Asking, asked: PrtRequest, nonce: string): Promise<string> {
  const nowSeconds = Math.floor(virtualNowMs(asking.world) / 1000);
  const payload = { iss: asked.upn, aud: 'common', iat: nowSeconds, exp: nowSeconds + 600, request_nonce: nonce, scope: 'openid aza ugs' };
  if (asked.credential === 'smart-card') {
    const { key, certificate } = smartCard(asking, asked);
    return signedToken({ x5c: [base64(certificate)] }, payload, key);
  }
  const key = helloKey(asking, asked);
  return signedToken({ kid: helloKeyId(key.publicOctets), use: 'ngc' }, payload, key);
}

/** What the user is recognised by: the credential itself, or only a token that was obtained with it. */
async function proofOf(asking: Asking, asked: PrtRequest, nonce: string): Promise<Members> {
  const { upn, credential, passwordVersion } = asked;
  if (!asked.withCredential) {
    const held = { clientId: authenticationBroker.clientId, upn, credential, passwordVersion, amr: ['pwd'], scope: 'openid', resource: '', device: null };
    const token = newRefreshToken({ keys: asking.keys, world: () => asking.world }, held);
    return { client_id: authenticationBroker.clientId, grant_type: 'refresh_token', refresh_token: token };
  }
  if (credential === 'password') return { client_id: signInBroker.clientId, grant_type: 'password', username: upn, password: passwordOf(upn, passwordVersion) };
  return { client_id: signInBroker.clientId, grant_type: jwtBearer, username: upn, assertion: await assertion(asking, asked, nonce) };
}

/** The token that a renewal replaces: with it the service knows the user whatever the name sent (lifecycle.md 7, UPN change). */
function tokenAtHand({ world, place, keys }: Asking, { user, upn, credential, passwordVersion, renewal }: PrtRequest): Members {
  const { join } = deviceOf(world, place);
  if (!renewal || !join || !followsUpn(world, place)) return {};
  const held = {
    clientId: signInBroker.clientId, upn, account: user, credential, passwordVersion, amr: ['pwd', 'rsa'], scope: 'openid aza ugs', resource: '',
    device: { deviceId: join.deviceId, thumbprint: join.thumbprint }, expiresAtMs: virtualNowMs(world) + world.settings['prt.lifetime'],
  };
  return { previous_refresh_token: newPrimaryRefreshToken({ keys }, held) };
}

/** STATUS_NETWORK_UNREACHABLE with the transport's error below it. */
const unreachable = (failure: Failure): Answer<never> => failed({ ...failure, code: '0xc000023c', innerCode: failure.code });

/** STATUS_LOGON_FAILURE, but for a tenant that is not there (dsregcmd.md 3). */
function refusal(answer: WireAnswer): Answer<never> {
  const body = jsonOf(answer) ?? {};
  const [message = ''] = String(body.error_description ?? '').split('\r\n');
  const subcode = typeof body.suberror === 'string' ? { subcode: body.suberror } : {};
  const server = { httpStatus: answer.status, code: String(body.error ?? ''), message, requestId: String(body.trace_id ?? ''), ...subcode };
  return failed({ code: message.startsWith('AADSTS90002') ? '0xc00000d0' : '0xc000006d', reason: reasonOf(answer, message), server });
}

/** The content key of the JWE is the session key. */
function unwrapped(jwe: unknown, transport: KeyPair): Uint8Array | null {
  const wrapped = typeof jwe === 'string' ? jwe.split('.')[1] : undefined;
  if (!wrapped) return null;
  try {
    return privateDecrypt({ key: transport.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }, Buffer.from(wrapped, 'base64url'));
  } catch {
    return null;
  }
}

const malformed: Answer<never> = failed({ code: '0xc000006d', reason: 'the answer carries no primary refresh token that this device can use' });

export async function acquirePrt(asking: Asking): Promise<Answer<unknown>> {
  const { world, place, keys, send } = asking;
  const asked = asking.input as unknown as PrtRequest;
  const { join, release } = deviceOf(world, place);
  if (!join) throw new Error(`doors: ${place} is not joined and asks for a primary refresh token.`);
  const post = (form: { readonly [name: string]: string }): Promise<Received> =>
    send({ method: 'POST', url: tokenAddress, headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(form).toString() });

  const challenge = await post({ grant_type: 'srv_challenge' });
  if ('broken' in challenge) return unreachable(transportFailure(challenge));
  const nonce = jsonOf(challenge)?.Nonce;
  if (typeof nonce !== 'string') return refusal(challenge);

  const payload = { request_nonce: nonce, scope: 'openid aza ugs', group_sids: [], win_ver: `10.0.${windowsReleases[release].build}`, ...(await proofOf(asking, asked, nonce)), ...tokenAtHand(asking, asked) };
  const request = await signedToken({ x5c: [base64(certificateOfJoin(keys, world, join))] }, payload, keys.pairOf(join.keyContainerId));
  const received = await post({ windows_api_version: '2.2', grant_type: jwtBearer, request, client_info: '1' });
  if ('broken' in received) return unreachable(transportFailure(received));
  if (received.status !== 200) return refusal(received);
  const { refresh_token: token, refresh_token_expires_in: lastsSeconds, session_key_jwe: jwe } = jsonOf(received) ?? {};
  const sessionKey = unwrapped(jwe, keys.pairOf(transportKeyName(join.keyContainerId)));
  if (typeof token !== 'string' || typeof lastsSeconds !== 'number' || sessionKey?.length !== sessionKeyOctets) return malformed;
  // The service names the last whole second in which the token holds.
  return succeeded({ updatedAtMs: world.nowMs, expiresAtMs: world.nowMs + (lastsSeconds + 1) * 1000 });
}
