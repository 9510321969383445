import type { Fault } from '../../fault.ts';
import { refuse, unreadable } from './ldap-failure.ts';

export const scpNotReplicatedFault: Fault = {
  id: 'scp-not-replicated',
  catalogue: 'A5',
  mock: 'active-directory',
  title: 'The service connection point has not reached this domain controller yet',
  steps: ['discover'],
  observable: '307 and 0x801c001d, or not, depending on the DC that the locator picks',
  heals: 'auto',
  target: 'controller',
  source: 'on-premises.md 7 A5',
  confidence: 'documented',
  answers: { readServiceConnectionPoint: refuse(unreadable('0x80070002', 'this domain controller has no service connection point yet')) },
};
