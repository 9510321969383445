import { expect, test } from 'vitest';
import { sharedKeyPair } from './key-pair.ts';
import { readRsaKey, rsaKeyBlobOf } from './rsa-key-blob.ts';

const key = sharedKeyPair(0).publicOctets;
const blob = Buffer.from(rsaKeyBlobOf(key));
const read = (octets: Uint8Array) => readRsaKey(Buffer.from(octets).toString('base64'));
const changed = (change: (octets: Buffer) => void): Buffer => {
  const octets = Buffer.from(blob);
  change(octets);
  return octets;
};

test('a blob is RSA1, five numbers, exponent and modulus: 283 octets, 380 letters of base64', () => {
  expect([blob.length, blob.toString('base64').length]).toEqual([283, 380]);
  expect(blob.subarray(0, 27).toString('hex')).toBe('525341310008000003000000000100000000000000000000010001');
  expect(read(blob)).toEqual({ publicOctets: key });
});

test.each([
  ['primes', changed((octets) => octets.write('RSA2')), /begins with "RSA2"/],
  ['announced primes', changed((octets) => octets.writeUInt32LE(128, 16)), /announces primes/],
  ['a cut modulus', blob.subarray(0, 200), /has 200 octets/],
  ['a header alone', blob.subarray(0, 20), /the header .* alone has 24/],
  ['octets behind', Buffer.concat([blob, Buffer.from('x')]), /has 284 octets/],
  ['another length in bits', changed((octets) => octets.writeUInt32LE(1024, 4)), /announces 1024 bits/],
  ['an even modulus', changed((octets) => { octets[282] = 0x10; }), /must be odd/],
  ['an exponent of one', changed((octets) => octets.set([0, 0, 1], 24)), /must be odd, the exponent from 3/],
  ['a short modulus', changed((octets) => octets.fill(0, 27, 60)), /RSA-2048 is required/],
  ['all zeros', changed((octets) => octets.fill(0, 24)), /RSA-2048 is required/],
])('a blob with %s is refused', (_what, octets, message) => {
  expect(read(octets)).toEqual({ invalid: expect.stringMatching(message) });
});

test.each([
  ['{', /begins as JSON and is none/],
  ['{"kty":"EC"}', /needs kty "RSA", e and n/],
  ['{"kty":"RSA","e":"AQAB","n":"AAAA"}', /RSA-2048 is required/],
])('the JWK %s is refused', (text, message) => {
  expect(read(Buffer.from(text))).toEqual({ invalid: expect.stringMatching(message) });
});
