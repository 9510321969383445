/** Read by the export itself, which leaves the objects of the named devices out; no answer is wrapped. */
import type { Fault } from '../../fault.ts';

export const exportObjectErrorFault: Fault = {
  id: 'export-object-error',
  catalogue: 'E12',
  mock: 'connect',
  title: 'Azure AD refuses one object of the export',
  steps: ['sync'],
  observable: 'the export ends with completed-export-errors; the object of that device alone waits with InvalidHardMatch, every cycle anew',
  heals: 'admin',
  target: 'device',
  source: 'on-premises.md 7 E12, 4.5',
  confidence: 'documented',
};
