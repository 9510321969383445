import type { Fault } from '../../fault.ts';
import { endsWith } from './refused.ts';

const refused = endsWith('stopped-extension-dll-exception', 'the connector account is refused by Azure AD');

export const tenantConnectorRefusedFault: Fault = {
  id: 'tenant-connector-refused',
  catalogue: 'E7',
  mock: 'connect',
  title: 'The Entra connector account is refused',
  steps: ['sync'],
  observable: 'the import from Azure AD ends with stopped-extension-dll-exception; nothing is exported',
  heals: 'admin',
  target: 'server',
  source: 'on-premises.md 7 E7, 4.2',
  confidence: 'documented',
  answers: { importTenant: refused, exportTenant: refused },
};
