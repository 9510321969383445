/** Table of contents: one file per fault. */
import type { Fault } from '../../fault.ts';
import { clientSiteUnknownFault } from './client-site-unknown.ts';
import { clockSkewFault } from './clock-skew.ts';
import { corporateDnsDownFault } from './corporate-dns-down.ts';
import { dcLdapBlockedFault } from './dc-ldap-blocked.ts';
import { deviceTunnelFilterFault } from './device-tunnel-filter.ts';
import { kerberosBlockedFault } from './kerberos-blocked.ts';
import { ldapPingBlockedFault } from './ldap-ping-blocked.ts';
import { packetLossFault } from './packet-loss.ts';
import { proxyNeedsUserFault } from './proxy-needs-user.ts';
import { proxySignInPageFault } from './proxy-sign-in-page.ts';
import { slowDomainControllerFault } from './slow-domain-controller.ts';
import { srvRecordsMissingFault } from './srv-records-missing.ts';
import { tunnelTlsInspectionFault } from './tunnel-tls-inspection.ts';
import { tunnelWithoutDnsSuffixFault } from './tunnel-without-dns-suffix.ts';

export const networkFaults: readonly Fault[] = [
  corporateDnsDownFault,
  srvRecordsMissingFault,
  ldapPingBlockedFault,
  dcLdapBlockedFault,
  kerberosBlockedFault,
  packetLossFault,
  slowDomainControllerFault,
  clientSiteUnknownFault,
  clockSkewFault,
  proxySignInPageFault,
  proxyNeedsUserFault,
  deviceTunnelFilterFault,
  tunnelWithoutDnsSuffixFault,
  tunnelTlsInspectionFault,
];
