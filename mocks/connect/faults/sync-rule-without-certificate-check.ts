/** Read by the synchronisation step, whose rule it changes; no answer is wrapped. */
import type { Fault } from '../../fault.ts';

export const syncRuleWithoutCertificateCheckFault: Fault = {
  id: 'sync-rule-without-certificate-check',
  catalogue: 'E11',
  mock: 'connect',
  title: 'An old or edited rule exports computers whatever their certificate is',
  steps: ['sync'],
  observable: 'computers with a foreign certificate become Pending and never register: 0x801c0002, AuthenticationError',
  heals: 'admin',
  target: null,
  source: 'on-premises.md 7 E11, 4.3',
  confidence: 'documented',
};
