/** How doors reach a world that somebody else holds: they read it, and what they do to it is a change from outside. */
import type { OutsideChange } from './step.ts';
import type { World } from './world.ts';

export interface WorldAccess {
  /** The world now; a value, never changed in place. */
  readonly world: World;
  /** Changes it as somebody outside does, with what follows at this instant. @param by for the trace */
  change(by: string, what: OutsideChange): void;
}
