/** Something on the path alters or cuts the answer. */
import type { Fault } from '../../fault.ts';
import { lostOnTheWayBack } from './answers.ts';

export const drsAnswerMalformedFault: Fault = {
  id: 'drs-answer-malformed',
  catalogue: null,
  mock: 'entra',
  title: 'The answer of the registration arrives malformed',
  steps: ['register', 'commit'],
  observable: 'Azure AD shows the device Registered while it is not joined; event 304 with 0x801c0001',
  heals: 'admin',
  target: 'device',
  source: 'errors.json 0x801c0001; lifecycle.md I42',
  confidence: 'documented',
  answers: { registerDevice: lostOnTheWayBack({ code: '0x801c0001', reason: 'the answer is not in a valid format' }) },
};
