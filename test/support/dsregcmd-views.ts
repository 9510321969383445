/** Example devices of contoso.com for tests of `dsregcmd`: one view per state of the dsregcmd reference (section 6). */
import type { AttemptView, DeviceDetailsView, IeProxyView, JoinTestsView, PostJoinView, PreJoinView, SsoStateView, StatusView, TenantDetailsView, WorkAccountView } from '../../evidence/dsregcmd/view.ts';

export const tenantId = '72f988bf-0000-4000-8000-2d7cd011db47';
export const authority = `https://login.microsoftonline.com/${tenantId}`;
const at = (text: string): number => Date.parse(text);

const pass = { kind: 'pass' } as const;
const skipped = { kind: 'skipped' } as const;
const allPass: JoinTestsView = { adConnectivity: pass, adConfiguration: pass, drsDiscovery: pass, drsConnectivity: pass, kerberosTicket: skipped, tokenAcquisition: pass };
const noScp: JoinTestsView = { ...allPass, adConfiguration: { kind: 'fail', codes: ['0x80070002'] }, drsDiscovery: skipped, drsConnectivity: skipped, tokenAcquisition: skipped };

const ieProxy: IeProxyView = { autoDetect: true, autoConfigurationUrl: '', servers: '', bypass: '' };
const notJoined: SsoStateView = { azureAd: { held: null, authority: null, attempt: null }, enterprise: { held: null, authority: null, attempt: null }, kerberos: null };

/** A workgroup machine. */
export const nothing: StatusView = {
  device: { joinedTo: 'nothing', domainName: null, virtualDesktop: { kind: 'not-set' }, deviceName: 'LAPTOP01' },
  details: null,
  tenant: null,
  user: { hello: null, wamDefault: { kind: 'not-set' } },
  sso: notJoined,
  workAccounts: [],
  diagnostics: { kind: 'none' },
  accounts: { user: { name: 'LAPTOP01\\alice', upn: null }, computer: { name: 'WORKGROUP\\LAPTOP01$', upn: null } },
  proxies: { user: ieProxy, system: ieProxy, winHttpAccessType: 'DIRECT', autoDetectPacStatus: 'Failed to auto detect the Proxy Auto-Configuration (PAC) script using WPAD. code: 0x80072f94' },
  ngc: { errorCode: null, isDeviceJoined: false, isUserAzureAd: false, policyEnabled: false, postLogonEnabled: true, deviceEligible: true, sessionIsNotRemote: true, certEnrollment: { kind: 'none', cloudTrustTicket: null }, willProvision: false },
};

const preJoin: PreJoinView = {
  kind: 'pre-join',
  clientTimeMs: at('2026-01-05T08:30:00Z'),
  tests: { asUser: noScp, asSystem: noScp },
  diagnosticsTaskRuns: true,
  fallbackToSyncJoin: true,
  fallbackToFedJoin: true,
  previous: { atMs: at('2026-01-05T08:12:40Z'), type: null, phase: 'discover', clientErrorCode: '0x801c001d', server: null },
};

const inDomain = {
  device: { ...nothing.device, domainName: 'CONTOSO', deviceName: 'LAPTOP01.contoso.com' },
  accounts: { user: { name: 'CONTOSO\\alice', upn: 'alice@contoso.com' }, computer: { name: 'CONTOSO\\LAPTOP01$', upn: 'LAPTOP01$@contoso.com' } },
} as const;

/** In the domain, but the service connection point is missing. */
export const withoutScp: StatusView = { ...nothing, ...inDomain, diagnostics: preJoin };

/** In the domain; the tenant does not know the computer object yet. */
export const waitingForSync: StatusView = {
  ...nothing,
  ...inDomain,
  diagnostics: {
    ...preJoin,
    tests: { asUser: allPass, asSystem: allPass },
    previous: {
      ...preJoin.previous,
      atMs: at('2026-01-05T08:12:40Z'),
      type: 'sync',
      phase: 'join',
      clientErrorCode: '0x801c03f2',
      server: { code: 'DirectoryError', subcode: null, operation: null, message: 'The device object by the given id (5b78dc8e-bc07-4791-8ea1-c7471cdc9fe3) is not found.', httpStatus: 400, requestId: '6bff0bd9-820b-484b-ab20-2a4f7b76c58e' },
    },
  },
};

const details: DeviceDetailsView = {
  deviceId: '5b78dc8e-bc07-4791-8ea1-c7471cdc9fe3',
  thumbprint: 'AF7D2FF4F1E1E8C0D2BBC5BBEB3593C5CA3CD3D3',
  notBeforeMs: at('2026-01-05T08:40:00Z'),
  notAfterMs: at('2036-01-05T09:10:00Z'),
  keyContainerId: 'dc857ed4-cb57-4461-9a18-ccadbeecb698',
  keyProvider: 'tpm',
  authStatus: { kind: 'success' },
};

const tenant: TenantDetailsView = { tenantName: 'Contoso', tenantId, idp: 'login.windows.net', authority, registrationHost: 'enterpriseregistration.windows.net', mdm: null, settingsUrl: '' };

const postJoin: PostJoinView = { kind: 'post-join', recoveryEnabled: false, keySign: 'passed', displayNameUpdated: 'updated', osVersionUpdated: 'updated', hostNameUpdated: true, lastHostNameUpdateMs: null };

