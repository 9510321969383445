/** Users: a password checked at a domain controller. Sources: on-premises.md 1.7, 2.3 (NTSTATUS twins); lifecycle.md 6.3. */
import type { CredentialKind, Failure } from '../../knowledge/vocabulary.ts';
import type { DirectoryState, UserObject } from './state.ts';

/** Asks any running DC; a password newer than the DC's own copy is checked at the one that has it (urgent replication). */
export function verifyPassword(
  directory: DirectoryState,
  check: { readonly user: string; readonly credential: CredentialKind; readonly passwordVersion: number },
): UserObject | { readonly failure: Failure } {
  const running = Object.values(directory.controllers).filter((controller) => controller.running);
  if (running.length === 0) return { failure: { code: '0xc000005e', reason: 'no domain controller is running' } };
  const copies = running.flatMap((controller) => controller.replica.users[check.user] ?? []);
  const newest = copies.reduce<UserObject | null>((best, copy) => (!best || copy.passwordVersion > best.passwordVersion ? copy : best), null);
  if (!newest) return { failure: { code: '0xc0000064', reason: 'the user does not exist' } };
  if (!newest.enabled) return { failure: { code: '0xc0000072', reason: 'the user account is disabled' } };
  if (check.credential === 'password' && newest.passwordVersion !== check.passwordVersion) return { failure: { code: '0xc000006a', reason: 'the password is wrong' } };
  return newest;
}
