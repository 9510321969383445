/** The service connection point, read as the join reads it. Source: on-premises.md 1.3, 1.7. */
import type { Failure } from '../../knowledge/vocabulary.ts';
import type { ServiceConnectionPoint } from './state.ts';

const scpLeaf = '62a0ff2e-97b9-4513-943f-0d221bd30080';

/** A well-formed tenant id of no tenant. */
export const unknownTenantId = '00000000-1111-4222-8333-444444444444';

/** `CN=62a0ff2e-…,CN=Device Registration Configuration,CN=Services,CN=Configuration,DC=contoso,DC=com`. */
export const scpDn = (forest: string): string => `CN=${scpLeaf},CN=Device Registration Configuration,CN=Services,CN=Configuration,${dnOf(forest)}`;

/** `contoso.com` → `DC=contoso,DC=com`. */
export const dnOf = (dnsName: string): string => dnsName.split('.').map((label) => `DC=${label}`).join(',');

/** Every trouble while the tenant is read ends as this code; the LDAP result stands behind it (on-premises.md 1.7). */
const unreadable = (reason: string, innerCode?: string): Failure => ({ code: '0x801c001d', reason, ...(innerCode ? { innerCode } : {}) });

/** Names both Azure AD and an on-premises registration service: the device logs 330 and registers with neither (on-premises.md 1.3). */
export interface TwoServices {
  readonly azureAdTenantName: string;
  readonly enterpriseDrsName: string;
}

export type ScpReading = { readonly tenantId: string; readonly tenantName: string } | { readonly failure: Failure; readonly twoServices?: TwoServices };

/**
 * Prefixes are recognised whatever their case; of repeated ones the last counts; other keywords are ignored. That both are
 * needed is a modelling choice (fault A2).
 */
export function readKeywords(scp: ServiceConnectionPoint | null): ScpReading {
  if (!scp || scp.removed) return { failure: unreadable('the directory has no service connection point', '0x80070002') };
  let tenantId = '';
  let tenantName = '';
  let enterpriseDrsName = '';
  for (const keyword of scp.keywords) {
    const [, prefix = '', value = ''] = /^([^:]*):(.*)$/.exec(keyword) ?? [];
    if (prefix.toLowerCase() === 'azureadid') tenantId = value;
    if (prefix.toLowerCase() === 'azureadname') tenantName = value;
    if (prefix.toLowerCase() === 'enterprisedrsname') enterpriseDrsName = value;
  }
  if (enterpriseDrsName !== '' && (tenantId !== '' || tenantName !== '')) {
    return {
      failure: unreadable('the service connection point names Azure AD and an on-premises registration service'),
      twoServices: { azureAdTenantName: tenantName, enterpriseDrsName },
    };
  }
  if (tenantId === '' || tenantName === '') {
    const missing = tenantId === '' && tenantName === '' ? 'no keywords' : tenantId === '' ? 'no azureADId keyword' : 'no azureADName keyword';
    return { failure: unreadable(`the service connection point has ${missing}`, '0x80070002') };
  }
  return { tenantId, tenantName };
}