/** Hybrid joined; the user has not got a token since. */
export const hybridWithoutPrt: StatusView = {
  ...nothing,
  ...inDomain,
  device: { ...inDomain.device, joinedTo: 'entra' },
  details,
  tenant,
  sso: { azureAd: { held: null, authority, attempt: null }, enterprise: { held: null, authority: '', attempt: null }, kerberos: { onPremTgt: false, cloudTgt: false } },
  diagnostics: postJoin,
  ngc: { ...nothing.ngc, isDeviceJoined: true },
};

const held = { updatedMs: at('2026-01-05T09:00:12Z'), expiresMs: at('2026-01-19T09:00:12Z') };

/** Hybrid joined, signed in with a token: healthy. */
export const hybridWithPrt: StatusView = {
  ...hybridWithoutPrt,
  user: { hello: null, wamDefault: { kind: 'set', account: 'organizations' } },
  sso: { ...hybridWithoutPrt.sso, azureAd: { held, authority, attempt: null }, kerberos: { onPremTgt: false, cloudTgt: true } },
  ngc: { ...hybridWithoutPrt.ngc, isUserAzureAd: true },
};

export const refusedPassword: AttemptView = {
  kind: 'acquire',
  atMs: at('2026-01-05T09:00:33.789Z'),
  status: '0xc000006d',
  userIdentity: 'alice@contoso.com',
  credentialType: 'Password',
  correlationId: '63648321-fc5c-46eb-996e-ed1f3ba7740f',
  endpointUri: `${authority}/oauth2/token/`,
  httpMethod: 'POST',
  httpError: '0x0',
  httpStatus: 400,
  serverError: { code: 'invalid_grant', description: 'AADSTS50126: Error validating credentials due to invalid username or password.' },
};

/** Hybrid joined; Entra refused the last password. */
export const hybridRefused: StatusView = { ...hybridWithoutPrt, sso: { ...hybridWithoutPrt.sso, azureAd: { held: null, authority, attempt: refusedPassword } } };

/** Joined to Entra only, managed by Intune, with Windows Hello. */
export const entraJoined: StatusView = {
  ...hybridWithPrt,
  device: { ...nothing.device, joinedTo: 'entra' },
  tenant: {
    ...tenant,
    mdm: { url: 'https://enrollment.manage.microsoft.com/enrollmentserver/discovery.svc', termsOfUseUrl: 'https://portal.manage.microsoft.com/TermsofUse.aspx', complianceUrl: 'https://portal.manage.microsoft.com/?portalAction=Compliance' },
  },
  user: { hello: { keyId: 'd4c239ce-6d30-40d3-b87e-f0a1b2c3d4e5', canReset: 'DestructiveOnly' }, wamDefault: { kind: 'set', account: 'organizations' } },
  diagnostics: { ...postJoin, displayNameUpdated: 'managed-by-mdm', osVersionUpdated: 'managed-by-mdm' },
  accounts: { user: { name: 'AzureAD\\alice', upn: 'alice@contoso.com' }, computer: { name: 'WORKGROUP\\LAPTOP01$', upn: null } },
};

/** Hybrid joined, then deleted in the cloud: the old token lives on until it is used. */
export const deletedInCloud: StatusView = { ...hybridWithPrt, details: { ...details, authStatus: { kind: 'disabled-or-deleted' } } };

export const workAccount: WorkAccountView = {
  deviceId: '8f3e21cc-1b7a-4a53-9f21-6c0d3e5a7b90',
  thumbprint: '0BF36D245A124205D42B7FBCA6B6AB65A5B06A3C',
  notBeforeMs: at('2026-01-02T10:00:00Z'),
  notAfterMs: at('2036-01-02T10:30:00Z'),
  keyContainerId: '1c68a06c-38a6-4614-a03d-5b00df256789',
  keyProvider: 'software',
  tenantId,
  tenantName: 'Contoso',
  mdmUrl: '',
  settingsUrl: '',
  helloSet: false,
};

/** A private machine with a work account added to Windows. */
export const workplaceJoined: StatusView = { ...nothing, user: { hello: null, wamDefault: { kind: 'set', account: 'consumers' } }, workAccounts: [workAccount] };

/** In the domain with a work account, before the hybrid join. */
export const domainAndWorkplace: StatusView = { ...waitingForSync, workAccounts: [workAccount] };

/** Joined to AD FS on premises. */
export const onPremisesDrs: StatusView = {
  ...hybridWithPrt,
  device: { ...inDomain.device, joinedTo: 'on-premises-drs' },
  tenant: { ...tenant, idp: null, authority: 'https://fs.contoso.com/adfs', registrationHost: 'enterpriseregistration.contoso.com' },
  user: { hello: null, wamDefault: { kind: 'not-set' } },
  sso: { azureAd: { held: null, authority: null, attempt: null }, enterprise: { held, authority: 'https://fs.contoso.com:443/adfs', attempt: null }, kerberos: null },
  ngc: { ...hybridWithPrt.ngc, isUserAzureAd: false },
};

export const states: Readonly<Record<string, StatusView>> = {
  nothing, withoutScp, waitingForSync, hybridWithoutPrt, hybridWithPrt, hybridRefused, entraJoined, deletedInCloud, workplaceJoined, domainAndWorkplace, onPremisesDrs,
};
