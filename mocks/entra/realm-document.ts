/** The answer of the user-realm look-up as it goes over the wire. Source: protocols.md 4.1. */
import { userRealm } from './registration-service.ts';
import type { TenantState } from './state.ts';

type Document = { readonly [member: string]: string };

const cloud: Document = { cloud_instance_name: 'microsoftonline.com' };

/** AD FS of a federated domain: `sts.<domain>` (protocols.md 1). */
const sts = (domain: string): string => `https://sts.${domain}/adfs`;

/** `asked` is a user principal name or a domain. Version 2.0 speaks PascalCase. */
export function realmDocument(tenant: TenantState, asked: string, apiVersion: string): Document {
  const domain = asked.slice(asked.indexOf('@') + 1).toLowerCase();
  const found = userRealm(tenant, domain);
  const realm = 'failure' in found ? 'Unknown' : found.realm;
  if (apiVersion.startsWith('2')) {
    const known: Document = realm === 'Unknown' ? {} : { DomainName: domain, FederationBrandName: tenant.displayName };
    const federated: Document = realm === 'Federated' ? { federation_protocol: 'WSTrust', AuthURL: `${sts(domain)}/ls/` } : {};
    return { NameSpaceType: realm, Login: asked, ...known, ...cloud, ...federated };
  }
  if (realm === 'Unknown') return { ver: '1.0', account_type: 'Unknown', ...cloud };
  const federated: Document =
    realm === 'Federated'
      ? {
        federation_protocol: 'WSTrust',
        federation_metadata_url: `${sts(domain)}/services/trust/mex`,
        federation_active_auth_url: `${sts(domain)}/services/trust/2005/usernamemixed`,
      }
      : {};
  return { ver: '1.0', account_type: realm, domain_name: domain, ...federated, ...cloud, cloud_audience_urn: 'urn:federation:MicrosoftOnline' };
}
