/**
 * Whether traffic of one security context gets to its destination, and which code Windows shows when it does not.
 * Sources: lifecycle.md 6.1, 6.2; on-premises.md 3, 7 (N1, N2, N19, N20, V8); errors.json (transport codes).
 */
import type { Failure } from '../../knowledge/vocabulary.ts';
import type { Attachment, Destination, InternetHost, NetworkState, SecurityContext, Traffic } from './state.ts';

type When = 'closed' | 'broken';

export const internetHosts: readonly InternetHost[] = [
  'enterpriseregistration.windows.net',
  'login.microsoftonline.com',
  'device.login.microsoftonline.com',
  'autologon.microsoftazuread-sso.com',
  'graph.microsoft.com',
];

const onCorporateNetwork = (attachment: Attachment): boolean => attachment.location === 'corporate-lan' || attachment.tunnels.length > 0;

/** WININET/WinHTTP errors as HRESULTs. */
const nameNotResolved: Failure = { code: '0x80072ee7', reason: 'the name cannot be resolved: no network' };
const cannotConnect: Failure = { code: '0x80072efd', reason: 'no connection to the server' };
const connectionAborted: Failure = { code: '0x80072efe', reason: 'the connection broke in the middle of the request' };
const proxyRefusesComputer: Failure = { code: '0x80072efd', reason: 'the proxy does not accept the computer account (HTTP 407)' };
const portalAnswers: Failure = { code: '0x8007000d', reason: 'a sign-in page of the Wi-Fi answers instead of the service' };
const tlsInspected: Failure = { code: '0x80072f8f', reason: 'TLS inspection breaks the connection' };

function dcFailure(service: Extract<Destination, { kind: 'dc' }>['service'], when: When): Failure {
  if (service === 'dns-srv' || service === 'ldap-ping') return { code: '0x8007054b', reason: 'no domain controller can be located from here' };
  if (service === 'kerberos') return { code: '0xc000005e', reason: 'no domain controller is in reach' };
  return { code: '0x8007203a', reason: when === 'broken' ? 'the connection to the domain controller broke' : 'the domain controller cannot be reached' };
}

/** The way to the internet: direct, or through the corporate egress (on the LAN, or inside a forced tunnel). */
function internetFailure(network: NetworkState, attachment: Attachment, context: SecurityContext, host: InternetHost, when: When): Failure | null {
  const lost = when === 'broken' ? connectionAborted : nameNotResolved;
  if (attachment.location === 'offline' || (attachment.location !== 'public-wifi' && !attachment.internet)) return lost;
  if (attachment.location === 'public-wifi' && !attachment.internet) return portalAnswers;
  if (attachment.killSwitchBlocks) return when === 'broken' ? connectionAborted : cannotConnect;
  const throughCompany = attachment.location === 'corporate-lan' || (network.tunnelMode === 'forced' && attachment.tunnels.some((profile) => profile !== 'device-tunnel'));
  const proxy = context === 'system' ? attachment.systemProxy : attachment.userProxy;
  const { egress, proxy: corporateProxy } = network.corporate;
  if (!throughCompany) return proxy !== null && proxy !== corporateProxy.server ? cannotConnect : proxy === null ? null : onCorporateNetwork(attachment) ? null : cannotConnect;
  if (egress === 'direct') return proxy !== null && proxy !== corporateProxy.server ? cannotConnect : null;
  if (proxy === null || proxy !== corporateProxy.server) return cannotConnect;
  if (context === 'system' && !corporateProxy.acceptsComputerAccounts) return proxyRefusesComputer;
  if (corporateProxy.tlsInspection && host !== 'graph.microsoft.com') return tlsInspected;
  return null;
}

/** @returns the failure the asker sees, or `null` where the traffic passes. */
export function reach(network: NetworkState, attachment: Attachment, traffic: Traffic, controllerRunning: (name: string) => boolean, when: When = 'closed'): Failure | null {
  const { destination } = traffic;
  switch (destination.kind) {
    case 'local':
      return null;
    case 'dc': {
      const named = destination.controller;
      if (!onCorporateNetwork(attachment) || (named !== null && !controllerRunning(named))) return dcFailure(destination.service, when);
      return null;
    }
    case 'https':
      return internetFailure(network, attachment, traffic.context, destination.host, when);
    default: {
      const unknown: never = destination;
      throw new Error(`reach: unknown destination ${JSON.stringify(unknown)}`);
    }
  }
}
