/** What Azure AD Connect remembers: one server or two (active and staging), each with its own connector spaces and runs. */
import type { CloudCertificate } from '../entra/state.ts';

export interface ConnectState {
  /** By host name, `SYNC01`. */
  readonly servers: { readonly [name: string]: ConnectServer };
}

export interface ConnectServer {
  readonly name: string;
  readonly stagingMode: boolean;
  /** DC that this server reads. */
  readonly controller: string;
  /** DNs of the OUs in scope; a computer is in scope below any of them. */
  readonly includedOus: readonly string[];
  /** Filter edits wait here until a full cycle applies them (on-premises.md 4.4). */
  readonly pendingIncludedOus: readonly string[] | null;
  /** Only members of this group are exported; `null` is no group filter. */
  readonly pilotGroup: string | null;
  /** Deletes per export that stop it; `null` is switched off. */
  readonly deletionThreshold: number | null;
  /** Deletions that wait for computers which this world does not hold: of a clean-up elsewhere, or of the rest of a fleet. */
  readonly deletionsElsewhere?: number;
  /** By objectGUID. */
  readonly connectorSpace: { readonly [objectGuid: string]: ConnectorObject };
  /** Users in scope, by sAMAccountName. */
  readonly users: { readonly [samAccountName: string]: ConnectorUser };
  /** Newest last, at most `runHistoryMax`. */
  readonly runs: readonly RunRecord[];
  /** Full import and sync are due (first run, edited rule, more than 7 days without a delta). */
  readonly fullSyncRequired: boolean;
  readonly mailsSent: readonly { readonly atMs: number; readonly subject: string }[];
}

/** A computer as the engine sees it: last import, what the rules made of it, what waits for export. */
export interface ConnectorObject {
  readonly objectGuid: string;
  readonly imported: ImportedComputer | null;
  /**
   * Update sequence number (`uSNChanged`) of the object at the DC that was read last: a delta skips what has not changed there since.
   * Numbers are each DC's own, and mean nothing at another (on-premises.md 1.4).
   */
  readonly importedAt?: { readonly controller: string; readonly usn: number };
  /** Why the object is withheld (`cloudFiltered` and scope), or `null` when it flows. */
  readonly withheld: WithheldReason | null;
  readonly pendingExport: 'add' | 'update' | 'delete' | null;
  /** What Entra was last told; `null` while the object does not exist there as far as the engine knows. */
  readonly exported: ImportedComputer | null;
  readonly exportError: { readonly name: string; readonly detail: string } | null;
}

/** The userPrincipalName of a user: as it was read last, and as Azure AD was told; `null` when it has to be told again. */
export interface ConnectorUser {
  readonly imported: string;
  readonly exported: string | null;
  readonly pendingExport: boolean;
  readonly exportError: 'AttributeValueMustBeUnique' | null;
}

export type WithheldReason =
  | 'out-of-scope'
  | 'not-in-pilot-group'
  | 'no-certificate'
  | 'no-valid-certificate'
  | 'downlevel-windows'
  | 'critical-system-object'
  | 'too-many-certificates'
  | 'deleted';

export interface ImportedComputer {
  readonly objectGuid: string;
  readonly objectSid: string;
  readonly displayName: string;
  readonly enabled: boolean;
  readonly operatingSystem: string;
  readonly operatingSystemVersion: string;
  readonly parentDn: string;
  readonly memberOf: readonly string[];
  readonly isCriticalSystemObject: boolean;
  readonly userCertificate: readonly CloudCertificate[];
}

export type RunProfile = 'Delta Import' | 'Full Import' | 'Delta Synchronization' | 'Full Synchronization' | 'Export';

export interface RunRecord {
  readonly cycle: number;
  readonly connector: 'contoso.com' | 'contoso.onmicrosoft.com' | string;
  readonly profile: RunProfile;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  /** `success`, `completed-export-errors`, `stopped-deletion-threshold-exceeded` ... (on-premises.md 4.2). */
  readonly result: string;
  readonly adds: number;
  readonly updates: number;
  readonly deletes: number;
}
