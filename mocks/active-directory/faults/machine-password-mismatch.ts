import type { Fault } from '../../fault.ts';
import { refuse, refuseLdap } from './ldap-failure.ts';

export const machinePasswordMismatchFault: Fault = {
  id: 'machine-password-mismatch',
  catalogue: 'A10',
  mock: 'active-directory',
  title: 'The password of the computer account does not match',
  steps: ['discover', 'certificate', 'sign-in'],
  observable: 'bind refused (49, data 52e): 0x8007052e behind 0x801c001d with 307; sign-in 0xc000018d',
  heals: 'admin',
  target: 'device',
  source: 'on-premises.md 7 A10, 1.7, 2.3',
  confidence: 'documented',
  answers: {
    ...refuseLdap('0x8007052e', 'the computer password does not match (data 52e)'),
    verifyCredential: refuse({ code: '0xc000018d', reason: 'the computer password does not match: trust relationship failed' }),
  },
};
