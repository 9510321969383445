/** Windows Hello keys that clients have registered, in the ring by user and key. Source: protocols.md 5.10, 6.1 (`kid` of the assertion). */
import { createHash } from 'node:crypto';
import { rsaKeyBlobOf } from './rsa-key-blob.ts';

/** `kid` of an assertion that is signed with the key: base64 of the SHA-256 of its blob. */
export const helloKeyId = (publicOctets: Uint8Array): string => createHash('sha256').update(rsaKeyBlobOf(publicOctets)).digest('base64');

export const helloKeyNameOf = (upn: string, keyId: string): string => `Hello key ${keyId} of ${upn.toLowerCase()}`;
export const helloKeyName = (upn: string, publicOctets: Uint8Array): string => helloKeyNameOf(upn, helloKeyId(publicOctets));

/** The key on a user's smart card: the lab makes it. */
export const smartCardKeyName = (upn: string): string => `smart card of ${upn.toLowerCase()}`;
