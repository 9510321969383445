/**
 * An operation answers one question of the charts. It joins the chart's question to the mock's pure function: which way the
 * question travels, how long it takes, which part of the world the mock sees and which part it may change.
 *
 * An act is the same for what cannot fail and asks nobody (a chart's `perform`).
 */
import type { Failure, Json, LogLine } from '../knowledge/vocabulary.ts';
import type { TimingKey } from '../knowledge/timings.ts';
import type { Tell } from '../machines/language.ts';
import type { Destination, SecurityContext } from '../mocks/network/state.ts';
import type { World } from './world.ts';

export interface Asker {
  readonly actor: string;
  /** Device or server beside which the chart lives. */
  readonly place: string;
  /** The rest of the owner: user or profile, where the chart has one. */
  readonly part: string | null;
}

export type Outcome<Output> = { readonly ok: true; readonly output: Output } | { readonly ok: false; readonly failure: Failure };

export interface Answer<Output> {
  readonly outcome: Outcome<Output>;
  /** Parts of the world that the answering service changed. They stay changed even if the answer is lost. */
  readonly changes?: Partial<World>;
  readonly tells?: readonly Tell[];
  /** Event-log lines written on the asking device by the service's work there. */
  readonly logs?: readonly LogLine[];
}

export interface Operation<Input = never, Output = unknown> {
  /** Name under which charts register the question. */
  readonly name: string;
  /** For the timeline, as a verb phrase: `asks a DC for the service connection point`. */
  readonly title: string;
  readonly context: SecurityContext;
  readonly destination: (world: World, asker: Asker, input: Input) => Destination;
  /** Key of the virtual latency, there and back. */
  readonly latency: TimingKey;
  readonly answer: (world: World, asker: Asker, input: Input) => Answer<Output>;
  /** Why the machine cannot even ask, or `null`: nothing goes out then, and no fault of the service is met. */
  readonly unasked?: (world: World, asker: Asker, input: Input) => Failure | null;
  /** What the asker sees when the path is closed or breaks; the default is the code of the path (`answering.ts`). */
  readonly pathFailure?: (failure: Failure, input: Input) => Failure;
}

export interface Act<Input = never> {
  readonly name: string;
  readonly perform: (world: World, asker: Asker, input: Input) => { readonly changes?: Partial<World>; readonly tells?: readonly Tell[]; readonly logs?: readonly LogLine[] };
}

/** Types one operation by its input and output; the table holds them with the input forgotten. */
export const defineOperation = <Input extends Json, Output extends Json>(operation: Operation<Input, Output>): Operation => operation as unknown as Operation;
export const defineAct = <Input extends Json>(act: Act<Input>): Act => act as unknown as Act;

export const succeeded = <Output>(output: Output, rest: Omit<Answer<Output>, 'outcome'> = {}): Answer<Output> => ({ outcome: { ok: true, output }, ...rest });
export const failed = (failure: Failure, rest: Omit<Answer<never>, 'outcome'> = {}): Answer<never> => ({ outcome: { ok: false, failure }, ...rest });
