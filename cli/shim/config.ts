/** What a shim is told when it is written; the environment can say otherwise when it is called. */
import type { PromptContext } from '../../knowledge/vocabulary.ts';

export const shimConfigName = 'joinlab-shim.json';

/** File with the text of `dsregcmd /status`, by context. */
export interface FixtureSource {
  readonly files: { readonly [context: string]: string };
}

export interface ShimConfig {
  readonly as: PromptContext;
  /** The first device when `null`. */
  readonly device: string | null;
  /** `null`: the lab that is served. */
  readonly source: FixtureSource | null;
}
