/**
 * The session key of a primary refresh token: how it reaches the device, what is derived from it, and the replies that it encrypts.
 * Source: protocols.md 6.3, 6.4; NIST SP 800-108 (counter mode, one block).
 */
import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { publicKeyOf } from '../../keys/key-pair.ts';

const label = 'AzureAD-SecureConversation';
const keyOctets = 32;
const contextOctets = 24;

export const newSessionKey = (): Uint8Array => randomBytes(keyOctets);

/**
 * The session key, wrapped for the device: it is the content key of a JWE whose content means nothing.
 * @param transportKey PKCS#1 DER
 */
export async function wrapSessionKey(sessionKey: Uint8Array, transportKey: Uint8Array): Promise<string> {
  const { CompactEncrypt } = await import('jose');
  return new CompactEncrypt(Uint8Array.of(0)).setProtectedHeader({ enc: 'A256GCM', alg: 'RSA-OAEP' }).setContentEncryptionKey(sessionKey).encrypt(publicKeyOf(transportKey));
}

/** @param payload decoded octets of what is signed, exactly as they came: the second version binds the key to them */
export function deriveKey(sessionKey: Uint8Array, context: Uint8Array, version: 1 | 2, payload: Uint8Array = new Uint8Array()): Uint8Array {
  const bound = version === 1 ? context : createHash('sha256').update(context).update(payload).digest();
  return createHmac('sha256', sessionKey).update(Uint8Array.of(0, 0, 0, 1)).update(label, 'ascii').update(Uint8Array.of(0)).update(bound).update(Uint8Array.of(0, 0, 1, 0)).digest();
}

const base64Url = (octets: Uint8Array): string => Buffer.from(octets).toString('base64url');

/**
 * A reply as a JWE of five parts with an empty second one. Azure AD names A256GCM and uses CBC, with an empty tag; that the key comes by
 * the first derivation, whatever the request used, is seen in the field.
 */
export function encryptReply(sessionKey: Uint8Array, reply: unknown, cipher: 'CBC' | 'GCM'): string {
  const context = randomBytes(contextOctets);
  const header = base64Url(Buffer.from(JSON.stringify({ alg: 'dir', enc: 'A256GCM', ctx: context.toString('base64') })));
  const key = deriveKey(sessionKey, context, 1);
  const text = Buffer.from(JSON.stringify(reply), 'utf8');
  if (cipher === 'CBC') {
    const iv = randomBytes(16);
    const encryption = createCipheriv('aes-256-cbc', key, iv);
    return [header, '', base64Url(iv), base64Url(Buffer.concat([encryption.update(text), encryption.final()])), ''].join('.');
  }
  const iv = randomBytes(12);
  const encryption = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(header, 'ascii'));
  const encrypted = Buffer.concat([encryption.update(text), encryption.final()]);
  return [header, '', base64Url(iv), base64Url(encrypted), base64Url(encryption.getAuthTag())].join('.');
}
