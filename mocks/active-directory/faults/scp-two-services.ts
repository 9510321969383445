import type { Fault } from '../../fault.ts';

export const scpTwoServicesFault: Fault = {
  id: 'scp-two-services',
  catalogue: 'A7',
  mock: 'active-directory',
  title: 'The service connection point names Azure AD and an on-premises service',
  steps: ['discover'],
  observable: 'event 330: only one registration service may be configured; 307 and 0x801c001d',
  heals: 'admin',
  target: 'controller',
  source: 'on-premises.md 7 A7, 1.3; the client code behind event 330 is assumed',
  confidence: 'documented',
  answers: {
    readServiceConnectionPoint: (_question, next) => {
      const real = next();
      if (!real.outcome.ok) return real;
      const { tenantName } = real.outcome.output as { readonly tenantName: string };
      return {
        outcome: { ok: false, failure: { code: '0x801c001d', reason: 'the service connection point names Azure AD and an on-premises registration service' } },
        takesEffect: false,
        logs: [{ log: 'User Device Registration', id: 330, data: { AzureADTenantName: tenantName, EnterpriseDrsName: 'sts.contoso.com' } }],
      };
    },
  },
};
