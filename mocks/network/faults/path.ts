/** What the network's faults have in common: which traffic they stop, and what the asker then sees. */
import type { Failure } from '../../../knowledge/vocabulary.ts';
import type { Attachment, DcService, Traffic } from '../state.ts';

/** Codes of on-premises.md 1.7, 2.3: what each service of a domain controller looks like when its packets do not get there. */
const codes: { readonly [service in DcService]: string } = {
  'dns-srv': '0x8007054b',
  'ldap-ping': '0x8007054b',
  ldap: '0x8007203a',
  kerberos: '0xc000005e',
  smb: '0x80070035',
};

/** Stops these services of a domain controller. */
export const stopsServices = (services: readonly DcService[], reason: string) => ({ destination }: Traffic): Failure | null =>
  destination.kind === 'dc' && services.includes(destination.service) ? { code: codes[destination.service], reason } : null;

/** A look-up by name: SRV records, or a Kerberos request that has to find its own DC. */
export const stopsLookUps = (reason: string) => ({ destination }: Traffic): Failure | null =>
  destination.kind === 'dc' && (destination.service === 'dns-srv' || (destination.service === 'kerberos' && destination.controller === null))
    ? { code: codes[destination.service], reason }
    : null;

export const onlyThroughTunnel = (attachment: Attachment): boolean => attachment.location !== 'corporate-lan' && attachment.tunnels.length > 0;
