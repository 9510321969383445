/**
 * The key service: a Windows Hello key is registered for the user of a token that was obtained with more than a password. Source:
 * protocols.md 5.10. The words of `code` and `target` in its errors are assumed.
 */
import { createHash } from 'node:crypto';
import { userNamed } from '../../mocks/entra/users.ts';
import { formatIso } from '../../simulation/calendar.ts';
import { guidFor } from '../../simulation/identity.ts';
import type { World } from '../../simulation/world.ts';
import { bodyJson, virtualNowMs, type Exchange } from '../cloud/exchange.ts';
import { fromOneWorld } from '../cloud/from-one-world.ts';
import { json, type HttpAnswer, type Reply } from '../cloud/reply.ts';
import type { Route } from '../cloud/route.ts';
import { helloKeyName } from '../keys/hello-key.ts';
import { readRsaKey } from '../keys/rsa-key-blob.ts';
import { bearerOf, type Bearer } from './bearer.ts';
import { counted, headersFor, requestIdOf } from './requests.ts';

type Refusal = { readonly status: 400 | 401; readonly code: string; readonly message: string };

const bad = (message: string): Refusal => ({ status: 400, code: 'invalid_request', message });
const unauthorised = (message: string): Refusal => ({ status: 401, code: 'unauthorized', message });

const strong = ['ngcmfa', 'mfa'];

interface Registration {
  readonly upn: string;
  readonly publicOctets: Uint8Array;
  readonly blob: string;
}

/** What is to be registered for whom, or why not. */
function read(world: World, exchange: Exchange, bearer: Bearer): Registration | Refusal {
  if (!/application\/json|\*\/\*/i.test(exchange.headers.get('accept') ?? '')) return bad('The header Accept must allow application/json.');
  if ('invalid' in bearer) return unauthorised(bearer.invalid);
  const { deviceid, upn, amr } = bearer.claims;
  if (typeof deviceid !== 'string' || typeof upn !== 'string') return unauthorised('The token lacks the claim deviceid or upn.');
  if (!Array.isArray(amr) || !amr.some((method) => strong.includes(String(method)))) return unauthorised('The claim amr of the token has neither ngcmfa nor mfa.');
  if (!userNamed(world.tenant, upn)) return bad(`The user ${upn} is not found.`);
  const body = bodyJson(exchange);
  const blob = typeof body === 'object' && body !== null ? (body as { readonly kngc?: unknown }).kngc : undefined;
  if (typeof blob !== 'string') return bad('The member kngc is missing.');
  const key = readRsaKey(blob);
  return 'invalid' in key ? bad(key.invalid.replace('TransportKey', 'kngc')) : { upn, publicOctets: key.publicOctets, blob };
}

function refusal(exchange: Exchange, world: World, { status, code, message }: Refusal): HttpAnswer {
  const requestId = requestIdOf(world);
  return json({
    code, message, response: 'ERROR_FAIL', target: 'kngc', clientrequestid: exchange.headers.get('client-request-id') ?? requestId, time: formatIso(virtualNowMs(world)),
    innererror: { trace: requestId },
  }, status, headersFor(exchange, requestId));
}

function answer(exchange: Exchange, bearer: Bearer): Reply {
  const world = exchange.world();
  const effect = { changes: { tenant: counted(world) } };
  const asked = read(world, exchange, bearer);
  if ('status' in asked) return { answer: refusal(exchange, world, asked), effect };
  const requestId = requestIdOf(world);
  exchange.keys.remember(helloKeyName(asked.upn, asked.publicOctets), asked.publicOctets);
  const kid = guidFor(world.seed, `Hello key ${createHash('sha256').update(asked.blob).digest('hex')}`);
  const context = Buffer.from(`${asked.upn} ${kid}`).toString('base64');
  return { answer: json({ kid, upn: asked.upn, krctx: context }, 200, headersFor(exchange, requestId)), effect };
}

const answerKey = (exchange: Exchange): Promise<Reply['answer']> => fromOneWorld(exchange, () => bearerOf(exchange), (bearer) => exchange.settle(answer(exchange, bearer)));

export const keyRoutes: readonly Route[] = [{ method: 'POST', path: '/EnrollmentServer/key', answer: answerKey }];
