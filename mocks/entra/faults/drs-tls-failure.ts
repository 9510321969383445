/** TLS to the registration service alone breaks, wherever the device is. */
import type { Fault } from '../../fault.ts';

export const drsTlsFailureFault: Fault = {
  id: 'drs-tls-failure',
  catalogue: null,
  mock: 'entra',
  title: 'TLS to the registration service breaks',
  steps: ['discover', 'register'],
  observable: '0x80072f8f: behind 0x801c0021 at discovery, alone at registration',
  heals: 'admin',
  target: 'device',
  source: 'lifecycle.md 2.5 (f8f), 6.1; errors.json 0x80072f8f',
  confidence: 'documented',
  blocks: ({ destination }) =>
    (destination.kind === 'https' && destination.host === 'enterpriseregistration.windows.net' ? { code: '0x80072f8f', reason: 'TLS to the registration service breaks' } : null),
};
