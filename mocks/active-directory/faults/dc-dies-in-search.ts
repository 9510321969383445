import type { Fault } from '../../fault.ts';
import { refuseReads } from './ldap-failure.ts';

export const dcDiesInSearchFault: Fault = {
  id: 'dc-dies-in-search',
  catalogue: 'N10',
  mock: 'active-directory',
  title: 'The domain controller dies during a search',
  steps: ['discover'],
  observable: 'connection reset: 0x8007203a behind 0x801c001d with 307',
  heals: 'auto',
  target: 'controller',
  source: 'on-premises.md 7 N10, 1.7',
  confidence: 'documented',
  answers: refuseReads('0x8007203a', 'the connection to the domain controller was reset'),
};
