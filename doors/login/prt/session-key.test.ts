import { expect, test } from 'vitest';
import { deriveKey } from './session-key.ts';

// Made with `openssl kdf ... KBKDF` (HMAC, SHA256, counter mode), label `AzureAD-SecureConversation`.
const sessionKey = Uint8Array.from({ length: 32 }, (_, index) => index);
const context = Uint8Array.from({ length: 24 }, (_, index) => 0x30 + index);
const hex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex');

test('the first derivation is that of openssl', () => {
  expect(hex(deriveKey(sessionKey, context, 1))).toBe('5213f079cd439dc1522e7b7801efda41462ffd28e7713e8ecf06c86416fc454c');
});

test('the second binds the octets of the payload as they were sent', () => {
  expect(hex(deriveKey(sessionKey, context, 2, Buffer.from('{"a":1}')))).toBe('9d971b2ab840d4c9cb038a7fe41be815fada108411ceb5b1b0d5f2ac8f1aea72');
  expect(hex(deriveKey(sessionKey, context, 2, Buffer.from('{ "a": 1 }')))).not.toBe('9d971b2ab840d4c9cb038a7fe41be815fada108411ceb5b1b0d5f2ac8f1aea72');
});
