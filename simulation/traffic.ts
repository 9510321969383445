/** Whether traffic of a machine passes now: the network as it is, then every fault that closes a path. */
import type { Failure } from '../knowledge/vocabulary.ts';
import { faultById } from '../mocks/faults.ts';
import { reach } from '../mocks/network/reach.ts';
import type { Destination, SecurityContext } from '../mocks/network/state.ts';
import { attachmentOf } from './attachment.ts';
import type { ActiveFault, World } from './world.ts';

export const targetOf = (destination: Destination): string | null => (destination.kind === 'dc' ? destination.controller : destination.kind === 'https' ? destination.host : null);

/** Whether a fault concerns a question from this place to this target. */
export const concerns = (fault: ActiveFault, place: string, target: string | null): boolean => fault.target === null || fault.target === place || fault.target === target;

/** Why the way is closed, or `null`. `broken`: it was open when the request went out. */
export function trafficFailure(world: World, place: string, context: SecurityContext, destination: Destination, when: 'closed' | 'broken' = 'closed'): Failure | null {
  const traffic = { device: place, context, destination };
  const attachment = attachmentOf(world, place);
  let failure = reach(world.network, attachment, traffic, (name) => world.directory.controllers[name]?.running ?? false, when);
  for (const active of world.faults) {
    if (failure) break;
    if (concerns(active, place, targetOf(destination))) failure = faultById(active.id).blocks?.(traffic, attachment) ?? null;
  }
  return failure;
}
