/** The certificate request of a join: PKCS#10, RSA-2048, SHA-256, signed by its own key; its subject is ignored (protocols.md 5.3 step 6). */
import { createPublicKey } from 'node:crypto';
import { keyBits, publicOctetsOf } from '../keys/key-pair.ts';
import { loadX509 } from '../keys/x509.ts';

export type ReadRequest = { readonly publicOctets: Uint8Array } | { readonly invalid: string };

const unreadable: ReadRequest = { invalid: 'CertificateRequest.Data is no PKCS#10 certificate request in base64 of DER.' };

interface Algorithm {
  readonly name: string;
  readonly hash?: { readonly name: string };
  readonly modulusLength?: number;
}

/** @param text base64 of the DER */
export async function readCertificateRequest(text: string): Promise<ReadRequest> {
  const { Pkcs10CertificateRequest } = await loadX509();
  try {
    const request = new Pkcs10CertificateRequest(Buffer.from(text, 'base64'));
    const { name, hash } = request.signatureAlgorithm as Algorithm;
    if (name !== 'RSASSA-PKCS1-v1_5' || hash?.name !== 'SHA-256') return { invalid: `CertificateRequest is signed with ${name} ${hash?.name ?? ''}; RSASSA-PKCS1-v1_5 with SHA-256 is required.` };
    const key = createPublicKey({ key: Buffer.from(request.publicKey.rawData), format: 'der', type: 'spki' });
    if (key.asymmetricKeyType !== 'rsa' || key.asymmetricKeyDetails?.modulusLength !== keyBits) return { invalid: `CertificateRequest has a key that is not RSA-${keyBits}.` };
    if (!(await request.verify())) return { invalid: 'CertificateRequest is not signed by its own key.' };
    return { publicOctets: publicOctetsOf(key) };
  } catch {
    return unreadable;
  }
}
