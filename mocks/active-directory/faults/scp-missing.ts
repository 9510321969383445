import type { Fault } from '../../fault.ts';
import { refuse, unreadable } from './ldap-failure.ts';

export const scpMissingFault: Fault = {
  id: 'scp-missing',
  catalogue: 'A1',
  mock: 'active-directory',
  title: 'The service connection point is missing',
  steps: ['discover'],
  observable: '307 and 0x801c001d; AD Configuration Test FAIL [0x80070002]',
  heals: 'admin',
  target: 'device',
  source: 'on-premises.md 7 A1, 1.7',
  confidence: 'documented',
  answers: { readServiceConnectionPoint: refuse(unreadable('0x80070002', 'the directory has no service connection point')) },
};
