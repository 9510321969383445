import type { Fault } from '../../fault.ts';
import { stopsServices } from './path.ts';

export const dcLdapBlockedFault: Fault = {
  id: 'dc-ldap-blocked',
  catalogue: 'N6',
  mock: 'network',
  title: 'TCP 389 is blocked, UDP 389 is open',
  steps: ['discover', 'certificate'],
  observable: '331 (a DC is located), then 0x8007203a behind 0x801c001d with 307; 221 when the write fails',
  heals: 'admin',
  target: 'controller',
  source: 'on-premises.md 7 N6',
  confidence: 'documented',
  blocks: stopsServices(['ldap'], 'TCP 389 is blocked'),
};
