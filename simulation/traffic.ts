/** Whether traffic of a machine passes now: the network as it is, then every fault that closes a path. */
import type { Failure } from '../knowledge/vocabulary.ts';
import { faultById } from '../mocks/faults.ts';
import { reach } from '../mocks/network/reach.ts';
import type { Attachment, Destination, SecurityContext, Traffic } from '../mocks/network/state.ts';
import { attachmentOf } from './attachment.ts';
import type { ActiveFault, World } from './world.ts';

export const targetOf = (destination: Destination): string | null => (destination.kind === 'dc' ? destination.controller : destination.kind === 'https' ? destination.host : null);

/** Whether a fault concerns a question from this place to this target. */
export const concerns = (fault: ActiveFault, place: string, target: string | null): boolean => fault.target === null || fault.target === place || fault.target === target;

/** What closes a way: the network as it is (`fault` is `null`), or a fault. */
export interface Obstacle {
  readonly failure: Failure;
  readonly fault: string | null;
}

/** The first fault that stops this traffic. @param target as faults that are limited name it */
export function faultObstacle(world: World, traffic: Traffic, attachment: Attachment, target: string | null): Obstacle | null {
  for (const active of world.faults) {
    const failure = concerns(active, traffic.device, target) ? faultById(active.id).blocks?.(traffic, attachment) : null;
    if (failure) return { failure, fault: active.id };
  }
  return null;
}

/** What closes the way from a device, or `null`. `broken`: it was open when the request went out. */
export function obstacle(world: World, traffic: Traffic, when: 'closed' | 'broken' = 'closed', target = targetOf(traffic.destination)): Obstacle | null {
  const attachment = attachmentOf(world, traffic.device);
  const failure = reach(world.network, attachment, traffic, (name) => world.directory.controllers[name]?.running ?? false, when);
  return failure ? { failure, fault: null } : faultObstacle(world, traffic, attachment, target);
}

/** Why the way is closed, or `null`. */
export const trafficFailure = (world: World, place: string, context: SecurityContext, destination: Destination, when: 'closed' | 'broken' = 'closed'): Failure | null =>
  obstacle(world, { device: place, context, destination }, when)?.failure ?? null;
