/** The hosts of the cloud and what each serves. Source: protocols.md 1. */
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
export const roleOf = (host: string): CloudRole | null => roles[host.toLowerCase()] ?? null;
