/** Read by the synchronisation step, which judges certificates by the server's clock; no answer is wrapped. */
import type { Fault } from '../../fault.ts';

/** Far enough ahead for every bootstrap certificate to be expired. */
export const wrongByMs = 20 * 365 * 24 * 3_600_000;

export const syncServerClockWrongFault: Fault = {
  id: 'sync-server-clock-wrong',
  catalogue: 'E14',
  mock: 'connect',
  title: 'The clock of the sync server is years ahead',
  steps: ['sync'],
  observable: 'valid certificates are judged expired: withheld no-valid-certificate, exported devices are deleted',
  heals: 'auto',
  target: 'server',
  source: 'on-premises.md 7 E14',
  confidence: 'documented',
};
