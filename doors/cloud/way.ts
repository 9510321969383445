/**
 * Whether a client gets through to a host of the cloud, and what it meets if not. A client that speaks for a device of the world has
 * that device's network, in its security context; a machine outside has a plain internet line, on which only faults for everybody are felt.
 * Source: lifecycle.md 6.1, 6.2; on-premises.md 3; errors.json (transport codes).
 */
import type { Failure } from '../../knowledge/vocabulary.ts';
import type { Attachment } from '../../mocks/network/state.ts';
import { faultObstacle, obstacle } from '../../simulation/traffic.ts';
import type { World } from '../../simulation/world.ts';
import type { Connection } from './exchange.ts';
import { destinationOf, roleOf } from './hosts.ts';
import { html } from './reply.ts';

/**
 * What a closed way looks like. `unresolved`: no name is resolved; `refused`: no connection comes about; `needs-credentials`: the
 * corporate proxy answers 407; `page`: somebody else's web page answers; `impostor`: TLS with a certificate of an authority that the
 * client need not trust; `untrusted`: with one of an authority that nobody knows; `out-of-date`: with one that is not valid by the
 * client's clock.
 */
export interface ClosedWay {
  readonly looksLike: 'unresolved' | 'refused' | 'needs-credentials' | 'page' | 'impostor' | 'untrusted' | 'out-of-date' | 'reset';
  /** As Windows would put it. */
  readonly failure: Failure;
}

/** What somebody else's web page says, whatever is asked. */
export const portalPage = html('<h1>Welcome to the network</h1><p>Please sign in to go on.</p>');

const outside: Attachment = { device: '', location: 'home', internet: true, tunnels: [], killSwitchBlocks: false, systemProxy: null, userProxy: null };

const byCode: { readonly [code: string]: ClosedWay['looksLike'] } = {
  '0x80072ee7': 'unresolved', '0x8007000d': 'page', '0x80072f8f': 'impostor', '0x80072efe': 'reset',
};

/** Faults that Windows words like another. A client cannot be given a wrong clock: it meets a certificate that its right one refuses. */
const byFault: { readonly [fault: string]: ClosedWay['looksLike'] } = { 'clock-skew': 'out-of-date', 'drs-tls-failure': 'untrusted' };

/** `null`: the way is open. */
export function closedWay(world: World, host: string, asker: Connection['asker']): ClosedWay | null {
  if (roleOf(host) === null) return null;
  const known = destinationOf(host);
  // Hosts that are only there go the way of Graph, which is no part of the join either, and have their own name for faults.
  const destination = { kind: 'https', host: known ?? 'graph.microsoft.com' } as const;
  const target = known ?? host.toLowerCase();
  const closed = asker
    ? obstacle(world, { ...asker, destination }, 'closed', target)
    : faultObstacle(world, { device: '', context: 'user', destination }, outside, target);
  if (!closed) return null;
  const { failure, fault } = closed;
  const wantsUser = failure.reason.includes('HTTP 407');
  return { looksLike: wantsUser ? 'needs-credentials' : ((fault === null ? undefined : byFault[fault]) ?? byCode[failure.code] ?? 'refused'), failure };
}
