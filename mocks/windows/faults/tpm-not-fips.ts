import type { Fault } from '../../fault.ts';
import { makesNoKey } from './tpm.ts';

export const tpmNotFipsFault: Fault = {
  id: 'tpm-not-fips',
  catalogue: null,
  mock: 'windows',
  title: 'The TPM runs in FIPS mode, which the join does not support',
  steps: ['register'],
  observable: '0x80280036 in the phase join, with 202, at every run',
  heals: 'admin',
  target: 'device',
  source: 'lifecycle.md 2.5, 7; errors.json 0x80280036',
  confidence: 'documented',
  answers: makesNoKey('0x80280036', 'the TPM is in FIPS mode'),
};
