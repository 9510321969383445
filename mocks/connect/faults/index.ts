import type { Fault } from '../../fault.ts';

export const connectFaults: readonly Fault[] = [];
