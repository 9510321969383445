/** A cloud over a small world, asked in process. */
import { createCloud, type Cloud, type CloudOptions } from '../../doors/cloud/cloud.ts';
import { fromOutside, type Connection } from '../../doors/cloud/exchange.ts';
import { passwordOf } from '../../mocks/entra/passwords.ts';
import { change, type OutsideChange } from '../../simulation/step.ts';
import type { WorldAccess } from '../../simulation/world-access.ts';
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
  readonly access: WorldAccess;
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

/** @param onLook told whenever the cloud looks at the world */
export function testCloud(start: World, options: CloudOptions = {}, onLook: () => void = () => {}): TestCloud {
  let world = start;
  const access = {
    get world() {
      onLook();
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
    access,
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

/** An app that may do everything, and one that may only read devices. */
export const inventoryApp = { clientId: '6f1d2a54-9a4e-4d0e-8a55-0d6a3c4f6d10', displayName: 'inventory', secrets: ['s3cret'] };
export const readerApp = { clientId: '7c0b6a6e-1d0c-4a77-8a0b-6c5d7f3c2b11', displayName: 'reader', secrets: ['s3cret'], permissions: ['Device.Read.All'] };

/** An access token of an app for a resource. */
export async function appToken(lab: TestCloud, { clientId } = inventoryApp, scope = 'https://graph.microsoft.com/.default'): Promise<string> {
  const { body } = await lab.token({ grant_type: 'client_credentials', client_id: clientId, client_secret: 's3cret', scope });
  return String(body.access_token);
}

/** An access token for a user. */
export async function userToken(lab: TestCloud, scope: string, upn = 'alice@contoso.com'): Promise<string> {
  const form = { grant_type: 'password', client_id: '29d9ed98-a469-4536-ade2-f981bc1d605e', username: upn, password: passwordOf(upn, 1), scope };
  return String((await lab.token(form)).body.access_token);
}
