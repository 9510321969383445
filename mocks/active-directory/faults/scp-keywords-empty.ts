import type { Fault } from '../../fault.ts';
import { refuse, unreadable } from './ldap-failure.ts';

export const scpKeywordsEmptyFault: Fault = {
  id: 'scp-keywords-empty',
  catalogue: 'A2',
  mock: 'active-directory',
  title: 'The service connection point has no keywords',
  steps: ['discover'],
  observable: '307 and 0x801c001d; the entry is there without its keywords',
  heals: 'admin',
  target: 'controller',
  source: 'on-premises.md 7 A2',
  confidence: 'documented',
  answers: { readServiceConnectionPoint: refuse(unreadable('0x80070002', 'the service connection point has no keywords')) },
};
