import type { Fault } from '../../fault.ts';
import { stopsLookUps } from './path.ts';

export const corporateDnsDownFault: Fault = {
  id: 'corporate-dns-down',
  catalogue: 'N3',
  mock: 'network',
  title: 'The corporate DNS servers do not answer',
  steps: ['pre-check', 'sign-in'],
  observable: '334 after seconds, locator 0x8007054b; a remembered DC masks it for up to 30 minutes',
  heals: 'auto',
  target: null,
  source: 'on-premises.md 7 N3',
  confidence: 'documented',
  blocks: stopsLookUps('the corporate DNS does not answer'),
};
