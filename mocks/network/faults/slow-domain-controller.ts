import type { Fault } from '../../fault.ts';
import { loseAnswer, unreadable } from '../../active-directory/faults/ldap-failure.ts';

const code = '0x800705b4';
const reason = 'the domain controller answers too late';

export const slowDomainControllerFault: Fault = {
  id: 'slow-domain-controller',
  catalogue: 'N9',
  mock: 'network',
  title: 'Domain controllers answer after the client has given up',
  steps: ['discover', 'certificate'],
  observable: 'LDAP time-out 85, 0x800705b4, behind 0x801c001d with 307; a write may have happened',
  heals: 'auto',
  target: 'controller',
  source: 'on-premises.md 7 N9, 1.7',
  confidence: 'documented',
  answers: {
    readServiceConnectionPoint: loseAnswer(unreadable(code, reason)),
    readComputerObject: loseAnswer(unreadable(code, reason)),
    writeUserCertificate: loseAnswer({ code, reason }),
  },
};
