/** What an operation of the control API is: one entry makes its route, its checks, its page in the OpenAPI document and its `joinlab ctl`. */
import type { z } from 'zod';
import type { Cloud } from '../cloud/cloud.ts';
import type { VirtualClock } from './clock.ts';
import type { Labs } from './labs.ts';

export interface ControlContext {
  readonly labs: Labs;
  readonly cloud: Cloud;
  readonly clock: VirtualClock;
  /** For the page that tells what is being served. */
  readonly scenario: { readonly id: string; readonly title: string };
  /** What a client sets to reach the cloud: environment variables by name. */
  readonly environment: { readonly [name: string]: string };
}

export interface Asked<Query, Body> {
  readonly params: { readonly [name: string]: string };
  readonly query: Query;
  readonly body: Body;
}

export interface ControlOperation<Query = unknown, Body = unknown> {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** `/v1/evidence/:name`. */
  readonly path: string;
  readonly summary: string;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  readonly result: z.ZodType;
  readonly run: (context: ControlContext, asked: Asked<Query, Body>) => unknown;
}

/** Types one operation by its query and body; the table holds them with both forgotten. */
export const defineOperation = <Query, Body>(operation: ControlOperation<Query, Body>): ControlOperation => operation as unknown as ControlOperation;
