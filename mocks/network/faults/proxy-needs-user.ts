import type { Fault } from '../../fault.ts';

export const proxyNeedsUserFault: Fault = {
  id: 'proxy-needs-user',
  catalogue: 'N20',
  mock: 'network',
  title: 'The proxy wants a user and knows no computer accounts',
  steps: ['discover', 'register', 'prt'],
  observable: 'the browser works, SYSTEM gets 0x80072efd',
  heals: 'admin',
  target: 'host',
  source: 'on-premises.md 7 N20; lifecycle.md 6.1',
  confidence: 'documented',
  blocks: ({ context, destination }) =>
    (destination.kind === 'https' && context === 'system' ? { code: '0x80072efd', reason: 'the proxy does not accept the computer account (HTTP 407)' } : null),
};
