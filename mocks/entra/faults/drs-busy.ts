/** Overload. That the join says the same as discovery is inferred (E9). */
import type { Fault } from '../../fault.ts';
import { noRequestId, refusedAtOnce } from './answers.ts';

const busy = refusedAtOnce({
  code: '0x801c0025',
  reason: 'the registration service is overloaded (HTTP 503)',
  server: { httpStatus: 503, code: '', message: '', requestId: noRequestId },
});

export const drsBusyFault: Fault = {
  id: 'drs-busy',
  catalogue: null,
  mock: 'entra',
  title: 'The registration service is overloaded',
  steps: ['discover', 'register'],
  observable: '0x801c0025 (HTTP 503) at discovery and at registration',
  heals: 'auto',
  target: 'device',
  source: 'protocols.md 3, 5.7 E9; errors.json 0x801c0025',
  confidence: 'documented',
  answers: { discoverRegistrationService: busy, registerDevice: busy, unregisterDevice: busy },
};
