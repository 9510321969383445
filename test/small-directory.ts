/** The directory of the small world: two domain controllers, one computer, and what stands at each of them. */
import type { ComputerObject, DirectoryState, Replica } from '../mocks/active-directory/state.ts';
import { smallWorld } from './small-world.ts';

export const directory: DirectoryState = smallWorld().directory;
export const objectGuid = Object.keys(directory.controllers.DC01?.replica.computers ?? {})[0] ?? '';

export function replicaAt(state: DirectoryState, controller = 'DC01'): Replica {
  const found = state.controllers[controller]?.replica;
  if (!found) throw new Error(`no domain controller ${controller}`);
  return found;
}

export function computerAt(state: DirectoryState, controller = 'DC01', guid = objectGuid): ComputerObject {
  const found = replicaAt(state, controller).computers[guid];
  if (!found) throw new Error(`no computer ${guid} at ${controller}`);
  return found;
}
