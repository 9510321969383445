/** Who a `tell` reaches: the charts of a kind at the sender's own place, or at the place (or exact owner) it names. */
import type { Tell } from '../machines/language.ts';
import { startsOnDemand } from './actors.ts';
import { placeOf, type World } from './world.ts';

export function recipients(world: World, sender: string, to: Tell['to']): readonly string[] {
  const kind = typeof to === 'string' ? to : to.kind;
  const owner = typeof to === 'string' ? placeOf(sender) : to.of;
  const exact = `${kind}:${owner}`;
  if (world.actors[exact] || (typeof to !== 'string' && startsOnDemand(kind, owner))) return [exact];
  const prefix = `${exact}/`;
  return Object.keys(world.actors).filter((id) => id.startsWith(prefix));
}
