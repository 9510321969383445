/**
 * What a statechart may say. A chart never does I/O: it **asks** questions (invokes one of the stubs made by `question`),
 * **tells** another chart something, **logs** an event-log entry, and **performs** a local act on its own device or server.
 * The simulation carries all four out; the answers come back as ordinary events.
 */
import { fromPromise } from 'xstate';
import type { Failure, Json, LogLine } from '../knowledge/vocabulary.ts';

/** The parts of the world that behave: each is one statechart per device, user, server or cloud object. */
export type ChartKind =
  | 'network'
  | 'vpn'
  | 'dc-locator'
  | 'session'
  | 'task'
  | 'registration'
  | 'prt'
  | 'replication'
  | 'connect-scheduler'
  | 'connect-cycle'
  | 'password-sync'
  | 'cloud-device';

/** An event as charts receive it: a type and plain data. */
export interface ChartEvent {
  readonly type: string;
  readonly [field: string]: Json | undefined;
}

/**
 * To whom: a chart kind alone means the one chart of that kind beside the sender (same device, same server; every VPN
 * profile or user where there are several), `{ kind, of }` names another owner.
 */
export interface Tell {
  readonly to: ChartKind | { readonly kind: ChartKind; readonly of: string };
  readonly event: ChartEvent;
}

/** A local act: done at once, cannot fail, asks nobody. */
export interface Perform {
  readonly act: string;
  readonly input?: { readonly [field: string]: Json };
}

/** The only custom actions a chart may use; their bodies are empty because the simulation carries them out. */
export const chartActions = {
  tell: (_: unknown, _params: Tell): void => {},
  log: (_: unknown, _params: LogLine): void => {},
  perform: (_: unknown, _params: Perform): void => {},
};

/**
 * Declares a question: an inert actor logic, so that XState hands over id, source and input as data.
 * The name under which a chart registers it in `actors` is the name of the operation that answers it.
 */
export const question = <Input, Output>() => fromPromise<Output, Input>(() => new Promise<Output>(() => {}));

/** `onError` hands over an unknown; every failed question of ours carries a `Failure`. */
export const failureOf = (event: { readonly error?: unknown }): Failure => event.error as Failure;
