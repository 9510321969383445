import type { Fault } from '../../fault.ts';
import { refuse } from './ldap-failure.ts';

export const selfWriteDeniedFault: Fault = {
  id: 'self-write-denied',
  catalogue: 'A12',
  mock: 'active-directory',
  title: 'The computer may not write its own userCertificate',
  steps: ['certificate'],
  observable: 'LDAP 50, 0x80070005 with 245; everything else of the machine works',
  heals: 'admin',
  target: 'device',
  source: 'on-premises.md 7 A12, 1.5',
  confidence: 'measured',
  answers: { writeUserCertificate: refuse({ code: '0x80070005', reason: 'the computer may not write its own userCertificate (insufficient rights)' }) },
};
