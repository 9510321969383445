/** A self-signed certificate with a true key, for apps and devices that tests play. */
import { generateKeyPairSync } from 'node:crypto';
import { keyPairFromPem, signSha256, type KeyPair } from '../../doors/keys/key-pair.ts';
import { selfSignedBy } from '../../mocks/certificate.ts';

export interface TestCertificate {
  readonly pair: KeyPair;
  readonly der: Uint8Array;
  readonly pem: string;
  readonly privatePem: string;
}

const pairs = new Map<string, KeyPair>();

/** A key pair that no lab has. */
export function testKeyPair(name: string): KeyPair {
  const known = pairs.get(name);
  if (known) return known;
  const pair = keyPairFromPem(generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } }).privateKey);
  pairs.set(name, pair);
  return pair;
}

const pemOf = (der: Uint8Array): string => `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64').replace(/(.{64})/g, '$1\n').trimEnd()}\n-----END CERTIFICATE-----\n`;

export function testCertificate(name: string): TestCertificate {
  const pair = testKeyPair(name);
  const der = selfSignedBy(
    { publicKey: pair.publicOctets, serial: Buffer.from('4142434445464748494a4b4c4d4e4f50', 'hex'), sign: (body) => signSha256(pair, body) },
    { notBefore: '2020-01-01T00:00:00.000Z', notAfter: '2040-01-01T00:00:00.000Z' }, `CN=${name}`,
  );
  return { pair, der, pem: pemOf(der), privatePem: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
}
