import type { Fault } from '../../fault.ts';
import { stopsServices } from './path.ts';

export const kerberosBlockedFault: Fault = {
  id: 'kerberos-blocked',
  catalogue: 'N7',
  mock: 'network',
  title: 'Port 88 is blocked',
  steps: ['sign-in'],
  observable: 'sign-in only from the cache; LDAP binds fall back to NTLM, so that the join goes on',
  heals: 'admin',
  target: null,
  source: 'on-premises.md 7 N7; of "bind fails / NTLM fall-back" the fall-back is modelled',
  confidence: 'assumed',
  blocks: stopsServices(['kerberos'], 'port 88 is blocked'),
};
