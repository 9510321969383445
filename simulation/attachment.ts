/** How a machine is attached to the networks at this instant, read off its network and VPN charts. */
import type { NetworkLocation, VpnProfile } from '../knowledge/vocabulary.ts';
import type { Attachment } from '../mocks/network/state.ts';
import type { World } from './world.ts';

const withLink = new Set<unknown>(['corporateLan', 'home', 'publicWifi']);

/** A place that is no device is a server (Connect, DC): on the corporate LAN, and out of it directly. */
export function attachmentOf(world: World, place: string): Attachment {
  const device = world.devices[place];
  const chart = world.actors[`network:${place}`];
  if (!device || !chart) {
    return { device: place, location: 'corporate-lan', internet: true, tunnels: [], killSwitchBlocks: false, systemProxy: null, userProxy: null, exemptFromEgress: true };
  }
  const location: NetworkLocation = chart.value === 'noLink' ? 'offline' : (chart.context as { location: NetworkLocation }).location;
  const prefix = `vpn:${place}/`;
  const tunnels: VpnProfile[] = [];
  let killSwitchBlocks = false;
  for (const [id, tunnel] of Object.entries(world.actors)) {
    if (!id.startsWith(prefix)) continue;
    const profile = (tunnel.context as { profile: VpnProfile }).profile;
    if (tunnel.value === 'up') tunnels.push(profile);
    else if (profile === 'kill-switch' && location !== 'corporate-lan') killSwitchBlocks = true;
  }
  return { device: place, location, internet: withLink.has(chart.value), tunnels, killSwitchBlocks, systemProxy: device.proxies.system, userProxy: device.proxies.user };
}
