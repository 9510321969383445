import type { Fault } from '../../fault.ts';
import { refuseLdap } from './ldap-failure.ts';

export const dcDemandsSigningFault: Fault = {
  id: 'dc-demands-signing',
  catalogue: 'N17',
  mock: 'active-directory',
  title: 'The domain controller demands signing or channel binding that the client does not do',
  steps: ['discover', 'certificate'],
  observable: 'LDAP 8, 0x80072028, behind 0x801c001d with 307',
  heals: 'admin',
  target: 'controller',
  source: 'on-premises.md 7 N17, 1.7',
  confidence: 'documented',
  answers: refuseLdap('0x80072028', 'the domain controller demands signing'),
};
