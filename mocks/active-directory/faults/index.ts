import type { Fault } from '../../fault.ts';

export const activeDirectoryFaults: readonly Fault[] = [];
