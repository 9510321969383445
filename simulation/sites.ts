/** The order in which a client tries domain controllers: its own site first (the site of the corporate LAN), then by name. */
import type { DomainController } from '../mocks/active-directory/state.ts';
import type { World } from './world.ts';

export function atSameSiteFirst(world: World, _place: string): readonly DomainController[] {
  const controllers = Object.values(world.directory.controllers);
  const home = controllers[0]?.site;
  return [...controllers].sort((a, b) => Number(b.site === home) - Number(a.site === home) || (a.name < b.name ? -1 : 1));
}
