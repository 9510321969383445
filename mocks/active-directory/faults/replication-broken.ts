import type { Fault } from '../../fault.ts';
import { refuse } from './ldap-failure.ts';

export const replicationBrokenFault: Fault = {
  id: 'replication-broken',
  catalogue: 'A13',
  mock: 'active-directory',
  title: 'Domain controllers do not replicate',
  steps: ['sync'],
  observable: 'the certificate is on one DC only; Connect reads another, and the join goes on failing with "device not found"',
  heals: 'auto',
  target: 'controller',
  source: 'on-premises.md 7 A13, 1.8',
  confidence: 'documented',
  answers: { replicate: refuse({ code: '0x8007203a', reason: 'the partner does not replicate' }) },
};
