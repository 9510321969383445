import type { Fault } from '../../fault.ts';
import { refuse, unreadable } from './ldap-failure.ts';

export const scpUnreadableFault: Fault = {
  id: 'scp-unreadable',
  catalogue: 'A6',
  mock: 'active-directory',
  title: 'The computer may not read the service connection point',
  steps: ['discover'],
  observable: '307 and 0x801c001d; administrators see the object, the computer does not (LDAP 32)',
  heals: 'admin',
  target: 'device',
  source: 'on-premises.md 7 A6, 1.7',
  confidence: 'documented',
  answers: { readServiceConnectionPoint: refuse(unreadable('0x80072030', 'the service connection point is hidden from the computer')) },
};
