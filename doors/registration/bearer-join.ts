/**
 * `POST /EnrollmentServer/device/`: the joins that bring a token (federated, Entra join, register). None of them is modelled: who has
 * the right token is told that the tenant does not allow this join, everybody else what is wrong with the token. Source: protocols.md
 * 5.1, 5.4, 5.7 (E6, E7).
 */
import { refuseBearer, refuseJoinType } from '../../mocks/entra/bearer-join.ts';
import { refuseMalformed } from '../../mocks/entra/registration-service.ts';
import { bodyJson, type Exchange } from '../cloud/exchange.ts';
import { underFaults, type Served } from '../cloud/faults-on-the-wire.ts';
import { fromOneWorld } from '../cloud/from-one-world.ts';
import type { Reply } from '../cloud/reply.ts';
import type { Route } from '../cloud/route.ts';
import { bearerOf, type Bearer } from './bearer.ts';
import { asRequest, refusalFor, refused } from './requests.ts';

const joinTypeOf = (body: unknown): unknown =>
  (typeof body === 'object' && body !== null ? Object.entries(body).find(([name]) => name.toLowerCase() === 'jointype')?.[1] : undefined);

function serve(exchange: Exchange, bearer: Bearer, joinType: unknown): Served {
  const world = exchange.world();
  const named = asRequest(world);
  if ('invalid' in bearer) return refused(world, refuseBearer(named, bearer.invalid).failure);
  if (typeof joinType !== 'number') return refused(world, refuseMalformed(named, 'JoinType must be a number.').failure);
  return refused(world, refuseJoinType(named, joinType, bearer.claims).failure);
}

async function answerBearerJoin(exchange: Exchange): Promise<Reply['answer']> {
  const joinType = joinTypeOf(bodyJson(exchange));
  return fromOneWorld(exchange, () => bearerOf(exchange), (bearer) =>
    exchange.settle(underFaults(exchange, 'registerDevice', refusalFor(exchange), () => serve(exchange, bearer, joinType))));
}

export const bearerJoinRoutes: readonly Route[] = [{ method: 'POST', path: '/EnrollmentServer/device', answer: answerBearerJoin }];
