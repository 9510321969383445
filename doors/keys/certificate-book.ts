/**
 * Device certificates as they were issued. Where the lab makes the keys, the world knows a certificate by the thumbprint that a replay
 * without doors would give it (`mocks/certificate.ts`), and the true octets have another: the book knows which belong together.
 */
import { thumbprintOf } from '../../mocks/certificate.ts';

export class CertificateBook {
  private readonly octets = new Map<string, Uint8Array>();
  private readonly names = new Map<string, string>();

  /** @param thumbprint by which the world knows the certificate */
  enter(thumbprint: string, der: Uint8Array): void {
    this.octets.set(thumbprint, der);
    this.names.set(thumbprintOf(der), thumbprint);
  }

  /** The issued certificate that the world knows by this thumbprint; `null`: issued by nobody here. */
  derOf(thumbprint: string): Uint8Array | null {
    return this.octets.get(thumbprint) ?? null;
  }

  /** The thumbprint by which the world knows a certificate: for one from elsewhere its own. */
  thumbprintInWorld(der: Uint8Array): string {
    const own = thumbprintOf(der);
    return this.names.get(own) ?? own;
  }
}
