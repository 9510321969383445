/**
 * Public RSA keys as clients send them: a `BCRYPT_RSAKEY_BLOB` in base64 (Windows), or a JWK in base64 (macOS, Android). Source:
 * protocols.md 5.2.
 */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { keyBits, publicKeyOf, publicOctetsOf } from './key-pair.ts';

const headerOctets = 24;
const publicMagic = 'RSA1';

interface Numbers {
  /** Big-endian. */
  readonly modulus: Uint8Array;
  readonly exponent: Uint8Array;
}

export type ReadKey = { readonly publicOctets: Uint8Array } | { readonly invalid: string };

const base64Url = (octets: Uint8Array): string => Buffer.from(octets).toString('base64url');

function numbersOf(publicKey: KeyObject): Numbers {
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  return { modulus: Buffer.from(n, 'base64url'), exponent: Buffer.from(e, 'base64url') };
}

/** Magic, bit length, three lengths and two zeros (little-endian), exponent, modulus. @param publicOctets PKCS#1 DER */
export function rsaKeyBlobOf(publicOctets: Uint8Array): Uint8Array {
  const { modulus, exponent } = numbersOf(publicKeyOf(publicOctets));
  const header = Buffer.alloc(headerOctets);
  header.write(publicMagic, 'ascii');
  for (const [index, value] of [modulus.length * 8, exponent.length, modulus.length, 0, 0].entries()) header.writeUInt32LE(value, 4 + 4 * index);
  return Buffer.concat([header, exponent, modulus]);
}

function readBlob(octets: Buffer): Numbers | { readonly invalid: string } {
  const magic = octets.toString('latin1', 0, 4);
  if (magic !== publicMagic) return { invalid: `TransportKey begins with ${JSON.stringify(magic)}: a BCRYPT_RSAKEY_BLOB of a public key begins with RSA1, and nothing with primes is accepted.` };
  if (octets.length < headerOctets) return { invalid: `TransportKey has ${octets.length} octets: the header of a BCRYPT_RSAKEY_BLOB alone has ${headerOctets}.` };
  const [bits, exponentOctets, modulusOctets, firstPrime, secondPrime] = [4, 8, 12, 16, 20].map((at) => octets.readUInt32LE(at)) as [number, number, number, number, number];
  if (firstPrime !== 0 || secondPrime !== 0) return { invalid: 'TransportKey announces primes: only the public half may be sent.' };
  if (bits !== modulusOctets * 8 || octets.length !== headerOctets + exponentOctets + modulusOctets) {
    return { invalid: `TransportKey announces ${bits} bits, ${exponentOctets} octets of exponent and ${modulusOctets} of modulus, and has ${octets.length} octets.` };
  }
  return { exponent: octets.subarray(headerOctets, headerOctets + exponentOctets), modulus: octets.subarray(headerOctets + exponentOctets) };
}

/** The members are in standard base64, where the standard for JWK says base64url: Node reads both. */
function readJwk(octets: Buffer): Numbers | { readonly invalid: string } {
  let jwk: unknown;
  try {
    jwk = JSON.parse(octets.toString('utf8'));
  } catch {
    return { invalid: 'TransportKey begins as JSON and is none.' };
  }
  const { kty, e, n } = jwk as { readonly [member: string]: unknown };
  if (kty !== 'RSA' || typeof e !== 'string' || typeof n !== 'string') return { invalid: 'TransportKey as JWK needs kty "RSA", e and n.' };
  return { exponent: Buffer.from(e, 'base64'), modulus: Buffer.from(n, 'base64') };
}

const trimmed = (octets: Uint8Array): Uint8Array => octets.subarray(octets.findIndex((octet) => octet !== 0));

/** @param text base64 */
export function readRsaKey(text: string): ReadKey {
  const octets = Buffer.from(text, 'base64');
  if (octets.length === 0) return { invalid: 'TransportKey is missing or no base64.' };
  const read = octets[0] === 0x7b ? readJwk(octets) : readBlob(octets);
  if ('invalid' in read) return read;
  const modulus = trimmed(read.modulus);
  const bits = modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24;
  if (bits !== keyBits) return { invalid: `TransportKey has a modulus of ${bits} bits; RSA-${keyBits} is required.` };
  const exponent = trimmed(read.exponent);
  const odd = ((exponent.at(-1) ?? 0) & 1) === 1 && ((modulus.at(-1) ?? 0) & 1) === 1;
  if (!odd || exponent.length > 4 || (exponent.length === 1 && (exponent[0] ?? 0) < 3)) return { invalid: 'TransportKey is no RSA public key: modulus and exponent must be odd, the exponent from 3 to four octets long.' };
  return { publicOctets: publicOctetsOf(createPublicKey({ format: 'jwk', key: { kty: 'RSA', n: base64Url(modulus), e: base64Url(exponent) } })) };
}
