import type { Fault } from '../../fault.ts';
import { refuse } from './ldap-failure.ts';

export const dcDiesBeforeWriteFault: Fault = {
  id: 'dc-dies-before-write',
  catalogue: 'N10',
  mock: 'active-directory',
  title: 'The domain controller dies before it has written the certificate',
  steps: ['certificate'],
  observable: 'connection reset: 221 and 245 with 0x8007203a; userCertificate is unchanged',
  heals: 'auto',
  target: 'controller',
  source: 'on-premises.md 7 N10, V6',
  confidence: 'documented',
  answers: { writeUserCertificate: refuse({ code: '0x8007203a', reason: 'the connection to the domain controller was reset' }) },
};
