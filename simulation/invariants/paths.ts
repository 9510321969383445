/** Whether a device reaches what the join needs, faults aside: the network as it is drawn, not as a fault bends it. */
import type { Destination } from '../../mocks/network/state.ts';
import { reach } from '../../mocks/network/reach.ts';
import { attachmentOf } from '../attachment.ts';
import type { World } from '../world.ts';

function opens(world: World, device: string, destination: Destination): boolean {
  const running = (name: string): boolean => world.directory.controllers[name]?.running ?? false;
  return reach(world.network, attachmentOf(world, device), { device, context: 'system', destination }, running) === null;
}

export const reachesController = (world: World, device: string, controller: string | null = null): boolean =>
  opens(world, device, { kind: 'dc', controller, service: 'ldap' }) && Object.values(world.directory.controllers).some(({ running }) => running);

export const reachesRegistrationService = (world: World, device: string): boolean =>
  opens(world, device, { kind: 'https', host: 'enterpriseregistration.windows.net' });
