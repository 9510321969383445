/** Metadata of the sign-in service: OpenID configuration in two versions, and the list of clouds. Source: protocols.md 4.2. */
import { tenantRegion } from '../certificate.ts';

const login = 'https://login.microsoftonline.com';

/** Issuer of tokens of version 1; tools read the tenant id off it. */
export const issuerV1 = (tenantId: string): string => `https://sts.windows.net/${tenantId}/`;
export const issuerV2 = (tenantId: string): string => `${login}/${tenantId}/v2.0`;

/** @param authority tenant id, or `common` and `organizations`, whose issuer is a pattern */
export function openIdDocument(authority: string, version: 1 | 2) {
  const base = `${login}/${authority}`;
  const isTenant = authority.includes('-');
  const tenantId = isTenant ? authority : '{tenantid}';
  const oauth = version === 1 ? `${base}/oauth2` : `${base}/oauth2/v2.0`;
  return {
    token_endpoint: `${oauth}/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: version === 1 ? `${login}/common/discovery/keys` : `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'token id_token', 'token'],
    scopes_supported: version === 1 ? ['openid'] : ['openid', 'profile', 'email', 'offline_access'],
    issuer: version === 1 ? issuerV1(tenantId) : issuerV2(tenantId),
    authorization_endpoint: `${oauth}/authorize`,
    device_authorization_endpoint: `${oauth}/devicecode`,
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'auth_time', 'acr', 'nonce', 'preferred_username', 'name', 'tid', 'ver', 'email'],
    tenant_region_scope: isTenant ? tenantRegion : null,
    cloud_instance_name: 'microsoftonline.com',
    cloud_graph_host_name: 'graph.windows.net',
    msgraph_host: 'graph.microsoft.com',
    // Announces the second key derivation; on AD FS that is how a client learns of it.
    capabilities: ['kdf_ver2'],
  };
}

/** Where the clouds are; clients ask before they trust an authority. */
export const instanceDocument = (authority: string) => ({
  tenant_discovery_endpoint: `${login}/${authority}/.well-known/openid-configuration`,
  'api-version': '1.1',
  metadata: [
    { preferred_network: 'login.microsoftonline.com', preferred_cache: 'login.windows.net', aliases: ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'] },
  ],
});
