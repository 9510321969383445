/** The tenant of a right service connection point is not known (no subscription, other cloud). */
import type { Fault } from '../../fault.ts';
import { noRequestId, refusedAtOnce } from './answers.ts';

export const drsTenantNotFoundFault: Fault = {
  id: 'drs-tenant-not-found',
  catalogue: null,
  mock: 'entra',
  title: 'The registration service does not know the tenant',
  steps: ['discover'],
  observable: 'event 201 and 309 with 0x801c003a, Error Phase discover',
  heals: 'admin',
  target: 'device',
  source: 'protocols.md 3; errors.json 0x801c003a (wrong cloud, or tenant without subscription)',
  confidence: 'documented',
  answers: {
    discoverRegistrationService: refusedAtOnce({
      code: '0x801c003a',
      reason: 'no such tenant is known to the registration service',
      server: { httpStatus: 400, code: 'DirectoryError', message: 'AADSTS90002: Tenant not found.', requestId: noRequestId },
    }),
  },
};
