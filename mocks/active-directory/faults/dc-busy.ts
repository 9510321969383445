import type { Fault } from '../../fault.ts';
import { refuseReads } from './ldap-failure.ts';

export const dcBusyFault: Fault = {
  id: 'dc-busy',
  catalogue: 'N15',
  mock: 'active-directory',
  title: 'The domain controller is too busy for further searches',
  steps: ['discover'],
  observable: 'LDAP 51, 0x8007200e, behind 0x801c001d with 307',
  heals: 'auto',
  target: 'controller',
  source: 'on-premises.md 7 N15, 1.7',
  confidence: 'documented',
  answers: refuseReads('0x8007200e', 'the domain controller is busy'),
};
