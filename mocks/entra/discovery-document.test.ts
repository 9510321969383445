import { expect, test } from 'vitest';
import { discoveryDocument, microsoftTenant } from './discovery-document.ts';

const drs = 'https://enterpriseregistration.windows.net';
const login = 'https://login.microsoftonline.com';
const resource = 'urn:ms-drs:enterpriseregistration.windows.net';

test('discovery tells the addresses, resources and versions of every service, in the order that clients have seen', () => {
  const document = discoveryDocument({ tenantId: 'TID', displayName: 'Contoso', name: 'contoso.com', federated: false }, '1.9');
  expect(Object.entries(document)).toEqual(Object.entries({
    DiscoveryService: { DiscoveryEndpoint: `${drs}/TID/Discover`, ServiceVersion: '1.9' },
    DeviceRegistrationService: { RegistrationEndpoint: `${drs}/EnrollmentServer/DeviceEnrollmentWebService.svc`, RegistrationResourceId: resource, ServiceVersion: '1.0' },
    AuthenticationService: { OAuth2: { AuthCodeEndpoint: `${login}/TID/oauth2/authorize`, TokenEndpoint: `${login}/TID/oauth2/token` } },
    IdentityProviderService: { Federated: false, PassiveAuthEndpoint: `${login}/TID/wsfed` },
    DeviceJoinService: { JoinEndpoint: `${drs}/EnrollmentServer/device/`, JoinResourceId: resource, ServiceVersion: '2.0' },
    KeyProvisioningService: { KeyProvisionEndpoint: `${drs}/EnrollmentServer/key/`, KeyProvisionResourceId: resource, ServiceVersion: '1.0' },
    WebAuthNService: { WebAuthNEndpoint: `${drs}/webauthn/TID/`, WebAuthNResourceId: resource, ServiceVersion: '1.0' },
    DeviceManagementService: { DeviceManagementEndpoint: `${drs}/manage/TID/`, DeviceManagementResourceId: resource, ServiceVersion: '1.0' },
    PrecreateService: { PrecreateEndpoint: `${drs}/EnrollmentServer/device/precreate/TID/`, PrecreateResourceId: resource, ServiceVersion: '2.0' },
    TenantInfo: { DisplayName: 'Contoso', TenantId: 'TID', TenantName: 'contoso.com' },
    AzureRbacService: { RbacPolicyEndpoint: 'https://pas.windows.net' },
    DeviceJoinResourceService: { Endpoint: `${drs}/EnrollmentServer/device/resource/TID/`, ResourceId: resource, ServiceVersion: '2.0' },
    NonceService: { Endpoint: `${drs}/EnrollmentServer/nonce/TID/`, ResourceId: resource, ServiceVersion: '1.0' },
  }));
});

test('another host speaks of itself, and the tenant of the connectivity scripts is federated', () => {
  const { DeviceJoinService, IdentityProviderService, TenantInfo } = discoveryDocument(microsoftTenant, '1.7', 'drs.example');
  expect(DeviceJoinService).toEqual({ JoinEndpoint: 'https://drs.example/EnrollmentServer/device/', JoinResourceId: 'urn:ms-drs:drs.example', ServiceVersion: '2.0' });
  expect(IdentityProviderService.Federated).toBe(true);
  expect(TenantInfo).toEqual({ DisplayName: 'Microsoft', TenantId: '72f988bf-86f1-41af-91ab-2d7cd011db47', TenantName: 'microsoft.com' });
});
