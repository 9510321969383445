import type { Fault } from '../../fault.ts';

export const proxySignInPageFault: Fault = {
  id: 'proxy-sign-in-page',
  catalogue: 'N19',
  mock: 'network',
  title: 'A portal or proxy answers with a page of its own',
  steps: ['discover', 'register', 'prt'],
  observable: 'discovery fails with 0x8007000d: HTML came instead of JSON',
  heals: 'user',
  target: 'host',
  source: 'on-premises.md 7 N19',
  confidence: 'documented',
  blocks: ({ destination }) => (destination.kind === 'https' ? { code: '0x8007000d', reason: 'a page of the proxy answers instead of the service' } : null),
};
