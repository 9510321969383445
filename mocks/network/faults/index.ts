import type { Fault } from '../../fault.ts';

export const networkFaults: readonly Fault[] = [];
