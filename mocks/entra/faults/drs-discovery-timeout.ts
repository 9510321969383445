/** Discovery takes longer than its limit. */
import type { Fault } from '../../fault.ts';
import { refusedAtOnce } from './answers.ts';

export const drsDiscoveryTimeoutFault: Fault = {
  id: 'drs-discovery-timeout',
  catalogue: null,
  mock: 'entra',
  title: 'Discovery does not end in time',
  steps: ['discover'],
  observable: 'event 200 and 309 with 0x801c001f, Error Phase discover',
  heals: 'auto',
  target: 'device',
  source: 'errors.json 0x801c001f [S15]',
  confidence: 'documented',
  answers: { discoverRegistrationService: refusedAtOnce({ code: '0x801c001f', reason: 'discovery did not end in its time limit' }) },
};
