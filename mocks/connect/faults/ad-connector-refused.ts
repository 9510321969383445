import type { Fault } from '../../fault.ts';
import { endsWith } from './refused.ts';

export const adConnectorRefusedFault: Fault = {
  id: 'ad-connector-refused',
  catalogue: 'E6',
  mock: 'connect',
  title: 'The AD connector account is locked or has lost its rights',
  steps: ['sync'],
  observable: 'the import from AD ends with stopped-connectivity, nothing else runs and nothing is deleted',
  heals: 'admin',
  target: 'server',
  source: 'on-premises.md 7 E6, 4.2',
  confidence: 'documented',
  answers: { importDirectory: endsWith('stopped-connectivity', 'the connector account is refused by Active Directory') },
};
