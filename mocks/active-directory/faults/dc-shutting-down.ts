import type { Fault } from '../../fault.ts';
import { refuseLdap } from './ldap-failure.ts';

export const dcShuttingDownFault: Fault = {
  id: 'dc-shutting-down',
  catalogue: 'N16',
  mock: 'active-directory',
  title: 'The domain controller is shutting down',
  steps: ['discover', 'certificate'],
  observable: 'LDAP 52, 0x8007200f: behind 0x801c001d with 307 while reading, with 245 while writing',
  heals: 'auto',
  target: 'controller',
  source: 'on-premises.md 7 N16, 1.7',
  confidence: 'documented',
  answers: refuseLdap('0x8007200f', 'the domain controller is shutting down'),
};
