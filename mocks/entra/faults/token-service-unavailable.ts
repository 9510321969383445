/** The directory behind the token service is out; that CloudAP shows 0xc000006d for it is read from "service not reachable". */
import type { Fault } from '../../fault.ts';
import { noRequestId, refusedAtOnce } from './answers.ts';

export const tokenServiceUnavailableFault: Fault = {
  id: 'token-service-unavailable',
  catalogue: null,
  mock: 'entra',
  title: 'The token service is unavailable',
  steps: ['prt'],
  observable: 'event 1081 with AADSTS90033, HTTP status 503; an old token stays',
  heals: 'auto',
  target: 'device',
  source: 'protocols.md 7; errors.json AADSTS90033 and 0xc000006d',
  confidence: 'assumed',
  answers: {
    acquirePrt: refusedAtOnce({
      code: '0xc000006d',
      reason: 'AADSTS90033: the service is temporarily unavailable',
      server: { httpStatus: 503, code: 'temporarily_unavailable', message: 'AADSTS90033: A transient error has occurred. Please try again.', requestId: noRequestId },
    }),
  },
};
