/**
 * What `dsregcmd /status` shows of a device, as plain data. The view knows the whole truth (user's and SYSTEM's side);
 * release and security context decide what of it is printed, and how. The renderer stands alone: its words are declared here.
 * Source: dsregcmd.md.
 */

/** Columns of the dsregcmd reference (section 5), after the two old layouts (section 4). */
export type WindowsRelease =
  | '1607' // Windows 10 1607, Server 2016
  | '1709' // Windows 10 1703 to 1803
  | '1809' // Windows 10 1809, Server 2019
  | '20H2' // Windows 10 2004 and 20H2
  | '21H2' // Windows 10 21H1 and 21H2, Server 2022
  | '10-22H2' // Windows 10 22H2
  | '11-23H2' // Windows 11 22H2 and 23H2
  | '11-24H2'; // Windows 11 24H2 and later

/** Un-elevated prompt of the signed-in user, elevated prompt of the same user, SYSTEM. */
export type StatusContext = 'user' | 'admin' | 'system';

export interface StatusOptions {
  readonly release: WindowsRelease;
  readonly context: StatusContext;
}

export interface StatusView {
  readonly device: DeviceStateView;
  /** The device's registration; null unless it is joined to Entra or to on-premises DRS. */
  readonly details: DeviceDetailsView | null;
  /** The tenant of that registration. */
  readonly tenant: TenantDetailsView | null;
  readonly user: UserStateView;
  readonly sso: SsoStateView;
  /** Registrations in the user's profile; any of them makes WorkplaceJoined YES. */
  readonly workAccounts: readonly WorkAccountView[];
  readonly diagnostics: PreJoinView | PostJoinView | NoDiagnosticsView;
  readonly accounts: AccountsView;
  readonly proxies: ProxiesView;
  readonly ngc: NgcView;
}

export interface DeviceStateView {
  /** A device is joined to Entra or to on-premises DRS (AD FS), never to both. */
  readonly joinedTo: 'entra' | 'on-premises-drs' | 'nothing';
  /** NetBIOS name of the Active Directory domain; null outside a domain. */
  readonly domainName: string | null;
  readonly virtualDesktop: VirtualDesktopView;
  /** FQDN in a domain, plain computer name otherwise. */
  readonly deviceName: string;
}

export type VirtualDesktopView =
  | { readonly kind: 'not-set' }
  | { readonly kind: 'invalid' }
  | {
      readonly kind: 'set';
      readonly provider: string;
      /** Persistent or not. */
      readonly type: string;
      readonly userMode: string;
      /** The vendor's own pairs. */
      readonly extensions: readonly { readonly key: string; readonly value: string }[];
    };

/** Where a private key lives: in the TPM, or in software. */
export type KeyProvider = 'tpm' | 'software';

export interface DeviceDetailsView {
  readonly deviceId: string;
  readonly thumbprint: string;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  readonly keyContainerId: string;
  readonly keyProvider: KeyProvider;
  readonly authStatus: DeviceAuthStatus;
}

/** Whether Entra still accepts the device; asked live. An error without code is the documented form, with one that of the field. */
export type DeviceAuthStatus = { readonly kind: 'success' } | { readonly kind: 'disabled-or-deleted' } | { readonly kind: 'error'; readonly code: string | null };

export interface TenantDetailsView {
  /** Empty on an Azure VM joined by the login extension. */
  readonly tenantName: string;
  readonly tenantId: string;
  /** Null leaves the line out, as on an Azure VM joined by the login extension. */
  readonly idp: string | null;
  /** Base address of authorize and token endpoints, without a slash at the end. */
  readonly authority: string;
  /** Host of the registration service. */
  readonly registrationHost: string;
  readonly mdm: MdmView | null;
  readonly settingsUrl: string;
}

/** Addresses of the device management service; null in the tenant when the user is out of its scope. */
export interface MdmView {
  readonly url: string;
  readonly termsOfUseUrl: string;
  readonly complianceUrl: string;
}

export interface UserStateView {
  /** The user's Windows Hello key; its GUID without braces. */
  readonly hello: { readonly keyId: string; readonly canReset: CanReset } | null;
  readonly wamDefault: WamDefaultView;
}

export type CanReset = 'DestructiveOnly' | 'NonDestructiveOnly' | 'DestructiveAndNonDestructive' | 'Unknown';

/** Default account of the Web Account Manager; an error where there is no usable user session (other account, WinRM, SSH). */
export type WamDefaultView = 
  | { readonly kind: 'set'; readonly account: 'organizations' | 'consumers' }
  | { readonly kind: 'not-set' }
  | { readonly kind: 'error'; readonly code: string };

export interface SsoStateView {
  readonly azureAd: PrtView;
  readonly enterprise: PrtView;
  /** Kerberos tickets beside the PRT; null on a device that is not joined. */
  readonly kerberos: { readonly onPremTgt: boolean; readonly cloudTgt: boolean } | null;
}

export interface PrtView {
  readonly held: { readonly updatedMs: number; readonly expiresMs: number } | null;
  /** Who issues it: null on a device that is not joined, empty where no such issuer is known for the user. */
  readonly authority: string | null;
  /** The last acquisition or refresh, only while it failed and is newer than the last success. */
  readonly attempt: AttemptView | null;
}

