/** Grants in which a user stands behind the client: password, device code, refresh token. Source: protocols.md 6.6, 7. */
import { passwordVersionOf } from '../../mocks/entra/passwords.ts';
import { userNamed } from '../../mocks/entra/users.ts';
import { virtualNowMs } from '../cloud/exchange.ts';
import { field, targetOf, type Grant, type Outcome, type Target, type TokenAsk } from './ask.ts';
import { clientOf, type Client } from './client-authentication.ts';
import { refuseBoundDevice } from './bound-device.ts';
import { issueTokens, tokenAnswer } from './issue.ts';
import { refuseSignIn, userBehind, type Presented } from './people.ts';
import { newRefreshToken, readRefreshToken, type RefreshToken } from './refresh-tokens.ts';
import { refuse, traceIdOf } from './refusals.ts';

type SignedIn = Pick<RefreshToken, 'upn' | 'account' | 'credential' | 'passwordVersion' | 'amr' | 'device'>;

/** Access token, refresh token and id token for a user who has signed in. */
async function issueToUser(ask: TokenAsk, client: Client, target: Target, signedIn: SignedIn): Promise<Outcome> {
  const { exchange, version, form } = ask;
  const user = userBehind(exchange.world(), signedIn);
  if (!user) return refuse(exchange, 50034);
  const asks = (name: string): boolean => target.scope.openId.some((word) => word.toLowerCase() === name);
  const refreshToken = newRefreshToken(exchange, { ...signedIn, upn: user.userPrincipalName, clientId: client.app.clientId, scope: target.scope.asked, resource: target.named });
  const members = await issueTokens(exchange, {
    version, client, target, user, amr: signedIn.amr, deviceId: signedIn.device?.deviceId ?? null,
    refreshToken: version === 1 || asks('offline_access') ? refreshToken : null,
    withIdToken: version === 1 || asks('openid'), withClientInfo: form.get('client_info') === '1', nonce: form.get('nonce') ?? '',
  });
  return { answer: tokenAnswer(members), ...(client.remember ? { remember: client.remember } : {}) };
}

/** Resource owner password credentials. */
export const passwordGrant: Grant = async (ask) => {
  const { exchange, version } = ask;
  const client = await clientOf(ask);
  if ('refused' in client) return client;
  const upn = field(ask, 'username');
  if (upn === '') return refuse(exchange, 90014, 'username');
  const target = targetOf(exchange, version, field(ask, 'scope'), field(ask, 'resource'));
  if ('refused' in target) return target;
  const presented: Presented = { upn, credential: 'password', passwordVersion: passwordVersionOf(upn, field(ask, 'password')), withCredential: true };
  const refused = refuseSignIn(exchange.world(), presented, traceIdOf(exchange));
  if (refused) return { refused };
  return issueToUser(ask, client, target, { ...presented, amr: ['pwd'], device: null });
};

export const deviceCodeGrant: Grant = async (ask) => {
  const { exchange, version } = ask;
  const client = await clientOf(ask);
  if ('refused' in client) return client;
  // MSAL and the standard say device_code, version 1 says code.
  const code = field(ask, 'device_code') || field(ask, 'code');
  const known = exchange.signIns.deviceCode(code);
  if (!known || known.clientId.toLowerCase() !== client.app.clientId.toLowerCase()) return refuse(exchange, 70018);
  const { state } = known;
  if (virtualNowMs(exchange.world()) >= known.expiresAtMs) return refuse(exchange, 70019);
  if (state.kind !== 'approved') return refuse(exchange, state.kind === 'pending' ? 70016 : 70020);
  const target = targetOf(exchange, version, known.scope, known.resource);
  if ('refused' in target) return target;
  const user = userNamed(exchange.world().tenant, state.upn);
  if (!user) return refuse(exchange, 50034);
  const presented: Presented = { upn: state.upn, credential: 'password', passwordVersion: user.passwordVersion, withCredential: false };
  const refused = refuseSignIn(exchange.world(), presented, traceIdOf(exchange));
  if (refused) return { refused };
  const issued = await issueToUser(ask, client, target, { ...presented, amr: ['pwd'], device: null });
  return 'refused' in issued ? issued : { ...issued, remember: () => (issued.remember?.(), exchange.signIns.closeDeviceCode(code)) };
};

export const refreshTokenGrant: Grant = async (ask) => {
  const { exchange, version } = ask;
  const client = await clientOf(ask);
  if ('refused' in client) return client;
  const read = readRefreshToken(exchange, 'refresh token', field(ask, 'refresh_token'));
  if ('invalid' in read) return refuse(exchange, read.invalid === 'expired' ? 700082 : 70000);
  const { token } = read;
  if (token.clientId.toLowerCase() !== client.app.clientId.toLowerCase()) return refuse(exchange, 70000);
  const refusedDevice = refuseBoundDevice(exchange, token.device);
  if (refusedDevice) return refusedDevice;
  const refused = refuseSignIn(exchange.world(), { ...token, withCredential: false }, traceIdOf(exchange));
  if (refused) return { refused };
  const target = targetOf(exchange, version, field(ask, 'scope') || token.scope, field(ask, 'resource') || token.resource);
  return 'refused' in target ? target : issueToUser(ask, client, target, token);
};
