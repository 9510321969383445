import type { Fault } from '../../fault.ts';
import { refuse } from './ldap-failure.ts';

export const onlyReadOnlyDcFault: Fault = {
  id: 'only-read-only-dc',
  catalogue: 'N14',
  mock: 'active-directory',
  title: 'Only a read-only domain controller takes the write',
  steps: ['certificate'],
  observable: 'the write is referred elsewhere: 0x8007202b with 245',
  heals: 'admin',
  target: 'controller',
  source: 'on-premises.md 7 N14',
  confidence: 'documented',
  answers: { writeUserCertificate: refuse({ code: '0x8007202b', reason: 'a read-only domain controller refers the write elsewhere' }) },
};
