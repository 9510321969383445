/** Read where the keys are made: from 1809 on they are made in software instead, before that the join fails. */
import type { Fault } from '../../fault.ts';

export const tpmInternalErrorFault: Fault = {
  id: 'tpm-internal-error',
  catalogue: null,
  mock: 'windows',
  title: 'The TPM fails inside',
  steps: ['register'],
  observable: '0x80290407 in the phase join, with 202; from 1809 on the device joins with software keys (TpmProtected NO)',
  heals: 'admin',
  target: 'device',
  source: 'lifecycle.md 2.5, 7 [S4,S15]; errors.json 0x80290407',
  confidence: 'documented',
};
