/** The answer of discovery as it goes over the wire. Source: protocols.md 3 (members and their order), 10 (microsoft.com). */

export interface DiscoveredTenant {
  readonly tenantId: string;
  readonly displayName: string;
  /** Name under which it was asked for. */
  readonly name: string;
  readonly federated: boolean;
}

/** The published connectivity scripts ask for this domain, whatever the tenant (protocols.md 10); its id is public. */
export const microsoftTenant: DiscoveredTenant = { tenantId: '72f988bf-86f1-41af-91ab-2d7cd011db47', displayName: 'Microsoft', name: 'microsoft.com', federated: true };

/** All versions are texts; clients append `?api-version=<ServiceVersion>` to the addresses. */
export function discoveryDocument({ tenantId, displayName, name, federated }: DiscoveredTenant, apiVersion: string, host = 'enterpriseregistration.windows.net') {
  const resource = `urn:ms-drs:${host}`;
  const enrollment = `https://${host}/EnrollmentServer`;
  const login = `https://login.microsoftonline.com/${tenantId}`;
  return {
    DiscoveryService: { DiscoveryEndpoint: `https://${host}/${tenantId}/Discover`, ServiceVersion: apiVersion },
    DeviceRegistrationService: { RegistrationEndpoint: `${enrollment}/DeviceEnrollmentWebService.svc`, RegistrationResourceId: resource, ServiceVersion: '1.0' },
    AuthenticationService: { OAuth2: { AuthCodeEndpoint: `${login}/oauth2/authorize`, TokenEndpoint: `${login}/oauth2/token` } },
    IdentityProviderService: { Federated: federated, PassiveAuthEndpoint: `${login}/wsfed` },
    DeviceJoinService: { JoinEndpoint: `${enrollment}/device/`, JoinResourceId: resource, ServiceVersion: '2.0' },
    KeyProvisioningService: { KeyProvisionEndpoint: `${enrollment}/key/`, KeyProvisionResourceId: resource, ServiceVersion: '1.0' },
    WebAuthNService: { WebAuthNEndpoint: `https://${host}/webauthn/${tenantId}/`, WebAuthNResourceId: resource, ServiceVersion: '1.0' },
    DeviceManagementService: { DeviceManagementEndpoint: `https://${host}/manage/${tenantId}/`, DeviceManagementResourceId: resource, ServiceVersion: '1.0' },
    PrecreateService: { PrecreateEndpoint: `${enrollment}/device/precreate/${tenantId}/`, PrecreateResourceId: resource, ServiceVersion: '2.0' },
    TenantInfo: { DisplayName: displayName, TenantId: tenantId, TenantName: name },
    AzureRbacService: { RbacPolicyEndpoint: 'https://pas.windows.net' },
    DeviceJoinResourceService: { Endpoint: `${enrollment}/device/resource/${tenantId}/`, ResourceId: resource, ServiceVersion: '2.0' },
    NonceService: { Endpoint: `${enrollment}/nonce/${tenantId}/`, ResourceId: resource, ServiceVersion: '1.0' },
  };
}
