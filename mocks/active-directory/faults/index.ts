/** Table of contents: one file per fault. */
import type { Fault } from '../../fault.ts';
import { dcBusyFault } from './dc-busy.ts';
import { dcDemandsSigningFault } from './dc-demands-signing.ts';
import { dcDiesAfterWriteFault } from './dc-dies-after-write.ts';
import { dcDiesBeforeWriteFault } from './dc-dies-before-write.ts';
import { dcDiesInSearchFault } from './dc-dies-in-search.ts';
import { dcPausedFault } from './dc-paused.ts';
import { dcShuttingDownFault } from './dc-shutting-down.ts';
import { dcTimeLimitFault } from './dc-time-limit.ts';
import { machinePasswordMismatchFault } from './machine-password-mismatch.ts';
import { onlyReadOnlyDcFault } from './only-read-only-dc.ts';
import { ownObjectUnreadableFault } from './own-object-unreadable.ts';
import { replicationBrokenFault } from './replication-broken.ts';
import { scpKeywordsEmptyFault } from './scp-keywords-empty.ts';
import { scpMissingFault } from './scp-missing.ts';
import { scpNotReplicatedFault } from './scp-not-replicated.ts';
import { scpTwoServicesFault } from './scp-two-services.ts';
import { scpUnreadableFault } from './scp-unreadable.ts';
import { scpWrongTenantFault } from './scp-wrong-tenant.ts';
import { selfWriteDeniedFault } from './self-write-denied.ts';

export const activeDirectoryFaults: readonly Fault[] = [
  dcDiesInSearchFault,
  dcDiesBeforeWriteFault,
  dcDiesAfterWriteFault,
  dcPausedFault,
  onlyReadOnlyDcFault,
  dcBusyFault,
  dcTimeLimitFault,
  dcShuttingDownFault,
  dcDemandsSigningFault,
  scpMissingFault,
  scpKeywordsEmptyFault,
  scpWrongTenantFault,
  scpNotReplicatedFault,
  scpUnreadableFault,
  scpTwoServicesFault,
  machinePasswordMismatchFault,
  selfWriteDeniedFault,
  replicationBrokenFault,
  ownObjectUnreadableFault,
];
