/**
 * The rules that decide whether a computer becomes a device in Azure AD. Sources: lifecycle.md 5 "In scope", on-premises.md 4.3
 * (Computer Join, cloudFiltered), 4.4 (filters).
 */
import type { ConnectServer, ImportedComputer, WithheldReason } from './state.ts';

/** Entra accepts no more; the default rules withhold the attribute of an object with more (on-premises.md 4.3). */
const certificatesMax = 15;

/** `OU=Laptops,DC=contoso,DC=com` is below itself and below `DC=contoso,DC=com`. */
export const isBelow = (dn: string, ancestor: string): boolean => dn.toLowerCase() === ancestor.toLowerCase() || dn.toLowerCase().endsWith(`,${ancestor.toLowerCase()}`);

/** Not expired, and named after the objectGUID (braces optional, case of no matter); issuer and key do not count. */
export function isJoinCertificate(certificate: { readonly subject: string; readonly notAfterMs: number }, objectGuid: string, nowMs: number): boolean {
  const subject = certificate.subject.toLowerCase();
  const guid = objectGuid.toLowerCase();
  return certificate.notAfterMs > nowMs && (subject === `cn=${guid}` || subject === `cn={${guid}}`);
}

/** Why the object is withheld, or `null` when it flows. `null` for an object that is gone from the directory is never asked. */
export function withheldReason(server: ConnectServer, computer: ImportedComputer, nowMs: number, checksCertificate = true): WithheldReason | null {
  if (computer.isCriticalSystemObject) return 'critical-system-object';
  if (!server.includedOus.some((ou) => isBelow(computer.parentDn, ou))) return 'out-of-scope';
  if (server.pilotGroup !== null && !computer.memberOf.includes(server.pilotGroup)) return 'not-in-pilot-group';
  if (computer.userCertificate.length === 0) return 'no-certificate';
  if (computer.userCertificate.length > certificatesMax) return 'too-many-certificates';
  if (computer.operatingSystem.includes('Windows') && computer.operatingSystemVersion.startsWith('6.')) return 'downlevel-windows';
  if (checksCertificate && !computer.userCertificate.some((certificate) => isJoinCertificate(certificate, computer.objectGuid, nowMs))) return 'no-valid-certificate';
  return null;
}
