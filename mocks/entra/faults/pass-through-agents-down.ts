/** Acts where the token service asks for an agent: only in a tenant with pass-through authentication. */
import type { Fault } from '../../fault.ts';

export const passThroughAgentsDownFault: Fault = {
  id: 'pass-through-agents-down',
  catalogue: 'F6',
  mock: 'entra',
  title: 'No pass-through authentication agent answers',
  steps: ['prt'],
  observable: 'join works; no PRT with a password: event 1081 with AADSTS80001, Attempt Status 0xc000006d; Windows Hello is not affected',
  heals: 'auto',
  target: null,
  source: 'on-premises.md 7 F6; errors.json AADSTS80001',
  confidence: 'documented',
};
