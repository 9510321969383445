/** As whom the door shows itself in the TLS handshake: as the cloud, or as what stands in the way of a client. */
import type { TLSSocket } from 'node:tls';
import { X509Certificate } from 'node:crypto';
import type { ClosedWay } from '../cloud/way.ts';
import type { Certified, TlsMaterial } from './tls-material.ts';

export type Identity = 'cloud' | 'impostor' | 'untrusted' | 'out-of-date';

export const identities: readonly Identity[] = ['cloud', 'impostor', 'untrusted', 'out-of-date'];

export const certifiedAs = (material: TlsMaterial, identity: Identity): Certified =>
  ({ cloud: material, impostor: material.inspection, untrusted: material.untrusted, 'out-of-date': material.outOfDate })[identity];

/** Where a closed way shows only in the handshake, as whom. */
export const identityOf = (closed: ClosedWay | null): Identity => identities.find((identity) => identity === closed?.looksLike) ?? 'cloud';

/** Tells as whom the door has shown itself in a handshake that is over. */
export function identityShown(material: TlsMaterial): (socket: TLSSocket) => Identity {
  const known = new Map(identities.map((identity) => [new X509Certificate(certifiedAs(material, identity).certificate).fingerprint256, identity]));
  return (socket) => {
    const own = socket.getCertificate();
    const fingerprint = own && 'fingerprint256' in own ? own.fingerprint256 : undefined;
    return known.get(fingerprint ?? '') ?? 'cloud';
  };
}
