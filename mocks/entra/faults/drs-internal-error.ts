/** An unhandled fault of the service. */
import type { Fault } from '../../fault.ts';
import { noRequestId, refusedAtOnce } from './answers.ts';

export const drsInternalErrorFault: Fault = {
  id: 'drs-internal-error',
  catalogue: null,
  mock: 'entra',
  title: 'The registration service fails inside',
  steps: ['register'],
  observable: 'event 204 and 304 with 0x801c0006',
  heals: 'auto',
  target: 'device',
  source: 'lifecycle.md 2.5; errors.json 0x801c0006',
  confidence: 'documented',
  answers: {
    registerDevice: refusedAtOnce({
      code: '0x801c0006',
      reason: 'the registration service failed internally',
      server: { httpStatus: 500, code: 'UnknownError', message: 'The server failed internally.', requestId: noRequestId },
    }),
  },
};
