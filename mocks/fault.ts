/**
 * A fault breaks one thing of one mock. It wraps an operation (sees the question, may let it through, may change the answer)
 * or closes a path of the network. Adding one is one file beside its mock and one line in that mock's `faults/index.ts`.
 */
import type { Failure, Json, LogLine } from '../knowledge/vocabulary.ts';
import type { Attachment, Traffic } from './network/state.ts';

/** An answer as a fault sees it; what the service changed can be let through or withheld. */
export interface FaultableAnswer {
  readonly outcome: { readonly ok: true; readonly output: Json } | { readonly ok: false; readonly failure: Failure };
  /** False: the service's changes to the world are thrown away (the request never took effect). */
  readonly takesEffect: boolean;
  /** Event-log lines that the fault makes the asking device write. */
  readonly logs?: readonly LogLine[];
}

export interface Question {
  readonly operation: string;
  readonly input: Json;
  /** Device or server that asks. */
  readonly place: string;
  /** DC or host it goes to, where it leaves the machine. */
  readonly target: string | null;
}

export interface Fault {
  /** Word in scenarios: `dc-ldap-blocked`. */
  readonly id: string;
  /** Number in the catalogue of on-premises.md 7 (`N6`), where it has one. */
  readonly catalogue: string | null;
  readonly mock: 'active-directory' | 'connect' | 'entra' | 'network' | 'windows';
  readonly title: string;
  /** Steps of the flow that it breaks. */
  readonly steps: readonly ('pre-check' | 'discover' | 'certificate' | 'sync' | 'register' | 'commit' | 'sign-in' | 'prt')[];
  /** What one sees. */
  readonly observable: string;
  readonly heals: 'auto' | 'admin' | 'user';
  /** What its target names, if it can be limited: `fault on: dc-down DC02`. */
  readonly target: 'device' | 'controller' | 'server' | 'host' | null;
  readonly source: string;
  readonly confidence: 'documented' | 'field report' | 'measured' | 'assumed';
  /** Closes paths: a failure where this traffic is stopped, `null` where it passes. */
  readonly blocks?: (traffic: Traffic, attachment: Attachment) => Failure | null;
  /** Wraps questions by operation name. `next()` asks the service itself (or the next fault). */
  readonly answers?: { readonly [operation: string]: (question: Question, next: () => FaultableAnswer) => FaultableAnswer };
}
