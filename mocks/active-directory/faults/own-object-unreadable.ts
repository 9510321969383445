import type { Fault } from '../../fault.ts';
import { refuse, unreadable } from './ldap-failure.ts';

export const ownObjectUnreadableFault: Fault = {
  id: 'own-object-unreadable',
  catalogue: 'A19',
  mock: 'active-directory',
  title: 'The computer cannot read its own object right after the domain join',
  steps: ['certificate'],
  observable: 'event 220 with 1312 (0x80070520): the account has not reached this DC yet',
  heals: 'auto',
  target: 'device',
  source: 'on-premises.md 7 A19, 2.3; the catalogue counts it to the pre-check, lifecycle.md 2.2 reads the object before the certificate',
  confidence: 'documented',
  answers: { readComputerObject: refuse(unreadable('0x80070520', 'the computer account is not known to this domain controller yet')) },
};
