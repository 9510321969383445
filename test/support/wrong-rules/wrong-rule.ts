import type { Budget } from '../../../simulation/exploration/budget.ts';
import type { Patch } from './patch.ts';
import type { PropertyName } from './properties.ts';
import type { WorldTitle } from './worlds.ts';

/** One mistake that somebody could make in a chart or a mock, and what must notice it. */
export interface WrongRule {
  /** Kebab-case, unique. */
  readonly id: string;
  readonly sentence: string;
  /** An invariant, or the name of a property (`properties.ts`). */
  readonly caughtBy: `I${number}` | PropertyName;
  readonly world: WorldTitle;
  /** What may be done in that world. */
  readonly actions: readonly string[];
  /** Where something counts up for ever (versions of a password). */
  readonly budget?: Budget;
  readonly patch: Patch;
}
