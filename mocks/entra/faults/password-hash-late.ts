/** The loop of password hash synchronisation runs and brings nothing. */
import type { Fault } from '../../fault.ts';

export const passwordHashLateFault: Fault = {
  id: 'password-hash-late',
  catalogue: 'F6',
  mock: 'entra',
  title: 'Password hashes do not arrive in Azure AD',
  steps: ['sync', 'prt'],
  observable: 'after a password change: event 1081 with AADSTS50126 until the hash arrives',
  heals: 'auto',
  target: 'server',
  source: 'on-premises.md 7 F6; lifecycle.md 6.3 (8)',
  confidence: 'documented',
  answers: { synchronisePasswords: () => ({ outcome: { ok: true, output: { changed: 0 } }, takesEffect: false }) },
};
