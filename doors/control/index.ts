/** All operations of the control API. */
import { clientOperations } from './client-operations.ts';
import type { ControlOperation } from './operation.ts';
import { labOperations } from './lab-operations.ts';

export const controlOperations: readonly ControlOperation[] = [...labOperations, ...clientOperations];
