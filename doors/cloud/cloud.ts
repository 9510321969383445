/**
 * The cloud behind every door: takes a request, finds who answers it, lets what was done take effect. Requests are taken one after the
 * other, so that none sees the world between two halves of another.
 */
import type { App } from '../../mocks/entra/apps.ts';
import type { WorldAccess } from '../../simulation/world-access.ts';
import { SeenLists } from '../graph/delta.ts';
import { graphRoutes } from '../graph/index.ts';
import { KeyRing } from '../keys/key-ring.ts';
import { loginRoutes } from '../login/index.ts';
import { SignInService } from '../login/sign-in-service.ts';
import { doorMessage } from '../problems.ts';
import { registrationRoutes } from '../registration/index.ts';
import { virtualNowMs, type Connection, type Exchange } from './exchange.ts';
import { roleOf, type CloudRole } from './hosts.ts';
import { empty, html, json, type Reply } from './reply.ts';
import { matchRoute, type Route } from './route.ts';

export interface CloudOptions {
  /** The wall's clock, by which real clients date what they sign; without, the virtual clock is the only one. Milliseconds since 1970. */
  readonly wallNowMs?: () => number;
  /** Told of each request that nothing answers, with what to do. */
  readonly onUnanswered?: (message: string) => void;
  /** Keys of an earlier cloud over the same world. */
  readonly keys?: KeyRing;
  /** Apps of the tenant, beside the public ones of Microsoft. */
  readonly apps?: readonly App[];
}

/** A request, read whole. */
export interface CloudRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

export interface Cloud {
  readonly keys: KeyRing;
  /** Apps and device codes. */
  readonly signIns: SignInService;
  /** Never throws for what a client sends. */
  answer(request: CloudRequest, connection: Connection): Promise<Reply['answer']>;
}

/** Largest body that is read: device registrations are 4 KB. */
export const bodyOctetsMax = 1_048_576;

const welcome: Route = { method: 'GET', path: '/', answer: () => ({ answer: html('joinlab') }) };
const provisioning: Route = { method: 'GET', path: '/provisioningservice.svc', answer: () => ({ answer: html('joinlab') }) };

const routesOf: { readonly [role in CloudRole]: readonly Route[] } = {
  login: [welcome, ...loginRoutes],
  'device-login': [welcome, ...loginRoutes],
  registration: [welcome, ...registrationRoutes],
  autologon: [welcome],
  graph: graphRoutes,
  reachability: [welcome, provisioning],
};

const unanswered = ({ method, url }: CloudRequest, role: CloudRole | null): string => {
  const what = role === null ? 'is no host of the simulated cloud' : 'has no answer there';
  return doorMessage('JL410', `${method} ${url.origin}${url.pathname} ${what}.`);
};

export function createCloud(access: WorldAccess, options: CloudOptions = {}): Cloud {
  const keys = options.keys ?? new KeyRing();
  const signIns = new SignInService(options.apps);
  const seenLists = new SeenLists();
  let last: Promise<unknown> = Promise.resolve();

  async function take(request: CloudRequest, connection: Connection): Promise<Reply['answer']> {
    const role = roleOf(request.url.hostname);
    const match = role ? matchRoute(routesOf[role], request.method, request.url.pathname) : ({ kind: 'unknown' } as const);
    if (match.kind === 'unknown') {
      const message = unanswered(request, role);
      options.onUnanswered?.(message);
      return json({ error: { code: 'NotFound', message } }, 404);
    }
    if (match.kind === 'wrong-method') return empty(405, { allow: match.allowed.join(', ') });
    if (request.body.length > bodyOctetsMax) return empty(413);
    const settle = ({ answer, effect }: Reply): Reply['answer'] => {
      if (effect) access.change(`cloud:${request.url.hostname}`, effect);
      return answer;
    };
    const exchange: Exchange = {
      ...request, params: match.params, connection, keys, signIns, seenLists, settle,
      world: () => access.world,
      clocks: () => [virtualNowMs(access.world), ...(options.wallNowMs ? [options.wallNowMs()] : [])],
    };
    const answered = match.route.answer(exchange);
    return answered instanceof Promise ? answered : settle(answered);
  }

  return {
    keys,
    signIns,
    answer(request, connection) {
      const answered = last.then(() => take(request, connection));
      last = answered.catch(() => undefined);
      return answered;
    },
  };
}
