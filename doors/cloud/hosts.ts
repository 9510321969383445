/** The hosts of the cloud and what each serves. Source: protocols.md 1. */
import type { InternetHost } from '../../mocks/network/state.ts';

export type CloudRole = 'login' | 'device-login' | 'registration' | 'autologon' | 'graph' | 'reachability';

const roles: { readonly [host: string]: CloudRole } = {
  'login.microsoftonline.com': 'login',
  'login.windows.net': 'login',
  'login.microsoft.com': 'login',
  'sts.windows.net': 'login',
  'device.login.microsoftonline.com': 'device-login',
  'enterpriseregistration.windows.net': 'registration',
  'autologon.microsoftazuread-sso.com': 'autologon',
  'graph.microsoft.com': 'graph',
  // Not played: they answer, so that a connectivity check passes.
  'adminwebservice.microsoftonline.com': 'reachability',
  'pas.windows.net': 'reachability',
  'management.azure.com': 'reachability',
};

/** Names that a door answers for: the certificate of the HTTPS door has them, its proxy lets nothing else through. */
export const cloudHosts: readonly string[] = Object.keys(roles);

/** `null`: no host of the cloud. */
export function roleOf(host: string): CloudRole | null {
  const name = host.toLowerCase();
  return Object.hasOwn(roles, name) ? (roles[name] ?? null) : null;
}

/** Names that stand for the same service share its way and its faults; `null`: the simulated devices ask nothing of it. */
const destinations: { readonly [role in CloudRole]: InternetHost | null } = {
  login: 'login.microsoftonline.com',
  'device-login': 'device.login.microsoftonline.com',
  registration: 'enterpriseregistration.windows.net',
  autologon: 'autologon.microsoftazuread-sso.com',
  graph: 'graph.microsoft.com',
  reachability: null,
};

/** The host by which the world knows the service that a name stands for. */
export function destinationOf(host: string): InternetHost | null {
  const role = roleOf(host);
  return role && destinations[role];
}
