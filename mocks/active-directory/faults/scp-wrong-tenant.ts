import type { Fault } from '../../fault.ts';

/** A well-formed GUID of no tenant. */
const nobody = '00000000-1111-4222-8333-444444444444';

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
      return { ...real, outcome: { ok: true, output: { tenantName, tenantId: nobody } } };
    },
  },
};
