/** HTTP 200 with a web page: discovery fails as such, the real reason is the second code (errors.json 0x801c0021). */
import type { Fault } from '../../fault.ts';
import { refusedAtOnce } from './answers.ts';

export const drsDiscoveryHtmlFault: Fault = {
  id: 'drs-discovery-html',
  catalogue: null,
  mock: 'entra',
  title: 'A web page answers instead of discovery',
  steps: ['discover'],
  observable: 'event 200 and 309; DRS Discovery Test FAIL [0x801c0021/0x8007000d]',
  heals: 'admin',
  target: 'device',
  source: 'protocols.md 3; errors.json 0x8007000d, 0x801c0021',
  confidence: 'documented',
  answers: { discoverRegistrationService: refusedAtOnce({ code: '0x801c0021', innerCode: '0x8007000d', reason: 'the answer is a web page, not JSON' }) },
};
