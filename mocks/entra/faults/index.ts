import type { Fault } from '../../fault.ts';

export const entraFaults: readonly Fault[] = [];
