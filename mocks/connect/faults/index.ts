/** Table of contents: one file per fault. E1 to E5, E8 to E10 and E15 are actions: `Connect server stops`, `AD admin renames OU ...`. */
import type { Fault } from '../../fault.ts';
import { adConnectorRefusedFault } from './ad-connector-refused.ts';
import { exportObjectErrorFault } from './export-object-error.ts';
import { exportThrottledFault } from './export-throttled.ts';
import { syncRuleWithoutCertificateCheckFault } from './sync-rule-without-certificate-check.ts';
import { syncServerClockWrongFault } from './sync-server-clock-wrong.ts';
import { tenantConnectorRefusedFault } from './tenant-connector-refused.ts';

export const connectFaults: readonly Fault[] = [
  adConnectorRefusedFault,
  tenantConnectorRefusedFault,
  syncRuleWithoutCertificateCheckFault,
  exportObjectErrorFault,
  exportThrottledFault,
  syncServerClockWrongFault,
];
