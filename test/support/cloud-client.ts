/** A cloud over a small world, asked in process. */
import { createCloud, type Cloud, type CloudOptions } from '../../doors/cloud/cloud.ts';
import { fromOutside, type Connection } from '../../doors/cloud/exchange.ts';
import { change, type OutsideChange } from '../../simulation/step.ts';
import type { World } from '../../simulation/world.ts';
import { advanceTo } from '../../simulation/advance.ts';
import { Trace } from '../../simulation/trace.ts';

export const login = 'https://login.microsoftonline.com';

export interface Answered {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly text: string;
  /** The body as JSON; members are read as they are named. */
  readonly body: { readonly [member: string]: unknown };
}

export interface TestCloud {
  readonly cloud: Cloud;
  world: World;
  ask(method: string, url: string, send?: { readonly headers?: { readonly [name: string]: string }; readonly body?: string | Uint8Array; readonly connection?: Connection }): Promise<Answered>;
  /** A form to the token endpoint of the tenant. */
  token(form: { readonly [field: string]: string }, path?: string): Promise<Answered>;
  /** Lets virtual time pass, with all that is due. */
  pass(ms: number): void;
}

const parsed = (text: string): { readonly [member: string]: unknown } => {
  try {
    return JSON.parse(text) as { readonly [member: string]: unknown };
  } catch {
    return {};
  }
};

export function testCloud(start: World, options: CloudOptions = {}): TestCloud {
  let world = start;
  const access = {
    get world() {
      return world;
    },
    change(by: string, what: OutsideChange) {
      world = change(world, by, what, null);
    },
  };
  const cloud = createCloud(access, options);
  const ask: TestCloud['ask'] = async (method, url, { headers = {}, body = '', connection = fromOutside } = {}) => {
    const octets = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    const answer = await cloud.answer({ method, url: new URL(url), headers: new Headers(headers), body: octets }, connection);
    if ('broken' in answer) throw new Error(`the connection ended: ${answer.broken}`);
    const text = typeof answer.body === 'string' ? answer.body : Buffer.from(answer.body).toString('latin1');
    return { status: answer.status, headers: answer.headers, text, body: parsed(text) };
  };
  return {
    cloud,
    get world() {
      return world;
    },
    set world(next) {
      world = next;
    },
    ask,
    token: (form, path = `${world.tenant.tenantId}/oauth2/v2.0/token`) => ask('POST', `${login}/${path}`, { body: new URLSearchParams(form).toString() }),
    pass(ms) {
      world = advanceTo(world, world.nowMs + ms, new Trace());
    },
  };
}

/** Payload of a JWT, unverified. */
export const payloadOf = (token: unknown): { readonly [claim: string]: unknown } =>
  JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString('utf8')) as { readonly [claim: string]: unknown };
