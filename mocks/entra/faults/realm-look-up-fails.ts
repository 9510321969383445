/** The user-realm request is blocked, rewritten or unanswered. */
import type { Fault } from '../../fault.ts';
import { refusedAtOnce } from './answers.ts';

export const realmLookUpFailsFault: Fault = {
  id: 'realm-look-up-fails',
  catalogue: 'A4',
  mock: 'entra',
  title: 'The realm of the domain cannot be learnt',
  steps: ['discover'],
  observable: 'event 309 with 0x801c003d, Error Phase discover',
  heals: 'admin',
  target: 'device',
  source: 'on-premises.md 7 A4; errors.json 0x801c003d',
  confidence: 'documented',
  answers: { discoverRealm: refusedAtOnce({ code: '0x801c003d', reason: 'the realm look-up failed' }) },
};
