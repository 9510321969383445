/** A token request, and what becomes of it. */
import type { AskedScope, Resource } from '../../mocks/entra/apps.ts';
import { readScope, resourceOf } from '../../mocks/entra/apps.ts';
import type { OutsideChange } from '../../simulation/step.ts';
import type { Exchange } from '../cloud/exchange.ts';
import type { HttpAnswer } from '../cloud/reply.ts';
import { refuse, type Refused } from './refusals.ts';

export interface TokenAsk {
  readonly exchange: Exchange;
  readonly form: URLSearchParams;
  /** Of the address: `/oauth2/token`, `/oauth2/v2.0/token`. */
  readonly version: 1 | 2;
  /** First part of the path: tenant id, domain, `common`, `organizations`. */
  readonly authority: string;
}

export interface Granted {
  readonly answer: HttpAnswer;
  readonly effect?: OutsideChange;
  /** What the sign-in service notes once the answer stands. */
  readonly remember?: () => void;
}

/** A refusal may have an effect, too: the simulated service counts its requests. */
export type Outcome = Granted | (Refused & { readonly effect?: OutsideChange });

export type Grant = (ask: TokenAsk) => Outcome | Promise<Outcome>;

export const field = ({ form }: TokenAsk, name: string): string => form.get(name) ?? '';

export interface Target {
  readonly resource: Resource;
  readonly scope: AskedScope;
  /** The resource as the client named it: audience of tokens of version 1. */
  readonly named: string;
}

/** Longer names are nobody's, and what a device code asks for is kept. */
const namesLengthMax = 2_000;

/** What a token is asked for: `scope` names the resource in version 2, `resource` in version 1 (Graph of old where it is left out). */
export function targetOf(exchange: Exchange, version: 1 | 2, scopeText: string, resourceName: string): Target | Refused {
  const scope = scopeText.length + resourceName.length > namesLengthMax ? null : readScope(scopeText);
  if (!scope) return refuse(exchange, 70011);
  const named = version === 2 ? scope.resource : resourceName === '' ? 'https://graph.windows.net' : resourceName;
  const resource = resourceOf(exchange.signIns.registeredApps, named);
  return resource ? { resource, scope, named } : refuse(exchange, 500011, named);
}
