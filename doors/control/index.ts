/** All operations of the control API. */
import { clientOperations } from './client-operations.ts';
import type { ControlOperation } from './operation.ts';
import { timeOperations } from './operations.ts';

export const controlOperations: readonly ControlOperation[] = [...timeOperations, ...clientOperations];
