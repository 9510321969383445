/** What the network is made of besides the devices' own links: the corporate egress, the proxies, and what is down. */
import type { NetworkLocation, VpnProfile } from '../../knowledge/vocabulary.ts';

export interface NetworkState {
  readonly corporate: CorporateNetwork;
  /** TCP/UDP reach of the tunnels: split (internet direct) or forced through the corporate egress. */
  readonly tunnelMode: 'split' | 'forced';
}

export interface CorporateNetwork {
  /** How a machine inside reaches the internet. */
  readonly egress: 'direct' | 'proxy';
  readonly proxy: { readonly server: string; readonly acceptsComputerAccounts: boolean; readonly tlsInspection: boolean };
}

export type SecurityContext = 'system' | 'user';

/** Hosts of the cloud that the managed flow talks to (protocols.md 1). */
export type InternetHost =
  | 'enterpriseregistration.windows.net'
  | 'login.microsoftonline.com'
  | 'device.login.microsoftonline.com'
  | 'autologon.microsoftazuread-sso.com'
  | 'graph.microsoft.com';

export type Destination =
  | { readonly kind: 'local' }
  | { readonly kind: 'dc'; readonly controller: string | null; readonly service: DcService }
  | { readonly kind: 'https'; readonly host: InternetHost };

export type DcService = 'dns-srv' | 'ldap-ping' | 'ldap' | 'kerberos' | 'smb';

/** One device's attachment at this instant, read off its network and vpn charts and its proxy settings. */
export interface Attachment {
  readonly device: string;
  readonly location: NetworkLocation;
  /** Captive portal passed (public Wi-Fi), link up otherwise. */
  readonly internet: boolean;
  readonly tunnels: readonly VpnProfile[];
  /** A kill-switch client blocks everything while its tunnel is down. */
  readonly killSwitchBlocks: boolean;
  /** `null` is DIRECT (WinHTTP default). */
  readonly systemProxy: string | null;
  readonly userProxy: string | null;
  /** Servers have a rule of their own in the egress: neither proxy nor TLS inspection meets them. */
  readonly exemptFromEgress?: boolean;
}

export interface Traffic {
  readonly device: string;
  readonly context: SecurityContext;
  readonly destination: Destination;
}
