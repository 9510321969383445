/** Table of contents: one file per fault. E15 (device deleted in the cloud) and disabling are actions: `Entra admin deletes LAPTOP01`. */
import type { Fault } from '../../fault.ts';
import { drsAnswerLostFault } from './drs-answer-lost.ts';
import { drsAnswerMalformedFault } from './drs-answer-malformed.ts';
import { drsBusyFault } from './drs-busy.ts';
import { drsDeletionFailsFault } from './drs-deletion-fails.ts';
import { drsDiscoveryHtmlFault } from './drs-discovery-html.ts';
import { drsDiscoveryTimeoutFault } from './drs-discovery-timeout.ts';
import { drsInternalErrorFault } from './drs-internal-error.ts';
import { drsTenantNotFoundFault } from './drs-tenant-not-found.ts';
import { drsThrottledFault } from './drs-throttled.ts';
import { drsTlsFailureFault } from './drs-tls-failure.ts';
import { passThroughAgentsDownFault } from './pass-through-agents-down.ts';
import { passwordHashLateFault } from './password-hash-late.ts';
import { realmLookUpFailsFault } from './realm-look-up-fails.ts';
import { tokenServiceUnavailableFault } from './token-service-unavailable.ts';

export const entraFaults: readonly Fault[] = [
  drsTenantNotFoundFault,
  drsDiscoveryTimeoutFault,
  drsDiscoveryHtmlFault,
  drsTlsFailureFault,
  realmLookUpFailsFault,
  drsThrottledFault,
  drsBusyFault,
  drsInternalErrorFault,
  drsDeletionFailsFault,
  drsAnswerLostFault,
  drsAnswerMalformedFault,
  passThroughAgentsDownFault,
  passwordHashLateFault,
  tokenServiceUnavailableFault,
];
