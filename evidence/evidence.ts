/** What a person would see: pure functions of the world at an instant. They cannot disagree with it or keep state of their own. */
import type { PromptContext } from '../knowledge/vocabulary.ts';
import type { World } from '../simulation/world.ts';

/** In whose security context one looks. */
export type EvidenceContext = PromptContext;

/** Whose eyes: which device, and in which security context there. */
export interface Viewpoint {
  readonly world: World;
  /** Device that the evidence is about (for `ad`, `portal`, `graph`, `connect`: that device's object). */
  readonly device: string;
  readonly as: EvidenceContext;
}

/** One thing to look at: a tool's output, a log, an object, a page. */
export interface Evidence {
  /** Word of the command line and of expectations: `joinlab show portal`, `see: { portal.registered: Pending }`. */
  readonly name: string;
  readonly title: string;
  /** Field names for help and "did you mean"; `*` at the end stands for any rest (`registry.*`). */
  readonly fields: readonly string[];
  /** The value as printed, or `undefined` where the field is not shown now. */
  readonly field: (viewpoint: Viewpoint, name: string) => string | undefined;
  /** The whole text, as `joinlab show` prints it. */
  readonly render: (viewpoint: Viewpoint) => string;
  /** The same as data, for `--json`. */
  readonly data: (viewpoint: Viewpoint) => unknown;
}
