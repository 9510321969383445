/** How a machine is attached to the networks at this instant, read off its network and VPN charts. */
import type { NetworkLocation, VpnProfile } from '../knowledge/vocabulary.ts';
import type { Attachment } from '../mocks/network/state.ts';
import type { World } from './world.ts';

const withLink = new Set<unknown>(['corporateLan', 'home', 'publicWifi']);

type Links = Pick<Attachment, 'location' | 'internet' | 'tunnels' | 'killSwitchBlocks'>;

/** Charts change less often than one asks for the network: what was read off them is kept as long as they stand. */
const known = new WeakMap<World['actors'], Map<string, Links | null>>();

function readLinks(actors: World['actors'], place: string): Links | null {
  const chart = actors[`network:${place}`];
  if (!chart) return null;
  const location: NetworkLocation = chart.value === 'noLink' ? 'offline' : (chart.context as { location: NetworkLocation }).location;
  const prefix = `vpn:${place}/`;
  const tunnels: VpnProfile[] = [];
  let killSwitchBlocks = false;
  for (const id in actors) {
    const tunnel = id.startsWith(prefix) ? actors[id] : undefined;
    if (!tunnel) continue;
    const { profile } = tunnel.context as unknown as { readonly profile: VpnProfile };
    if (tunnel.value === 'up') tunnels.push(profile);
    else if (profile === 'kill-switch' && location !== 'corporate-lan') killSwitchBlocks = true;
  }
  return { location, internet: withLink.has(chart.value), tunnels, killSwitchBlocks };
}

function linksOf(actors: World['actors'], place: string): Links | null {
  const places: Map<string, Links | null> = known.get(actors) ?? new Map();
  known.set(actors, places);
  const links = places.get(place) ?? readLinks(actors, place);
  places.set(place, links);
  return links;
}

/** A place that is no device is a server (Connect, DC): on the corporate LAN, and out of it directly. */
export function attachmentOf(world: World, place: string): Attachment {
  const device = world.devices[place];
  const links = device ? linksOf(world.actors, place) : null;
  if (!device || !links) {
    return { device: place, location: 'corporate-lan', internet: true, tunnels: [], killSwitchBlocks: false, systemProxy: null, userProxy: null, exemptFromEgress: true };
  }
  return { device: place, ...links, systemProxy: device.proxies.system, userProxy: device.proxies.user };
}
