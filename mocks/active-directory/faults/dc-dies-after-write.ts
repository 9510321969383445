import type { Fault } from '../../fault.ts';
import { loseAnswer } from './ldap-failure.ts';

export const dcDiesAfterWriteFault: Fault = {
  id: 'dc-dies-after-write',
  catalogue: 'N10',
  mock: 'active-directory',
  title: 'The domain controller dies when it has written the certificate',
  steps: ['certificate'],
  observable: 'connection reset: 221 and 245 with 0x8007203a, yet userCertificate holds the value',
  heals: 'auto',
  target: 'controller',
  source: 'on-premises.md 7 N10',
  confidence: 'documented',
  answers: { writeUserCertificate: loseAnswer({ code: '0x8007203a', reason: 'the connection to the domain controller was reset' }) },
};
