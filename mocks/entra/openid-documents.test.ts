import { expect, test } from 'vitest';
import { instanceDocument, issuerV1, issuerV2, openIdDocument } from './openid-documents.ts';

const tenant = '86abb8ac-a81c-439c-aed5-8c96923ea988';
const shared = {
  token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
  response_modes_supported: ['query', 'fragment', 'form_post'],
  subject_types_supported: ['pairwise'],
  id_token_signing_alg_values_supported: ['RS256'],
  response_types_supported: ['code', 'id_token', 'code id_token', 'token id_token', 'token'],
  claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'auth_time', 'acr', 'nonce', 'preferred_username', 'name', 'tid', 'ver', 'email'],
  cloud_instance_name: 'microsoftonline.com',
  cloud_graph_host_name: 'graph.windows.net',
  msgraph_host: 'graph.microsoft.com',
  capabilities: ['kdf_ver2'],
};

test('version 1: the issuer is sts.windows.net with the tenant, from which tools read its id', () => {
  expect(openIdDocument(tenant, 1)).toEqual({
    ...shared,
    issuer: `https://sts.windows.net/${tenant}/`,
    token_endpoint: `https://login.microsoftonline.com/${tenant}/oauth2/token`,
    authorization_endpoint: `https://login.microsoftonline.com/${tenant}/oauth2/authorize`,
    device_authorization_endpoint: `https://login.microsoftonline.com/${tenant}/oauth2/devicecode`,
    jwks_uri: 'https://login.microsoftonline.com/common/discovery/keys',
    scopes_supported: ['openid'],
    tenant_region_scope: 'EU',
  });
});

test('version 2 has its own addresses, and its own issuer', () => {
  expect(openIdDocument(tenant, 2)).toEqual({
    ...shared,
    issuer: `https://login.microsoftonline.com/${tenant}/v2.0`,
    token_endpoint: `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`,
    authorization_endpoint: `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/devicecode`,
    jwks_uri: `https://login.microsoftonline.com/${tenant}/discovery/v2.0/keys`,
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    tenant_region_scope: 'EU',
  });
});

test('of no tenant in particular the issuer is a pattern, and there is no region', () => {
  expect(openIdDocument('common', 1)).toMatchObject({ issuer: 'https://sts.windows.net/{tenantid}/', tenant_region_scope: null, token_endpoint: 'https://login.microsoftonline.com/common/oauth2/token' });
  expect(openIdDocument('common', 2)).toMatchObject({ issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0', jwks_uri: 'https://login.microsoftonline.com/common/discovery/v2.0/keys' });
  expect([issuerV1('t'), issuerV2('t')]).toEqual(['https://sts.windows.net/t/', 'https://login.microsoftonline.com/t/v2.0']);
});

test('instance discovery names the cloud and its aliases', () => {
  expect(instanceDocument(tenant)).toEqual({
    tenant_discovery_endpoint: `https://login.microsoftonline.com/${tenant}/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: 'login.microsoftonline.com', preferred_cache: 'login.windows.net', aliases: ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'] }],
  });
});
