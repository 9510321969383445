/** Windows Hello keys that clients have registered, in the ring by user and key. Source: protocols.md 5.10, 6.1 (`kid` of the assertion). */
import { createHash } from 'node:crypto';
import { rsaKeyBlobOf } from './rsa-key-blob.ts';

/** `kid` of an assertion that is signed with the key: base64 of the SHA-256 of its blob. */
export const helloKeyId = (publicOctets: Uint8Array): string => createHash('sha256').update(rsaKeyBlobOf(publicOctets)).digest('base64');

export const helloKeyName = (upn: string, publicOctets: Uint8Array): string => `Hello key ${helloKeyId(publicOctets)} of ${upn.toLowerCase()}`;
