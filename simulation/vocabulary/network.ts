/** What happens to networks. */
import { networkLocations } from '../../knowledge/vocabulary.ts';
import { deviceFor, vpnProfilesOf } from './people.ts';
import { ImpossibleAction, type Verb } from './verb.ts';

export const networkVerbs: readonly Verb[] = [
  {
    id: 'move',
    group: 'network',
    pattern: '{device} moves to {location}',
    help: `Changes the network of a device: ${networkLocations.join(', ')}.`,
    example: 'LAPTOP01 moves to corporate-lan',
    source: 'lifecycle.md 6.2',
    run: (world, words) => {
      const device = deviceFor(world, words.device);
      if (!networkLocations.some((location) => location === words.location)) throw new ImpossibleAction(`"${words.location ?? ''}" is no place`, networkLocations);
      return { tells: [{ to: { kind: 'network', of: device }, event: { type: 'MOVED', to: words.location } }] };
    },
  },
  {
    id: 'drop-tunnel',
    group: 'network',
    pattern: 'the tunnel of {device} drops',
    help: 'The VPN breaks on its own; questions under way are lost.',
    example: 'the tunnel of LAPTOP01 drops',
    source: 'on-premises.md 7 V6',
    run: (world, words) => {
      const device = deviceFor(world, words.device);
      const profiles = vpnProfilesOf(world, device);
      if (profiles.length === 0) throw new ImpossibleAction(`${device} has no VPN`, [`change: { ${device}.vpn: user-tunnel-manual }`]);
      return { tells: profiles.map((profile) => ({ to: { kind: 'vpn' as const, of: `${device}/${profile}` }, event: { type: 'DROPPED' } })) };
    },
  },
  {
    id: 'vpn-refused',
    group: 'network',
    pattern: 'the VPN of {device} (stops connecting|connects again)',
    help: 'No tunnel comes up any more, and one that is up ends: certificate expired or revoked, gateway out, or a home network that the client takes for the corporate one.',
    example: 'the VPN of LAPTOP01 stops connecting',
    source: 'on-premises.md 7 V3, V7',
    run: (world, words) => {
      const device = deviceFor(world, words.device);
      const profiles = vpnProfilesOf(world, device);
      if (profiles.length === 0) throw new ImpossibleAction(`${device} has no VPN`, [`change: { ${device}.vpn: device-tunnel }`]);
      const type = words.choice === 'stops connecting' ? 'REFUSED' : 'ACCEPTED';
      return { tells: profiles.map((profile) => ({ to: { kind: 'vpn' as const, of: `${device}/${profile}` }, event: { type } })) };
    },
  },
  {
    id: 'proxy-accepts-computers',
    group: 'network',
    pattern: 'the corporate proxy (accepts|refuses) computer accounts',
    help: 'Whether SYSTEM gets through the authenticating proxy.',
    example: 'the corporate proxy refuses computer accounts',
    source: 'lifecycle.md 6.1; on-premises.md 7 N20',
    run: (world, words) => ({ changes: { network: {
      ...world.network,
      corporate: { ...world.network.corporate, proxy: { ...world.network.corporate.proxy, acceptsComputerAccounts: words.choice === 'accepts' } },
    } } }),
  },
];
