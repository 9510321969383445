/** Table of contents: one file per fault. P1 to P4 are actions: `the join task is disabled on ...`, `PC01 loses part of its join state`. */
import type { Fault } from '../../fault.ts';
import { tpmInternalErrorFault } from './tpm-internal-error.ts';
import { tpmLockedOutFault } from './tpm-locked-out.ts';
import { tpmNotFipsFault } from './tpm-not-fips.ts';

export const windowsFaults: readonly Fault[] = [tpmInternalErrorFault, tpmLockedOutFault, tpmNotFipsFault];