export interface AttemptView {
  readonly kind: 'acquire' | 'refresh';
  readonly atMs: number;
  /** NTSTATUS. */
  readonly status: string;
  /** UPN. */
  readonly userIdentity: string;
  /** As printed: `Password`, ... */
  readonly credentialType: string;
  readonly correlationId: string;
  readonly endpointUri: string;
  readonly httpMethod: 'POST' | 'GET';
  /** Transport error; `0x0` when the server answered. */
  readonly httpError: string;
  /** Null without an answer: the line is left out. */
  readonly httpStatus: number | null;
  readonly serverError: { readonly code: string; readonly description: string } | null;
}

export interface WorkAccountView {
  readonly deviceId: string;
  readonly thumbprint: string;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  readonly keyContainerId: string;
  readonly keyProvider: KeyProvider;
  readonly tenantId: string;
  readonly tenantName: string;
  readonly mdmUrl: string;
  readonly settingsUrl: string;
  readonly helloSet: boolean;
}

/** Result of one test: `failed` with one or two codes. */
export type TestResult = { readonly kind: 'pass' } | { readonly kind: 'skipped' } | { readonly kind: 'fail'; readonly codes: readonly [string] | readonly [string, string] };

/** The tests of a join in the order they run. */
export interface JoinTestsView {
  readonly adConnectivity: TestResult;
  readonly adConfiguration: TestResult;
  readonly drsDiscovery: TestResult;
  readonly drsConnectivity: TestResult;
  readonly kerberosTicket: TestResult;
  readonly tokenAcquisition: TestResult;
}

/** Domain joined, and not (yet) joined to Entra. */
export interface PreJoinView {
  readonly kind: 'pre-join';
  readonly clientTimeMs: number;
  /** What the tests find in the user's own context, and in that of SYSTEM: network and rights differ. */
  readonly tests: { readonly asUser: JoinTestsView; readonly asSystem: JoinTestsView };
  /** An elevated start hands the tests to a task that runs as SYSTEM; without it they run as the elevated user. */
  readonly diagnosticsTaskRuns: boolean;
  readonly fallbackToSyncJoin: boolean;
  readonly fallbackToFedJoin: boolean;
  /** The last failed attempt to join. */
  readonly previous: PreviousRegistrationView | null;
}

export interface PreviousRegistrationView {
  readonly atMs: number;
  /** Null when the attempt ended before a kind of join was chosen. */
  readonly type: 'sync' | 'fallback_sync' | 'fed' | null;
  readonly phase: 'pre-check' | 'discover' | 'auth' | 'join';
  readonly clientErrorCode: string;
  /** The registration service's own words, if it answered; an answer without a readable body (503) has neither code nor message. */
  readonly server: ServerAnswerView | null;
}

export interface ServerAnswerView {
  readonly code: string | null;
  /** Finer name and refused operation: newer wording of the service only. */
  readonly subcode: string | null;
  readonly operation: string | null;
  readonly message: string | null;
  readonly httpStatus: number;
  readonly requestId: string;
}

/** Joined to Entra or to on-premises DRS. */
export interface PostJoinView {
  readonly kind: 'post-join';
  /** The device key is unusable: the next sign-in registers anew. */
  readonly recoveryEnabled: boolean;
  readonly keySign: 'passed' | 'failed';
  /** Whether the cloud object follows the device's attributes. */
  readonly displayNameUpdated: AttributeUpdate;
  readonly osVersionUpdated: AttributeUpdate;
  readonly hostNameUpdated: boolean;
  readonly lastHostNameUpdateMs: number | null;
}

export type AttributeUpdate = 'updated' | 'not-updated' | 'managed-by-mdm';

/** Workgroup and workplace-only devices have no such section. */
export interface NoDiagnosticsView {
  readonly kind: 'none';
}

/** Who runs the command, in either context. */
export interface AccountsView {
  readonly user: AccountView;
  readonly computer: AccountView;
}

export interface AccountView {
  /** `CONTOSO\alice`, `AzureAD\alice`, `CONTOSO\LAPTOP01$`. */
  readonly name: string;
  /** Null for a local account. */
  readonly upn: string | null;
}

export interface ProxiesView {
  readonly user: IeProxyView;
  readonly system: IeProxyView;
  /** `DIRECT` without a proxy. */
  readonly winHttpAccessType: string;
  /** What WPAD answered while the tests ran as SYSTEM. */
  readonly autoDetectPacStatus: string;
}

export interface IeProxyView {
  readonly autoDetect: boolean;
  readonly autoConfigurationUrl: string;
  readonly servers: string;
  readonly bypass: string;
}

/** Prerequisites of Windows Hello for Business, as the user has them. */
export interface NgcView {
  /** Code of the check itself failing (WinRM, SSH); null when it ran. */
  readonly errorCode: string | null;
  readonly isDeviceJoined: boolean;
  readonly isUserAzureAd: boolean;
  readonly policyEnabled: boolean;
  readonly postLogonEnabled: boolean;
  readonly deviceEligible: boolean;
  /** False in a remote desktop session. */
  readonly sessionIsNotRemote: boolean;
  readonly certEnrollment: CertEnrollmentView;
  readonly willProvision: boolean;
}

export type CertEnrollmentView =
  /** With cloud Kerberos trust the ticket is a prerequisite; null where that policy is off. */
  | { readonly kind: 'none'; readonly cloudTrustTicket: boolean | null }
  | {
    readonly kind: 'enrollment-authority';
    readonly adfsRefreshToken: boolean;
    readonly adfsRaIsReady: boolean;
    readonly logonCertTemplate: { readonly ready: boolean; readonly state: string };
  }
  | { readonly kind: 'mobile-device-management'; readonly scepReady: boolean };
