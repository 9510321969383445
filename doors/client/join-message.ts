/** The body of a sync join as Windows words it, signed. Source: protocols.md 5.2, 5.3. */
import { certificateRequestBy } from '../../mocks/certificate.ts';
import { formatDateTime } from '../../simulation/calendar.ts';
import { signSha256, type KeyPair } from '../keys/key-pair.ts';
import { rsaKeyBlobOf } from '../keys/rsa-key-blob.ts';

/** The subject that every client asks for; the service replaces it. */
const requestSubject = 'CN=7E980AD9-B86D-4306-9425-9AC066FB014A';

export interface JoinMessage {
  /** Of the certificate in `userCertificate`. */
  readonly bootstrapKey: KeyPair;
  readonly deviceKey: KeyPair;
  /** PKCS#1 DER. */
  readonly transportKey: Uint8Array;
  readonly computerSid: string;
  /** Milliseconds since 1970, by the clock of the client. */
  readonly nowMs: number;
  readonly tenantId: string;
  readonly targetDomain: string;
  readonly displayName: string;
  readonly osVersion: string;
  readonly domainController: string;
}

const base64 = (octets: Uint8Array): string => Buffer.from(octets).toString('base64');

export function joinMessage({ bootstrapKey, deviceKey, transportKey, computerSid, nowMs, tenantId, targetDomain, displayName, osVersion, domainController }: JoinMessage) {
  const signed = `${computerSid}.${formatDateTime(nowMs)}Z`;
  const request = certificateRequestBy({ publicKey: deviceKey.publicOctets, sign: (body) => signSha256(deviceKey, body) }, requestSubject);
  return {
    CertificateRequest: { Type: 'pkcs10', Data: base64(request) },
    ServerAdJoinData: {
      TransportKey: base64(rsaKeyBlobOf(transportKey)), TargetDomain: targetDomain, TargetDomainId: tenantId, DeviceType: 'Windows', OSVersion: osVersion,
      DeviceDisplayName: displayName, SourceDomainController: domainController,
      ClientIdentity: { Type: 'sha256signed', Sid: signed, SignedBlob: base64(signSha256(bootstrapKey, Buffer.from(signed, 'ascii'))) },
    },
    JoinType: 6,
    attributes: { ReuseDevice: 'true', ReturnClientSid: 'true' },
  };
}
