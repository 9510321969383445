import type { Fault } from '../../fault.ts';
import { stopsServices } from './path.ts';

export const ldapPingBlockedFault: Fault = {
  id: 'ldap-ping-blocked',
  catalogue: 'N5',
  mock: 'network',
  title: 'UDP 389 is blocked, TCP 389 is open',
  steps: ['pre-check'],
  observable: '334, locator 0x8007054b, although LDAP itself would work',
  heals: 'admin',
  target: 'controller',
  source: 'on-premises.md 7 N5, 2.2',
  confidence: 'documented',
  blocks: stopsServices(['ldap-ping'], 'UDP 389 is blocked: no LDAP ping is answered'),
};
