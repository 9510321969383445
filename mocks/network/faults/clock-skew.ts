import type { Fault } from '../../fault.ts';
import { refuse, refuseLdap } from '../../active-directory/faults/ldap-failure.ts';

const reason = 'the clocks are more than five minutes apart';

export const clockSkewFault: Fault = {
  id: 'clock-skew',
  catalogue: 'N18',
  mock: 'network',
  title: 'The clock of the device is more than five minutes off',
  steps: ['discover', 'certificate', 'register', 'sign-in', 'prt'],
  observable: 'Kerberos refuses (1398, 0x80070576 behind 0x801c001d); TLS fails with 0x80072f8f; sign-in 0xc0000133',
  heals: 'auto',
  target: 'device',
  source: 'on-premises.md 7 N18, 2.3',
  confidence: 'documented',
  blocks: ({ destination }) => (destination.kind === 'https' ? { code: '0x80072f8f', reason } : null),
  answers: { ...refuseLdap('0x80070576', reason), verifyCredential: refuse({ code: '0xc0000133', reason }) },
};
