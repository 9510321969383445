/** Between the service's answer and the commit on the device (lifecycle.md 2.2, steps 12 and 13). */
import type { Fault } from '../../fault.ts';
import { lostOnTheWayBack } from './answers.ts';

const lost = lostOnTheWayBack({ code: '0x80072efe', reason: 'the connection broke before the answer arrived' });

export const drsAnswerLostFault: Fault = {
  id: 'drs-answer-lost',
  catalogue: null,
  mock: 'entra',
  title: 'The answer of the registration is lost',
  steps: ['register', 'commit'],
  observable: 'Azure AD shows the device Registered while it is not joined; event 304 with 0x80072efe; the next run registers again',
  heals: 'auto',
  target: 'device',
  source: 'lifecycle.md 2.2 step 13, I42; errors.json 0x80072efe',
  confidence: 'assumed',
  answers: { registerDevice: lost, unregisterDevice: lost },
};
