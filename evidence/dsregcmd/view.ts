/** What `dsregcmd /status` shows, as plain data: the sections print it, the release decides which of it. Times are epoch milliseconds. */
import type { WindowsRelease } from '../../knowledge/windows-releases.ts';

/** Un-elevated user, elevated prompt of the same user, SYSTEM. */
export type StatusContext = 'user' | 'admin' | 'system';

export interface StatusOptions {
  readonly release: WindowsRelease;
  readonly context: StatusContext;
}

export interface StatusView {
  readonly device: DeviceStateView;
  /** Only when joined. */
  readonly details: DeviceDetailsView | null;
  readonly tenant: TenantDetailsView | null;
  readonly user: UserStateView;
  readonly sso: SsoStateView;
  readonly workAccounts: readonly WorkAccountView[];
  readonly diagnostics: PreJoinView | PostJoinView | null;
  readonly proxies: { readonly user: string | null; readonly system: string | null };
  readonly ngc: NgcView;
}

export interface DeviceStateView {
  readonly azureAdJoined: boolean;
  readonly domainJoined: boolean;
  /** NetBIOS name. */
  readonly domainName: string;
  readonly deviceName: string;
}

export interface DeviceDetailsView {
  readonly deviceId: string;
  readonly thumbprint: string;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  readonly keyContainerId: string;
  readonly keyProvider: 'tpm' | 'software';
  /** `SUCCESS`, or `FAILED. …`. */
  readonly authStatus: string;
}

export interface TenantDetailsView {
  readonly tenantId: string;
  readonly tenantName: string;
  readonly mdm: boolean;
}

export interface UserStateView {
  readonly ngcSet: boolean;
  /** Upper-case GUID of the Hello key. */
  readonly ngcKeyId: string | null;
  readonly workAccountCount: number;
  readonly wamDefaultSet: boolean;
}

export interface SsoStateView {
  readonly joined: boolean;
  readonly tenantId: string | null;
  readonly prt: { readonly updatedAtMs: number; readonly expiresAtMs: number } | null;
  readonly attempt: AttemptView | null;
}

/** Printed only while the last attempt failed. */
export interface AttemptView {
  readonly renewal: boolean;
  readonly atMs: number;
  /** NTSTATUS. */
  readonly status: string;
  readonly user: string;
  readonly credential: string;
  readonly correlationId: string;
  readonly endpoint: string;
  /** Transport error, `0x0` when the server answered. */
  readonly httpError: string;
  readonly httpStatus: number | null;
  readonly serverErrorCode: string | null;
  readonly serverErrorDescription: string | null;
}

export interface WorkAccountView {
  readonly deviceId: string;
  readonly thumbprint: string;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  readonly tenantId: string;
  readonly tenantName: string;
}

export interface PreJoinView {
  readonly kind: 'pre-join';
  readonly clientTimeMs: number;
  /** `PASS`, `SKIPPED`, `FAIL [0x…]` per test, in print order. */
  readonly adConnectivity: string;
  readonly adConfiguration: string;
  readonly drsDiscovery: string;
  readonly drsConnectivity: string;
  readonly tokenAcquisition: string;
  readonly fallbackToSyncJoin: boolean;
  readonly previous: PreviousRegistrationView | null;
  readonly executingAccount: string;
}

export interface PreviousRegistrationView {
  readonly atMs: number;
  readonly type: string | null;
  readonly phase: string;
  readonly clientErrorCode: string;
  readonly server: { readonly code: string; readonly message: string; readonly httpStatus: number; readonly requestId: string } | null;
}

export interface PostJoinView {
  readonly kind: 'post-join';
  readonly recoveryEnabled: boolean;
  readonly executingAccount: string;
  readonly keySignPassed: boolean;
  readonly managedByMdm: boolean;
}

export interface NgcView {
  readonly isDeviceJoined: boolean;
  readonly isUserAzureAd: boolean;
  readonly policyEnabled: boolean;
}
