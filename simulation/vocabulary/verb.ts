/**
 * The closed vocabulary of `do:`. A verb is a pattern of words, what it means, and what it does to the world. The parser, the
 * JSON schema, the types of TypeScript scenarios, "did you mean" and the documentation page all come from this one table.
 *
 * Patterns: `{person}` takes one word (or a quoted text), `[ ... ]` may be left out, `(a|b)` is one of these words and arrives
 * as `choice`.
 */
import type { Tell } from '../../machines/language.ts';
import type { LogLine } from '../../knowledge/vocabulary.ts';
import type { World } from '../world.ts';

export interface VerbResult {
  readonly changes?: Partial<World>;
  readonly tells?: readonly { readonly to: { readonly kind: Extract<Tell['to'], { kind: unknown }>['kind']; readonly of: string }; readonly event: Tell['event'] }[];
  readonly logs?: readonly { readonly device: string; readonly line: LogLine }[];
}

/** Why an action makes no sense in this world at this moment: shown with file, line and virtual time. */
export class ImpossibleAction extends Error {
  readonly validChoices: readonly string[];
  constructor(message: string, validChoices: readonly string[] = []) {
    super(message);
    this.validChoices = validChoices;
  }
}

export interface Verb {
  /** Kebab-case, unique. */
  readonly id: string;
  readonly group: 'user' | 'device' | 'network' | 'admin in AD' | 'admin in Entra' | 'admin of Connect' | 'command' | 'fault';
  /** e.g. `{person} signs in[ on {device}]`. */
  readonly pattern: string;
  readonly help: string;
  readonly example: string;
  readonly source: string;
  readonly run: (world: World, words: { readonly [placeholder: string]: string }) => VerbResult;
}
