/** Table of contents: kinds of work whose shards can be joined, by the `kind` of their parts. Each loads its own code. */
import type { Io } from '../io.ts';
import type { DeliveryOptions } from '../delivery.ts';
import type { Part } from './part.ts';

/** Options of `joinlab merge`. */
export interface MergeOptions extends DeliveryOptions {
  readonly json?: boolean;
}

/** Prints the answer of one run without shards. @returns its exit code */
export type Merge = (parts: readonly Part[], options: MergeOptions, io: Io) => number | Promise<number>;

export const kinds: { readonly [kind: string]: () => Promise<Merge> } = {
  explore: () => import('../explore/across-command.ts').then(({ mergeExplore }) => mergeExplore),
  fleet: () => import('../commands/fleet.ts').then(({ mergeFleet }) => mergeFleet),
  run: () => import('../commands/run.ts').then(({ mergeRun }) => mergeRun),
};
