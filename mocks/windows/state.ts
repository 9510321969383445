/** What one Windows machine holds: identity, registry, certificates, keys, join state, cached sign-ins, logs, commands. */
import type { Failure, LogLine } from '../../knowledge/vocabulary.ts';
import type { WindowsRelease } from '../../knowledge/windows-releases.ts';
import type { BootstrapCertificate } from '../active-directory/state.ts';


export interface WindowsDevice {
  readonly name: string;
  readonly release: WindowsRelease;
  /** `Windows 11 Enterprise`. */
  readonly edition: string;
  readonly domainJoined: boolean;
  readonly objectGuid: string;
  readonly objectSid: string;
  /** False after a reset of the computer account or an old snapshot: DC refuses the machine (fault A10). */
  readonly machinePasswordMatches: boolean;
  /** REG_SZ / REG_DWORD values by full path `HKLM\...\Name`. */
  readonly registry: { readonly [path: string]: string };
  readonly keyProvider: 'tpm' | 'software';
  /** Key containers whose private key is usable: ids of bootstrap certificates and of the join. */
  readonly usableKeys: readonly string[];
  readonly bootstrapCertificate: BootstrapCertificate | null;
  /** Whether the current bootstrap certificate reached the directory, as far as this machine knows. */
  readonly bootstrapCertificateWritten: boolean;
  /** Local join state: registry CloudDomainJoin, device certificate, keys. */
  readonly join: JoinState | null;
  /** Local state is damaged: the next run ends with 332 and starts over. */
  readonly joinIncomplete: boolean;
  readonly recoveryNeeded: boolean;
  readonly previousRegistration: FailedAttempt | null;
  /** Oldest first; at most `CachedLogonsCount` (10). */
  readonly cachedLogons: readonly CachedLogon[];
  readonly proxies: { readonly system: string | null; readonly user: string | null };
  readonly eventLog: readonly LoggedEvent[];
  readonly task: { readonly enabled: boolean; readonly lastRunMs: number | null; readonly lastResult: string };
  /** Users with Windows Hello on this machine (sAMAccountName). */
  readonly helloUsers: readonly string[];
  readonly workAccounts: readonly WorkAccount[];
  /** Counts certificates, keys and correlation ids made here, so that each has its own name. */
  readonly made: number;
}

export interface JoinState {
  readonly deviceId: string;
  readonly tenantId: string;
  readonly tenantName: string;
  /** Certificate (b), issued by MS-Organization-Access. */
  readonly thumbprint: string;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  readonly keyContainerId: string;
  readonly joinedAtMs: number;
}

/** Diagnostic Data, Previous Registration. */
export interface FailedAttempt {
  readonly atMs: number;
  readonly registrationType: 'sync' | null;
  readonly phase: 'pre-check' | 'discover' | 'auth' | 'join';
  readonly failure: Failure;
}

export interface CachedLogon {
  readonly samAccountName: string;
  readonly userPrincipalName: string;
  readonly passwordVersion: number;
}

export interface WorkAccount {
  readonly samAccountName: string;
  readonly deviceId: string;
  readonly tenantId: string;
  readonly tenantName: string;
  readonly thumbprint: string;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
}

export interface LoggedEvent extends LogLine {
  readonly atMs: number;
  /** Record number in its log. */
  readonly record: number;
}
