import type { Fault } from '../../fault.ts';
import { makesNoKey } from './tpm.ts';

export const tpmLockedOutFault: Fault = {
  id: 'tpm-locked-out',
  catalogue: null,
  mock: 'windows',
  title: 'The TPM is locked out',
  steps: ['register'],
  observable: '0x80090031 in the phase join, with 202; the next run after the lock-out ends well',
  heals: 'auto',
  target: 'device',
  source: 'lifecycle.md 2.5; errors.json 0x80090031',
  confidence: 'documented',
  answers: makesNoKey('0x80090031', 'the TPM is locked out'),
};
