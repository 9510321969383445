/** The certificates of a world as octets: whoever holds the plain values of one can make it again. */
import type { BootstrapCertificate } from '../mocks/active-directory/state.ts';
import { issuedCertificate, publicKeyHashOf, selfSignedCertificate, thumbprintOf, type CertificateOrigin, type DeviceIdentity } from '../mocks/certificate.ts';
import { formatIso, minuteMs, yearsLaterMs } from './calendar.ts';

/** A world, or what it is made from. */
interface Origin {
  readonly seed: string;
  readonly startMs: number;
}

interface Validity {
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
}

const originOf = ({ seed, startMs }: Origin, keyName: string, { notBeforeMs, notAfterMs }: Validity): CertificateOrigin => ({
  seed, keyName, notBefore: formatIso(startMs + notBeforeMs), notAfter: formatIso(startMs + notAfterMs),
});

/** A value of `userCertificate`. */
export const bootstrapCertificateDer = (world: Origin, certificate: BootstrapCertificate): Uint8Array =>
  selfSignedCertificate(originOf(world, certificate.id, certificate), certificate.subject);

export interface DeviceCertificate extends DeviceIdentity, Validity {
  /** Name of the device key pair: its key container. */
  readonly keyContainerId: string;
}

/** Device certificates run ten years by the calendar and thirty minutes in eight of nine published outputs (dsregcmd.md 1). */
export const deviceCertificateValidity = ({ startMs }: Pick<Origin, 'startMs'>, notBeforeMs: number): Validity => ({
  notBeforeMs,
  notAfterMs: yearsLaterMs(startMs + notBeforeMs, 10) + 30 * minuteMs - startMs,
});

/** The certificate that MS-Organization-Access issues for a device. */
export const deviceCertificateDer = (world: Origin, certificate: DeviceCertificate): Uint8Array =>
  issuedCertificate(originOf(world, certificate.keyContainerId, certificate), certificate);

/** What a device object in Azure AD is found by. */
export function deviceCertificateNames(world: Origin, certificate: DeviceCertificate): { readonly thumbprint: string; readonly publicKeyHash: string } {
  return { thumbprint: thumbprintOf(deviceCertificateDer(world, certificate)), publicKeyHash: publicKeyHashOf(originOf(world, certificate.keyContainerId, certificate)) };
}
