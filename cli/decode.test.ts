import { expect, test } from 'vitest';
import { decodeText } from './decode.ts';

const text = 'AzureAdJoined : NO\r\nTenantName : Čontoso\r\n';
const utf16be = (value: string): Buffer => Buffer.from(value, 'utf16le').swap16();

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
  ['UTF-16 of PowerShell', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
  ['big-endian UTF-16', utf16be(`\ufeff${text}`)],
  ['big-endian UTF-16 without a mark', utf16be(text)],
])('%s', (_name, bytes) => {
  expect(decodeText(bytes)).toBe(text);
});

test('anything else is text with replacement characters, never an error', () => {
  expect(decodeText(Buffer.from([0xc3, 0x28, 0x41]))).toBe('\ufffd(A');
  expect(decodeText(Buffer.alloc(0))).toBe('');
});
