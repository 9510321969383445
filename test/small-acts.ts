/** Lets a chart of LAPTOP01 (or another actor) perform one act on a small world. */
import type { LogLine } from '../knowledge/vocabulary.ts';
import type { Tell } from '../machines/language.ts';
import { acts } from '../simulation/acts/index.ts';
import { askerOf } from '../simulation/turn.ts';
import type { World } from '../simulation/world.ts';

type Performed = { readonly changes?: Partial<World>; readonly tells?: readonly Tell[]; readonly logs?: readonly LogLine[] };

export function perform(world: World, name: string, input: object = {}, actor = 'registration:LAPTOP01'): Performed {
  const act = acts[name];
  if (!act) throw new Error(`no act ${name}`);
  return act.perform(world, askerOf(actor), input as never);
}

export const performed = (world: World, name: string, input: object = {}, actor?: string): World => ({ ...world, ...perform(world, name, input, actor).changes });
