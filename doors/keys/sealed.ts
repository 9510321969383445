/**
 * Sealed values: what the service hands out and gets back (nonces, refresh tokens), which says nothing to whoever holds it and cannot be
 * made or altered by anybody else. Nothing is kept on the server, so that a world that was stored and restored knows its tokens.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const ivOctets = 12;
const tagOctets = 16;
const algorithm = 'aes-256-gcm';

/** @param kind a value sealed as one kind does not open as another @param secret 32 octets */
export function seal(secret: Uint8Array, kind: string, value: unknown): Buffer {
  const iv = randomBytes(ivOctets);
  const cipher = createCipheriv(algorithm, secret, iv).setAAD(Buffer.from(kind));
  const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]);
}

/** The value, or `null` when it was not sealed here as this kind. */
export function unseal(secret: Uint8Array, kind: string, sealed: Buffer): unknown {
  if (sealed.length < ivOctets + tagOctets) return null;
  const decipher = createDecipheriv(algorithm, secret, sealed.subarray(0, ivOctets), { authTagLength: tagOctets }).setAAD(Buffer.from(kind));
  decipher.setAuthTag(sealed.subarray(ivOctets, ivOctets + tagOctets));
  try {
    return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(ivOctets + tagOctets)), decipher.final()]).toString('utf8'));
  } catch {
    return null;
  }
}
