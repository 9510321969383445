import type { Fault } from '../../fault.ts';
import { stopsLookUps } from './path.ts';

export const srvRecordsMissingFault: Fault = {
  id: 'srv-records-missing',
  catalogue: 'N4',
  mock: 'network',
  title: 'The SRV records of the domain controllers are missing',
  steps: ['pre-check', 'sign-in'],
  observable: '334, locator 0x8007054b (DNS name does not exist); a remembered DC masks it for up to 30 minutes',
  heals: 'admin',
  target: null,
  source: 'on-premises.md 7 N4, 2.1; the domain-wide records are missing as well, so no fall-back helps',
  confidence: 'documented',
  blocks: stopsLookUps('DNS has no SRV records of domain controllers'),
};
