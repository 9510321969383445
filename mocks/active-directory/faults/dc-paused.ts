import type { Fault } from '../../fault.ts';
import { refuse } from './ldap-failure.ts';

const paused = refuse({ code: '0x8007054b', reason: 'the domain controller says that it is paused (opcode 24)' });

export const dcPausedFault: Fault = {
  id: 'dc-paused',
  catalogue: 'N13',
  mock: 'active-directory',
  title: 'A domain controller is paused or not yet synchronised',
  steps: ['pre-check'],
  observable: 'it answers the LDAP ping with opcode 24; the locator takes another DC, or ends with 334 where there is none',
  heals: 'auto',
  target: 'controller',
  source: 'on-premises.md 7 N13, 2.2',
  confidence: 'documented',
  // The locator pings every candidate, so this alone makes it pass over the DC.
  answers: { pingController: paused },
};
