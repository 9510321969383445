/** The device-code flow: a client shows a code, a user approves it. Source: protocols.md 6.6. */
import { appOf } from '../../mocks/entra/apps.ts';
import { passwordVersionOf } from '../../mocks/entra/passwords.ts';
import { minuteMs } from '../../simulation/calendar.ts';
import { bodyForm, virtualNowMs, type Exchange } from '../cloud/exchange.ts';
import { html, json, type Reply } from '../cloud/reply.ts';
import type { Route } from '../cloud/route.ts';
import { targetOf } from './ask.ts';
import { refuseSignIn } from './people.ts';
import { knowsAuthority, noStore, refusal, refuse, traceIdOf } from './refusals.ts';

/** A quarter of an hour; public figure. */
const lifetimeMs = 15 * minuteMs;

const openDeviceCode = (version: 1 | 2) => (exchange: Exchange): Reply => {
  const { tenant: authority = '' } = exchange.params;
  const world = exchange.world();
  const refused = (...what: Parameters<typeof refuse>): Reply => ({ answer: refusal(exchange, refuse(...what)) });
  if (!knowsAuthority(world, authority)) return refused(exchange, 90002, authority);
  // Some clients of version 1 send their fields in the address.
  const form = bodyForm(exchange);
  const field = (name: string): string => form.get(name) ?? exchange.url.searchParams.get(name) ?? '';
  const clientId = field('client_id');
  if (clientId === '') return refused(exchange, 90014, 'client_id');
  if (!appOf(exchange.signIns.registeredApps, clientId)) return refused(exchange, 700016, clientId);
  const asked = { scope: field('scope'), resource: field('resource') };
  const target = targetOf(exchange, version, asked.scope, asked.resource);
  if ('refused' in target) return { answer: refusal(exchange, target) };
  const { deviceCode, userCode } = exchange.signIns.openDeviceCode({ ...asked, clientId, expiresAtMs: virtualNowMs(world) + lifetimeMs });
  const page = 'https://login.microsoftonline.com/common/oauth2/deviceauth';
  const seconds = { expires_in: lifetimeMs / 1000, interval: Math.round(world.settings['entra.deviceCodeInterval'] / 1000) };
  return { answer: json({
    user_code: userCode, device_code: deviceCode,
    ...(version === 1 ? { verification_url: page, expires_in: String(seconds.expires_in), interval: String(seconds.interval) } : { verification_uri: page, ...seconds }),
    message: `To sign in, use a web browser to open the page ${page} and enter the code ${userCode} to authenticate.`,
  }, 200, noStore) };
};

const form = `<form method="post"><label>Code <input name="user_code"></label> <label>User <input name="username"></label>
<label>Password <input name="password" type="password"></label> <button name="answer" value="approve">Sign in</button> <button name="answer" value="decline">Cancel</button></form>`;

const page = (message: string): Reply => ({ answer: html(`<p>${message}</p>${form}`) });

/** The page on which the user enters the code. */
function answerPage(exchange: Exchange): Reply {
  const fields = bodyForm(exchange);
  const code = fields.get('user_code') ?? '';
  const upn = fields.get('username') ?? '';
  if (fields.get('answer') === 'decline') return page(exchange.signIns.answerDeviceCode(code, null) ? 'You have declined the sign-in.' : 'That code did not work.');
  const presented = { upn, credential: 'password', passwordVersion: passwordVersionOf(upn, fields.get('password') ?? ''), withCredential: true } as const;
  // Only numbers of the service come back: nothing that was typed is shown.
  const refused = refuseSignIn(exchange.world(), presented, traceIdOf(exchange));
  if (refused) return page(refused.reason);
  return page(exchange.signIns.answerDeviceCode(code, upn) ? 'You have signed in. You may close this window.' : 'That code did not work.');
}

export const deviceCodeRoutes: readonly Route[] = [
  { method: 'POST', path: '/:tenant/oauth2/devicecode', answer: openDeviceCode(1) },
  { method: 'POST', path: '/:tenant/oauth2/v2.0/devicecode', answer: openDeviceCode(2) },
  { method: 'GET', path: '/common/oauth2/deviceauth', answer: () => page('Enter the code that your device shows.') },
  { method: 'POST', path: '/common/oauth2/deviceauth', answer: answerPage },
];
