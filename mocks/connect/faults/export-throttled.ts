import type { Fault } from '../../fault.ts';
import { endsWith } from './refused.ts';

export const exportThrottledFault: Fault = {
  id: 'export-throttled',
  catalogue: 'E13',
  mock: 'connect',
  title: 'Azure AD throttles the export',
  steps: ['sync'],
  observable: 'the export ends with completed-export-errors; what was not sent waits for the next cycle',
  heals: 'auto',
  target: 'server',
  source: 'on-premises.md 7 E13, 4.2',
  confidence: 'documented',
  answers: { exportTenant: endsWith('completed-export-errors', 'Azure AD throttles the export') },
};
