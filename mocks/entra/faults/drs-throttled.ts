/** E5; its HTTP status is inferred. */
import type { Fault } from '../../fault.ts';
import { noRequestId, refusedAtOnce } from './answers.ts';

export const drsThrottledFault: Fault = {
  id: 'drs-throttled',
  catalogue: 'F5',
  mock: 'entra',
  title: 'The registration service throttles',
  steps: ['register'],
  observable: 'event 204 and 304 with 0x801c03f2, DirectoryError "throttled temporarily ... after 300 seconds"',
  heals: 'auto',
  target: 'device',
  source: 'on-premises.md 7 F5; protocols.md 5.7 E5',
  confidence: 'documented',
  answers: {
    registerDevice: refusedAtOnce({
      code: '0x801c03f2',
      reason: 'the registration service throttles',
      server: { httpStatus: 400, code: 'DirectoryError', message: 'Your request is throttled temporarily. Please try after 300 seconds.', requestId: noRequestId },
    }),
  },
};
