import { expect, test } from 'vitest';
import { smallWorld } from '../../test/small-world.ts';
import { realmDocument } from './realm-document.ts';

const { tenant } = smallWorld({ tenant: { domains: { 'contoso.com': 'managed', 'fabrikam.com': 'federated' } } });
const cloud = { cloud_instance_name: 'microsoftonline.com' };

test.each([
  ['alice@Contoso.com', '1.0', { ver: '1.0', account_type: 'Managed', domain_name: 'contoso.com', ...cloud, cloud_audience_urn: 'urn:federation:MicrosoftOnline' }],
  ['contoso.com', '1.0', { ver: '1.0', account_type: 'Managed', domain_name: 'contoso.com', ...cloud, cloud_audience_urn: 'urn:federation:MicrosoftOnline' }],
  ['bob@fabrikam.com', '1.0', {
    ver: '1.0', account_type: 'Federated', domain_name: 'fabrikam.com', federation_protocol: 'WSTrust', federation_metadata_url: 'https://sts.fabrikam.com/adfs/services/trust/mex',
    federation_active_auth_url: 'https://sts.fabrikam.com/adfs/services/trust/2005/usernamemixed', ...cloud, cloud_audience_urn: 'urn:federation:MicrosoftOnline',
  }],
  ['x@nowhere.example', '1.0', { ver: '1.0', account_type: 'Unknown', ...cloud }],
  ['alice@contoso.com', '2.0', { NameSpaceType: 'Managed', Login: 'alice@contoso.com', DomainName: 'contoso.com', FederationBrandName: 'Contoso', ...cloud }],
  ['bob@fabrikam.com', '2.1', { NameSpaceType: 'Federated', Login: 'bob@fabrikam.com', DomainName: 'fabrikam.com', FederationBrandName: 'Contoso', federation_protocol: 'WSTrust', AuthURL: 'https://sts.fabrikam.com/adfs/ls/', ...cloud }],
  ['x@nowhere.example', '2.0', { NameSpaceType: 'Unknown', Login: 'x@nowhere.example', ...cloud }],
])('the realm of %s in version %s', (asked, version, document) => {
  expect(realmDocument(tenant, asked, version)).toEqual(document);
});
