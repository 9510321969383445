/**
 * Whether a client gets through to a host of the cloud, and what it meets if not. A client that speaks for a device of the world has
 * that device's network, in its security context; a machine outside has a plain internet line, on which only faults for everybody are felt.
 * Source: lifecycle.md 6.1; on-premises.md 3; errors.json (transport codes).
 */
import type { Failure } from '../../knowledge/vocabulary.ts';
import { faultById } from '../../mocks/faults.ts';
import type { Attachment, InternetHost } from '../../mocks/network/state.ts';
import { concerns, trafficFailure } from '../../simulation/traffic.ts';
import type { World } from '../../simulation/world.ts';
import type { Connection } from './exchange.ts';
import { roleOf, type CloudRole } from './hosts.ts';

/**
 * What a closed way looks like. `refused`: no connection comes about; `needs-credentials`: the corporate proxy answers 407; `page`:
 * somebody else's web page answers; `impostor`: TLS with a certificate that the client does not trust.
 */
export interface ClosedWay {
  readonly looksLike: 'refused' | 'needs-credentials' | 'page' | 'impostor' | 'reset';
  /** As Windows would put it. */
  readonly failure: Failure;
}

/** Names that stand for the same service share its way. */
const destinations: { readonly [role in CloudRole]: InternetHost | null } = {
  login: 'login.microsoftonline.com',
  'device-login': 'device.login.microsoftonline.com',
  registration: 'enterpriseregistration.windows.net',
  autologon: 'autologon.microsoftazuread-sso.com',
  graph: 'graph.microsoft.com',
  reachability: null,
};

const outside: Attachment = { device: '', location: 'home', internet: true, tunnels: [], killSwitchBlocks: false, systemProxy: null, userProxy: null };

function outsideFailure(world: World, host: InternetHost): Failure | null {
  const traffic = { device: '', context: 'user', destination: { kind: 'https', host } } as const;
  for (const active of world.faults) {
    const failure = concerns(active, '', host) ? (faultById(active.id).blocks?.(traffic, outside) ?? null) : null;
    if (failure) return failure;
  }
  return null;
}

const appearance: { readonly [code: string]: ClosedWay['looksLike'] } = { '0x8007000d': 'page', '0x80072f8f': 'impostor', '0x80072efe': 'reset' };

/** `null`: the way is open. */
export function closedWay(world: World, host: string, asker: Connection['asker']): ClosedWay | null {
  const role = roleOf(host);
  const destination = role ? destinations[role] : null;
  if (!destination) return null;
  const failure = asker
    ? trafficFailure(world, asker.device, asker.context, { kind: 'https', host: destination })
    : outsideFailure(world, destination);
  if (!failure) return null;
  const wantsUser = failure.reason.includes('HTTP 407');
  return { looksLike: wantsUser ? 'needs-credentials' : (appearance[failure.code] ?? 'refused'), failure };
}
