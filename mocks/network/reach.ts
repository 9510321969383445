/**
 * Whether traffic of one security context gets to its destination, and which code Windows shows when it does not.
 * Sources: lifecycle.md 6.1, 6.2; on-premises.md 3, 7 (N1, N2, N19, N20, V8); errors.json (transport codes).
 */
import type { Failure } from '../../knowledge/vocabulary.ts';
import type { Attachment, DcService, InternetHost, NetworkState, SecurityContext, Traffic } from './state.ts';

type When = 'closed' | 'broken';

export const internetHosts: readonly InternetHost[] = [
  'enterpriseregistration.windows.net',
  'login.microsoftonline.com',
  'device.login.microsoftonline.com',
  'autologon.microsoftazuread-sso.com',
  'graph.microsoft.com',
];

/** WININET/WinHTTP errors as HRESULTs. */
const nameNotResolved: Failure = { code: '0x80072ee7', reason: 'the name cannot be resolved: no network' };
const proxyNotResolved: Failure = { code: '0x80072ee7', reason: 'the proxy is a name of the corporate network, which is not in reach' };
const killSwitch: Failure = { code: '0x80072efd', reason: 'the VPN client lets nothing through while its tunnel is down' };
const firewall: Failure = { code: '0x80072efd', reason: 'the corporate network lets nothing out but the proxy' };
const wrongProxy: Failure = { code: '0x80072efd', reason: 'the proxy that is set does not exist' };
const connectionAborted: Failure = { code: '0x80072efe', reason: 'the connection broke in the middle of the request' };
const proxyRefusesComputer: Failure = { code: '0x80072efd', reason: 'the proxy does not accept the computer account (HTTP 407)' };
const portalAnswers: Failure = { code: '0x8007000d', reason: 'a sign-in page of the Wi-Fi answers instead of the service' };
const tlsInspected: Failure = { code: '0x80072f8f', reason: 'TLS inspection breaks the connection' };

const insideCompany = (attachment: Attachment): boolean => attachment.location === 'corporate-lan' || (attachment.tunnels.length > 0 && !attachment.killSwitchBlocks);

function dcFailure(service: DcService, when: When): Failure {
  if (service === 'dns-srv' || service === 'ldap-ping') return { code: '0x8007054b', reason: 'no domain controller can be located from here' };
  if (service === 'kerberos') return { code: '0xc000005e', reason: 'no domain controller is in reach' };
  return { code: '0x8007203a', reason: when === 'broken' ? 'the connection to the domain controller broke' : 'the domain controller cannot be reached' };
}

/** Device tunnels are split tunnels always, a kill switch sends everything through the tunnel (lifecycle.md 6.2, on-premises.md 3). */
const throughCompany = (network: NetworkState, { location, tunnels }: Attachment): boolean =>
  location === 'corporate-lan' || tunnels.includes('kill-switch') || (network.tunnelMode === 'forced' && tunnels.some((profile) => profile !== 'device-tunnel'));

/** Whether the link below lets anything through to the internet. */
function linkFailure(attachment: Attachment): Failure | null {
  if (attachment.location === 'offline') return nameNotResolved;
  if (!attachment.internet) return attachment.location === 'public-wifi' ? portalAnswers : nameNotResolved;
  return attachment.killSwitchBlocks ? killSwitch : null;
}

/** Whether proxy and egress let this context through to this host. */
function egressFailure(network: NetworkState, attachment: Attachment, context: SecurityContext, host: InternetHost): Failure | null {
  if (attachment.exemptFromEgress) return null;
  const { egress, proxy: corporateProxy } = network.corporate;
  const proxy = context === 'system' ? attachment.systemProxy : attachment.userProxy;
  if (proxy === null) return egress === 'proxy' && throughCompany(network, attachment) ? firewall : null;
  if (proxy !== corporateProxy.server) return wrongProxy;
  if (!insideCompany(attachment)) return proxyNotResolved;
  if (context === 'system' && !corporateProxy.acceptsComputerAccounts) return proxyRefusesComputer;
  // Graph is no part of the join: only its hosts present or check device certificates.
  return corporateProxy.tlsInspection && host !== 'graph.microsoft.com' ? tlsInspected : null;
}

function httpsFailure(network: NetworkState, attachment: Attachment, context: SecurityContext, host: InternetHost, when: When): Failure | null {
  const failure = linkFailure(attachment) ?? egressFailure(network, attachment, context, host);
  return failure && when === 'broken' ? connectionAborted : failure;
}

/** @returns the failure the asker sees, or `null` where the traffic passes. */
export function reach(network: NetworkState, attachment: Attachment, traffic: Traffic, controllerRunning: (name: string) => boolean, when: When = 'closed'): Failure | null {
  const { destination } = traffic;
  switch (destination.kind) {
    case 'local':
      return null;
    case 'dc': {
      const named = destination.controller;
      if (!insideCompany(attachment) || (named !== null && !controllerRunning(named))) return dcFailure(destination.service, when);
      return null;
    }
    case 'https':
      return httpsFailure(network, attachment, traffic.context, destination.host, when);
    default: {
      const unknown: never = destination;
      throw new Error(`reach: unknown destination ${JSON.stringify(unknown)}`);
    }
  }
}
