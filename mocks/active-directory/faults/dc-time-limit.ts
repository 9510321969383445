import type { Fault } from '../../fault.ts';
import { refuseReads } from './ldap-failure.ts';

export const dcTimeLimitFault: Fault = {
  id: 'dc-time-limit',
  catalogue: 'N15',
  mock: 'active-directory',
  title: 'Searches exceed the time limit of the domain controller',
  steps: ['discover'],
  observable: 'LDAP 3, 0x80072022, behind 0x801c001d with 307',
  heals: 'auto',
  target: 'controller',
  source: 'on-premises.md 7 N15, 1.7',
  confidence: 'documented',
  answers: refuseReads('0x80072022', 'the search took longer than the domain controller allows'),
};
