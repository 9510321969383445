/** Properties with a name, for mistakes that break no invariant: what must never be, and what must be reachable at all. */
import { lifecycleOf } from '../../../simulation/cloud-device.ts';
import type { Exploration } from '../../../simulation/exploration/exploration.ts';
import type { Happening } from '../../../simulation/exploration/remembered-steps.ts';
import { sessionOf } from '../../../simulation/session.ts';
import type { World } from '../../../simulation/world.ts';

type Property =
  | { readonly kind: 'never' | 'sometimes'; readonly of: 'states'; readonly holds: (world: World) => boolean }
  | { readonly kind: 'never' | 'sometimes'; readonly of: 'steps'; readonly holds: (happening: Happening) => boolean };

const laptop = 'LAPTOP01';
const lifecycle = (world: World): string => lifecycleOf(world, world.devices[laptop]?.objectGuid ?? '');
const isJoined = (world: World): boolean => world.devices[laptop]?.join !== null;
const hasToken = (world: World): boolean => Object.entries(world.actors).some(([actor, { context }]) => actor.startsWith(`prt:${laptop}/`) && typeof context.updatedAtMs === 'number');

/** A chart that went from one state to another at this event. */
const moves = ({ actor, kind, data }: Happening, chart: string, event: string, from: string, to: string): boolean =>
  kind === 'transition' && actor.startsWith(`${chart}:`) && data.event === event && JSON.stringify(data.from).includes(from) && JSON.stringify(data.to).includes(to);

export const properties = {
  'a device can get registered': { kind: 'sometimes', of: 'states', holds: (world) => isJoined(world) && lifecycle(world) === 'registered' },
  'a device that left the scope can be gone from Azure AD': { kind: 'sometimes', of: 'states', holds: (world) => lifecycle(world) === 'deleted' },
  'a device deleted in the portal can come back as Pending': { kind: 'sometimes', of: 'states', holds: (world) => lifecycle(world) === 'pending' },
  'a token can outlive the session': { kind: 'sometimes', of: 'states', holds: (world) => hasToken(world) && sessionOf(world, laptop).user === null },
  'a refused renewal can end the token': { kind: 'sometimes', of: 'steps', holds: (step) => moves(step, 'prt', 'xstate.error.actor.renewPrt', 'valid', 'none') },
  'no token without a join': { kind: 'never', of: 'states', holds: (world) => hasToken(world) && !isJoined(world) },
  'no disabled device registers': { kind: 'never', of: 'steps', holds: (step) => moves(step, 'cloud-device', 'REGISTERED', '"disabled"', 'registered') },
  'no network starts the task': { kind: 'never', of: 'steps', holds: (step) => moves(step, 'task', 'NETWORK_UP', 'ready', 'running') },
  'no attempt goes on without a domain controller': { kind: 'never', of: 'steps', holds: (step) => moves(step, 'registration', 'DC_NOT_FOUND', 'locateDc', 'discover') },
} satisfies { readonly [name: string]: Property };

export type PropertyName = keyof typeof properties;

/** Whether the property is broken in what was explored; that something can never be is known only of a complete exploration. */
export function isBroken(exploration: Exploration, name: PropertyName, isComplete: boolean): boolean {
  const property: Property = properties[name];
  const states = (holds: (world: World) => boolean): boolean => {
    const observed = exploration.observe(holds);
    return [...Array(exploration.store.size).keys()].some(observed);
  };
  const seen = property.of === 'states' ? states(property.holds) : exploration.steps.happenings.some(property.holds);
  if (property.kind === 'sometimes' && !seen && !isComplete) throw new Error(`"${name}" is not decided: the exploration ended at its limit.`);
  return property.kind === 'never' ? seen : !seen;
}
