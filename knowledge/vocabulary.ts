/**
 * The words that every part shares: places, profiles, credentials, codes, log lines. Types, and the closed lists that they are
 * taken from. Spellings are those of the scenario files and of the evidence.
 */

/** A value that survives storing: no undefined, Map, Date or class instance (XState contexts are kept as this). */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Why a question was not answered as hoped: the code Windows would show, and the server's own words if it spoke. */
export interface Failure {
  /** HRESULT, NTSTATUS or AADSTS code as printed, e.g. `0x801c03f2`. */
  readonly code: string;
  /** One sentence for the timeline. */
  readonly reason: string;
  /** What the server said, where a server answered at all. */
  readonly server?: ServerError;
  /** A second code shown beside the first in some texts (transport error below an NTSTATUS, inner HRESULT). */
  readonly innerCode?: string;
  /** When it was noticed, virtual milliseconds, where that is shown. */
  readonly atMs?: number;
}

export interface ServerError {
  readonly httpStatus: number;
  /** e.g. `DirectoryError`, `invalid_grant`. */
  readonly code: string;
  readonly message: string;
  readonly requestId: string;
  /** Server ErrorSubCode and Server Operation, where the registration service words errors in its newer format. */
  readonly subcode?: string;
  readonly operation?: string;
}

export interface LogLine {
  readonly log: 'User Device Registration' | 'AAD' | 'System';
  readonly id: number;
  /** Named data fields of the event. */
  readonly data?: { readonly [field: string]: string };
}

/** Where a device's network can be (lifecycle.md 6.2). */
export const networkLocations = ['offline', 'corporate-lan', 'home', 'public-wifi'] as const;
export type NetworkLocation = (typeof networkLocations)[number];

/** lifecycle.md 6.2, on-premises.md 3. */
export const vpnProfiles = [
  'user-tunnel-manual',
  'user-tunnel-auto',
  'pre-logon',
  'device-tunnel',
  'kill-switch',
  /** A third-party client: a tunnel of the machine from boot on, replaced by the user's at sign-in and made again at sign-out. */
  'machine-then-user',
] as const;
export type VpnProfile = (typeof vpnProfiles)[number];

/** Whose prompt and eyes: the signed-in user, an elevated prompt of that user, or SYSTEM. */
export const promptContexts = ['user', 'admin', 'system'] as const;
export type PromptContext = (typeof promptContexts)[number];

/** What makes a credential "fresh" for the PRT: at sign-in or unlock. */
export type CredentialKind = 'password' | 'hello' | 'smart-card';

/** What started the Automatic-Device-Join task (lifecycle.md 4). */
export type TaskTrigger = 'sign-in' | 'event-4096' | 'hourly' | 'manual';

export type CyclePolicy = 'Delta' | 'Initial';

/** Life of one Entra device object, as the chart's value. */
export type CloudDeviceLifecycle = 'absent' | 'pending' | 'registered' | 'deleted';
