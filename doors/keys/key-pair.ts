/** RSA key pairs. Making one takes a tenth of a second: a process makes each once and labs share them. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** DER of the PKCS#1 RSAPublicKey. */
  readonly publicOctets: Uint8Array;
}

export const keyBits = 2048;

/** DER of the PKCS#1 RSAPublicKey of any RSA public key. */
export const publicOctetsOf = (key: KeyObject): Uint8Array => key.export({ type: 'pkcs1', format: 'der' });

/** @param publicOctets PKCS#1 DER */
export const publicKeyOf = (publicOctets: Uint8Array): KeyObject => createPublicKey({ key: Buffer.from(publicOctets), format: 'der', type: 'pkcs1' });

const pairOf = (privateKey: KeyObject): KeyPair => {
  const publicKey = createPublicKey(privateKey);
  return { privateKey, publicKey, publicOctets: publicOctetsOf(publicKey) };
};

/** @param pem PKCS#8 or PKCS#1, unencrypted */
export const keyPairFromPem = (pem: string): KeyPair => pairOf(createPrivateKey(pem));

const made: KeyPair[] = [];

/** The n-th key pair of this process. Two names of one lab never share one; two labs may. */
export function sharedKeyPair(index: number): KeyPair {
  while (made.length <= index) made.push(pairOf(generateKeyPairSync('rsa', { modulusLength: keyBits }).privateKey));
  return made[index] as KeyPair;
}

/** RSASSA-PKCS1-v1_5 with SHA-256. */
export const signSha256 = ({ privateKey }: KeyPair, octets: Uint8Array): Uint8Array => sign('sha256', octets, privateKey);
