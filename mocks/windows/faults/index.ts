import type { Fault } from '../../fault.ts';

export const windowsFaults: readonly Fault[] = [];
