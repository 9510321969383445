/** A scenario as the simulation runs it: a world to start from and one chronological list of what is done and seen. */
import type { EvidenceContext } from '../../evidence/evidence.ts';
import type { PopulationSpec } from './population-spec.ts';
import type { World } from '../world.ts';
import type { WorldSpec } from './world-spec.ts';

export interface Scenario {
  /** Path below its folder without extension: `vpn/logoff-loses-dc`. */
  readonly id: string;
  /** As given on the command line; `null` for one made in code. */
  readonly file: string | null;
  readonly title: string;
  /** What the user wrote to the help desk. */
  readonly ticket: string | null;
  /** Why it happened: the solution, in one sentence. */
  readonly cause: string | null;
  readonly source: readonly string[];
  readonly tags: readonly string[];
  readonly seed: string;
  /** Start as epoch milliseconds (UTC). */
  readonly startMs: number;
  /** Base world with `change:` and `--set` applied. */
  readonly world: WorldSpec;
  readonly timeline: readonly ScenarioStep[];
  /** The many devices that `joinlab fleet` plays; a replay of the scenario does not look at them. */
  readonly population?: PopulationSpec;
  /** What the scenario promises of its world, beyond this one run. */
  readonly properties: readonly Property[];
}

/**
 * - `always`: at every instant of every run
 * - `sometimes`: at some instant of some run
 * - `eventually`: at some instant of every run in which time goes on
 * - `recoverable`: whatever has happened, some actions lead there
 */
export const propertyKinds = ['always', 'sometimes', 'eventually', 'recoverable'] as const;
export type PropertyKind = (typeof propertyKinds)[number];

/** What a function looks at that is to judge an instant. */
export interface Seen {
  /** What a field of an evidence shows, for example `portal.registered`; `undefined` where it is not shown. */
  field(path: string): string | undefined;
  readonly world: World;
}

/** All these fields show this, or a function of TypeScript says so. */
export type Formula = readonly FieldCondition[] | ((seen: Seen) => boolean);

export interface Property {
  readonly name: string;
  readonly kind: PropertyKind;
  readonly device: string | null;
  readonly as: EvidenceContext;
  /** Only where this holds something is promised; `null`: everywhere. */
  readonly when: Formula | null;
  readonly holds: Formula;
  readonly at: Position | null;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface ScenarioStep {
  /** Virtual milliseconds since the start. */
  readonly atMs: number;
  readonly at: Position | null;
  readonly actions: readonly Action[];
  readonly expectations: readonly Expectation[];
}

/** One sentence of `do:`, taken apart by the vocabulary. */
export interface Action {
  readonly text: string;
  /** Id of the verb in `simulation/vocabulary/`. */
  readonly verb: string;
  readonly words: { readonly [placeholder: string]: string };
  readonly at: Position | null;
}

/** One `see:`. All its conditions must hold at one and the same instant. */
export interface Expectation {
  readonly mode: 'now' | 'within' | 'always' | 'never';
  /** Length of the window from the step's instant; 0 for `now`. */
  readonly windowMs: number;
  /** With `within`: how long it may take until it first holds. */
  readonly takes: { readonly minMs: number; readonly maxMs: number } | null;
  readonly device: string | null;
  readonly as: EvidenceContext;
  readonly conditions: readonly Condition[];
  readonly at: Position | null;
}

export type Condition =
  /** An event of that id was written since the step's instant; `log` null means any log. */
  | { readonly kind: 'event'; readonly id: number; readonly log: string | null; readonly text: string; readonly at: Position | null }
  | FieldCondition;

/** A field of an evidence shows this, compared as written. */
export interface FieldCondition {
  readonly kind: 'field';
  readonly evidence: string;
  readonly field: string;
  readonly expected: Expected;
  readonly text: string;
  readonly at: Position | null;
}

export type Expected =
  | { readonly kind: 'is'; readonly text: string }
  | { readonly kind: 'is-not'; readonly text: string }
  /** `/…/` in the file. */
  | { readonly kind: 'matches'; readonly pattern: string }
  /** `(absent)`: the field is not shown. */
  | { readonly kind: 'absent' }
  /** `(any)`: the field is shown, whatever it says. */
  | { readonly kind: 'any' };
