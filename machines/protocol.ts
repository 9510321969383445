/**
 * Who says what to whom: the events each statechart receives. One union per chart; a chart's own file imports its union, and
 * whoever tells it something is checked against it. Secrets are versions of a password (1 is the first), never texts.
 */
import type { CredentialKind, CyclePolicy, NetworkLocation, TaskTrigger } from '../knowledge/vocabulary.ts';

export type NetworkEvent =
  | { type: 'MOVED'; to: NetworkLocation }
  /** The user accepted the captive portal's page. */
  | { type: 'PORTAL_ACCEPTED' }
  | { type: 'BOOTED' }
  | { type: 'SHUT_DOWN' };

export type VpnEvent =
  | { type: 'LINK_CHANGED'; location: NetworkLocation; internet: boolean }
  /** The user (or, for pre-logon profiles, the person at the sign-in screen) starts the connection. */
  | { type: 'DIALLED' }
  | { type: 'HUNG_UP' }
  /** The far side or the path broke the tunnel. */
  | { type: 'DROPPED' }
  /** Every connection fails from now on, or works again (on-premises.md 7 V3, V7). */
  | { type: 'REFUSED' }
  | { type: 'ACCEPTED' }
  | { type: 'BOOTED' }
  | { type: 'SIGNED_IN' }
  | { type: 'SIGNED_OUT' }
  | { type: 'SHUT_DOWN' };

export type DcLocatorEvent =
  /** `force` bypasses the caches (nltest /dsgetdc /force). */
  | { type: 'LOCATE'; force: boolean }
  /** A network or tunnel came up; `notified` false when the VPN product does not raise the transport notification. */
  | { type: 'TRANSPORT_UP'; notified: boolean }
  | { type: 'TRANSPORT_DOWN' }
  | { type: 'SHUT_DOWN' };

export type SessionEvent =
  | { type: 'POWERED_ON' }
  | { type: 'SIGN_IN'; user: string; passwordVersion: number; credential: CredentialKind }
  | { type: 'LOCK' }
  | { type: 'UNLOCK'; passwordVersion: number; credential: CredentialKind }
  | { type: 'SIGN_OUT' }
  | { type: 'SHUT_DOWN' }
  | { type: 'RESTART' };

export type TaskEvent =
  | { type: 'BOOTED' }
  | { type: 'SHUT_DOWN' }
  | { type: 'SIGNED_IN' }
  /** `dsregcmd /join`, `schtasks /run`, `Start-ScheduledTask`; `by` names the command. */
  | { type: 'STARTED_BY_HAND'; by: string }
  /** Start nothing unless a setting says so (invariant I27). */
  | { type: 'UNLOCKED' }
  | { type: 'NETWORK_UP' }
  | { type: 'ENABLED' }
  | { type: 'DISABLED' }
  | { type: 'ATTEMPT_ENDED'; resultCode: string };

export type RegistrationEvent =
  | { type: 'START'; trigger: TaskTrigger }
  | { type: 'DC_LOCATED'; controller: string }
  | { type: 'DC_NOT_FOUND'; code: string }
  /** `dsregcmd /leave`, elevated. */
  | { type: 'LEAVE'; by: string }
  | { type: 'SHUT_DOWN' };

export type PrtEvent =
  /** The user typed, touched or inserted something: the moment at which CloudAP may act. `upn` as Windows knows it. */
  | { type: 'CREDENTIAL_PRESENTED'; moment: 'sign-in' | 'unlock'; credential: CredentialKind; passwordVersion: number; upn: string }
  | { type: 'SIGNED_OUT' }
  /** `dsregcmd /refreshprt`. */
  | { type: 'REFRESH_REQUESTED' }
  | { type: 'DEVICE_JOINED' }
  | { type: 'DEVICE_LEFT' }
  | { type: 'DEVICE_KEYS_LOST' }
  | { type: 'TRANSPORT_UP' }
  | { type: 'SHUT_DOWN' };

/** One chart per (source DC, target DC); `CHANGED` at the source starts the delay; `NOT_COPIED`: a partner was down or a fault is on. */
export type ReplicationEvent = { type: 'CHANGED' } | { type: 'NOT_COPIED' } | { type: 'LINK_BROKEN' } | { type: 'LINK_RESTORED' };

export type ConnectSchedulerEvent =
  | { type: 'START_CYCLE'; policy: CyclePolicy }
  | { type: 'STOP_CYCLE' }
  | { type: 'INTERVAL_SET'; intervalMs: number }
  | { type: 'ENABLED' }
  | { type: 'DISABLED' }
  | { type: 'WIZARD_OPENED' }
  | { type: 'WIZARD_CLOSED' }
  | { type: 'SERVER_STOPPED' }
  | { type: 'SERVER_STARTED' }
  /** A rule or filter was edited: the next cycle is a full one. */
  | { type: 'FULL_SYNC_REQUIRED' }
  /** `complete`: not stopped before its export. */
  | { type: 'CYCLE_ENDED'; complete: boolean };

export type ConnectCycleEvent = { type: 'RUN'; policy: CyclePolicy } | { type: 'STOP' };

export type PasswordSyncEvent = { type: 'ENABLED' } | { type: 'DISABLED' } | { type: 'CHANGED' };

export type CloudDeviceEvent =
  /** Connect created or updated the object; `enabled` is the AD account's state. */
  | { type: 'EXPORTED'; enabled: boolean }
  | { type: 'REGISTERED' }
  | { type: 'DISABLED' }
  | { type: 'ENABLED' }
  /** Deleted by Connect, in the portal, or by the device itself. */
  | { type: 'DELETED' };
