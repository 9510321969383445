/** One invariant as code: what is wrong if it is broken. Sentences and sources: knowledge/invariants.ts. */
import type { World } from '../world.ts';
import type { Instant } from './instant.ts';

export interface InvariantCheck {
  readonly id: `I${number}`;
  /** Parts of the world it reads: it is looked at again only when one of them changed. */
  readonly reads: readonly (keyof World)[];
  /** @returns what is broken at this instant, one sentence each: what is wrong, and where */
  readonly check: (instant: Instant) => readonly string[];
}

export interface Verdict {
  readonly status: 'held' | 'pending' | 'broken';
  readonly why: string;
}

/** An eventual property: follows a run and says at its end how it stands. A run that ends too early is no breach. */
export interface EventualCheck {
  readonly id: `I${number}`;
  readonly see: (instant: Instant) => void;
  readonly judge: (world: World) => Verdict;
}
