/** The registry of faults: each lives beside the mock it breaks. */
import { activeDirectoryFaults } from './active-directory/faults/index.ts';
import { connectFaults } from './connect/faults/index.ts';
import { entraFaults } from './entra/faults/index.ts';
import type { Fault } from './fault.ts';
import { networkFaults } from './network/faults/index.ts';
import { windowsFaults } from './windows/faults/index.ts';

export const faults: readonly Fault[] = [...networkFaults, ...activeDirectoryFaults, ...connectFaults, ...entraFaults, ...windowsFaults];

const byId = new Map(faults.map((fault) => [fault.id, fault]));

/** The fault, or an error: scenario files are checked before, so an unknown id here is a bug. */
export function faultById(id: string): Fault {
  const fault = byId.get(id);
  if (!fault) throw new Error(`There is no fault "${id}".`);
  return fault;
}
