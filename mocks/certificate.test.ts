import { createHash, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { issuedCertificate, publicKeyHashOf, selfSignedCertificate, thumbprintOf } from './certificate.ts';

const origin = { seed: 'test', keyName: 'LAPTOP01/bootstrap/0', notBefore: '2026-01-05T09:00:01.250Z', notAfter: '2036-01-05T09:00:01.250Z' };
const deviceId = '39343f77-c379-43a0-af9f-2999ae3dce60';
const tenantId = '00000000-1111-4222-8333-444444444444';
const selfSigned = selfSignedCertificate(origin, `CN=${deviceId}`);
const issued = issuedCertificate(origin, { deviceId, tenantId, joinType: 'joined' });

test('the self-signed certificate parses: v3, CN=objectGUID on both sides, the validity of the world, RSA-2048', () => {
  const parsed = new X509Certificate(selfSigned);
  expect([parsed.subject, parsed.issuer]).toEqual([`CN=${deviceId}`, `CN=${deviceId}`]);
  expect([parsed.validFrom, parsed.validTo]).toEqual(['Jan  5 09:00:01 2026 GMT', 'Jan  5 09:00:01 2036 GMT']);
  expect(parsed.publicKey.asymmetricKeyType).toBe('rsa');
  expect(parsed.publicKey.asymmetricKeyDetails).toEqual({ modulusLength: 2048, publicExponent: 65_537n });
  expect(parsed.serialNumber).toMatch(/^[4-7][0-9A-F]{31}$/);
});

test('the thumbprint is the SHA-1 of exactly these octets', () => {
  expect(thumbprintOf(selfSigned)).toBe(new X509Certificate(selfSigned).fingerprint.replaceAll(':', ''));
  expect(thumbprintOf(selfSigned)).toMatchInlineSnapshot(`"102B9900EBC9D1EBD0994E770AEE85D21F3ADA7F"`);
});

test('seed, key name, subject and validity each make another certificate; the same make the same', () => {
  const others = [selfSignedCertificate({ ...origin, seed: 'other' }, `CN=${deviceId}`), selfSignedCertificate({ ...origin, keyName: 'x' }, `CN=${deviceId}`), selfSignedCertificate(origin, 'CN=x'), selfSignedCertificate({ ...origin, notAfter: '2036-01-05T09:00:02.000Z' }, `CN=${deviceId}`), selfSigned];
  expect(new Set(others.map(thumbprintOf)).size).toBe(5);
  expect(selfSignedCertificate({ ...origin }, `CN=${deviceId}`)).toEqual(selfSigned);
});

test('years from 2050 on are written as GeneralizedTime', () => {
  expect(new X509Certificate(selfSignedCertificate({ ...origin, notAfter: '2125-06-07T08:09:10.000Z' }, 'CN=x')).validTo).toBe('Jun  7 08:09:10 2125 GMT');
});

test('the issued certificate names the device alone, its issuer in one RDN of four, and may only authenticate clients', () => {
  const parsed = new X509Certificate(issued);
  expect(parsed.subject).toBe(`CN=${deviceId}`);
  expect(parsed.issuer).toBe('DC=net + DC=windows + CN=MS-Organization-Access + OU=82dbaca4-3e81-46ca-9c73-0950c1eaca97');
  expect([parsed.ca, parsed.keyUsage]).toEqual([false, ['1.3.6.1.5.5.7.3.2']]);
});

/** Octets of the private extension `.arc`, found by its OID as tools find it. */
function extension(arc: number): string {
  const hex = Buffer.from(issued).toString('hex');
  const oid = `060b2a864886f7140105821c0${arc}`;
  const at = hex.indexOf(oid);
  return at < 0 ? 'absent' : hex.slice(at + oid.length, at + oid.length + 64);
}

test('device id, tenant id, region and join type stand in the private extensions, lengths in the long form', () => {
  expect(extension(2)).toMatch(/^0413048110773f343979c3a043af9f2999ae3dce60/);
  expect(extension(3)).toMatch(/^0413048110773f343979c3a043af9f2999ae3dce60/);
  expect(extension(5)).toMatch(/^041304811000000000111122428333444444444444/);
  expect(extension(8)).toMatch(/^04050481024555/);
  expect(extension(7)).toMatch(/^040404810131/);
});

test('the public-key hash is SHA-256 over the PKCS#1 key', () => {
  const pkcs1 = new X509Certificate(issued).publicKey.export({ type: 'pkcs1', format: 'der' });
  expect(publicKeyHashOf(origin)).toBe(createHash('sha256').update(pkcs1).digest('base64'));
});
