/**
 * Passwords as clients send them. The world knows versions only (it matters which is newest, not how it reads): over the wire the
 * n-th password of `alice@contoso.com` reads `alice-Passw0rd-n`. docs/doors.md says so.
 */

const localPart = (upn: string): string => upn.split('@')[0]?.toLowerCase() ?? '';

export const passwordOf = (upn: string, version: number): string => `${localPart(upn)}-Passw0rd-${version}`;

/** Version of no password. */
const none = 0;

/** Which of the user's passwords this text is; of none, a version that nobody has. */
export function passwordVersionOf(upn: string, password: string): number {
  const version = Number(/-(\d{1,6})$/.exec(password)?.[1] ?? none);
  return passwordOf(upn, version) === password ? version : none;
}
