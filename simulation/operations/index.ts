/** Table of contents: which operation answers which question. One line a service. */
import type { Operation } from '../operation.ts';
import { connectOperations } from './connect.ts';
import { directoryOperations } from './directory.ts';
import { locatorOperations } from './locator.ts';
import { registrationServiceOperations } from './registration-service.ts';
import { tokenOperations } from './token.ts';
import { windowsOperations } from './windows.ts';

const all: readonly Operation[] = [
  ...locatorOperations,
  ...directoryOperations,
  ...registrationServiceOperations,
  ...tokenOperations,
  ...connectOperations,
  ...windowsOperations,
];

export const operations: { readonly [name: string]: Operation | undefined } = Object.fromEntries(all.map((operation) => [operation.name, operation]));

export function operationOf(name: string): Operation {
  const operation = operations[name];
  if (!operation) throw new Error(`operations: nothing answers "${name}".`);
  return operation;
}
