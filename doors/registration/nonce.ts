/** The registration service's own nonces. Source: protocols.md 5.10 (`ReponseStatus` is misspelt as published). No flow that is played asks for one back. */
import { answersTo, refuseTenant } from '../../mocks/entra/registration-service.ts';
import { formatIso } from '../../simulation/calendar.ts';
import { sha256Hex } from '../../simulation/canonical.ts';
import { virtualNowMs, type Exchange } from '../cloud/exchange.ts';
import { json, type Reply } from '../cloud/reply.ts';
import type { Route } from '../cloud/route.ts';
import { asRequest, counted, headersFor, refusalFor } from './requests.ts';

function answerNonce(exchange: Exchange): Reply {
  const world = exchange.world();
  const name = exchange.params.tenant ?? '';
  const named = asRequest(world);
  const effect = { changes: { tenant: counted(world) } };
  const { server } = refuseTenant(named, name).failure;
  if (!answersTo(world.tenant, name) && server) return { answer: refusalFor(exchange)(server), effect };
  const status = { message: 'Nonce issued.', traceId: named.requestId, time: formatIso(virtualNowMs(world)) };
  const value = Buffer.from(sha256Hex(`${world.seed}\u0000nonce\u0000${named.requestId}`), 'hex').toString('base64');
  return { answer: json({ ReponseStatus: status, Value: value }, 200, headersFor(exchange, named.requestId)), effect };
}

export const nonceRoutes: readonly Route[] = [{ method: 'GET', path: '/EnrollmentServer/nonce/:tenant', answer: answerNonce }];
