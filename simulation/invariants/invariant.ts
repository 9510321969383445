/** One invariant as code: what it looks at, and what is wrong if it is broken. Sentences and sources: knowledge/invariants.ts. */
import type { World } from '../world.ts';

export interface InvariantCheck {
  readonly id: `I${number}`;
  /** Parts of the world it reads: it is looked at again only when one of them changed. */
  readonly reads: readonly (keyof World)[];
  /** @returns what is broken now, one sentence each */
  readonly check: (now: World, before: World | null) => readonly string[];
}

/** An eventual property, judged at the end of a run. */
export interface EventualCheck {
  readonly id: `I${number}`;
  readonly judge: (world: World) => { readonly status: 'held' | 'pending' | 'broken'; readonly why: string };
}
