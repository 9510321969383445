import type { Fault } from '../../fault.ts';
import { unknownTenantId } from '../service-connection-point.ts';

export const scpWrongTenantFault: Fault = {
  id: 'scp-wrong-tenant',
  catalogue: 'A3',
  mock: 'active-directory',
  title: 'The service connection point names a tenant that does not exist',
  steps: ['discover'],
  observable: 'the directory answers; the registration service does not know the tenant (0x801c003a, AADSTS90002)',
  heals: 'admin',
  target: 'controller',
  source: 'on-premises.md 7 A3',
  confidence: 'documented',
  answers: {
    readServiceConnectionPoint: (_question, next) => {
      const real = next();
      if (!real.outcome.ok) return real;
      const { tenantName } = real.outcome.output as { readonly tenantName: string };
      return { ...real, outcome: { ok: true, output: { tenantName, tenantId: unknownTenantId } } };
    },
  },
};
