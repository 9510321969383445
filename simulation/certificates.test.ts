import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { bootstrapCertificateDer, deviceCertificateDer, deviceCertificateNames, deviceCertificateValidity } from './certificates.ts';
import { parseUtc } from './calendar.ts';

const startMs = parseUtc('2026-01-05 08:00 UTC') ?? 0;
const world = { seed: 'test', startMs };
const deviceId = '39343f77-c379-43a0-af9f-2999ae3dce60';
const validity = deviceCertificateValidity(world, 60_000);
const certificate = { deviceId, tenantId: '00000000-1111-4222-8333-444444444444', joinType: 'joined', keyContainerId: 'k1', ...validity } as const;

test('a device certificate runs ten years by the calendar and half an hour from its instant', () => {
  const { validFrom, validTo } = new X509Certificate(deviceCertificateDer(world, certificate));
  expect([validFrom, validTo]).toEqual(['Jan  5 08:01:00 2026 GMT', 'Jan  5 08:31:00 2036 GMT']);
  expect(validity.notBeforeMs).toBe(60_000);
});

test('the names of a certificate are those of its octets, its key is that of the container', () => {
  const names = deviceCertificateNames(world, certificate);
  expect(names.thumbprint).toBe(new X509Certificate(deviceCertificateDer(world, certificate)).fingerprint.replaceAll(':', ''));
  const renewed = deviceCertificateNames(world, { ...certificate, notBeforeMs: 0 });
  expect([renewed.publicKeyHash === names.publicKeyHash, renewed.thumbprint === names.thumbprint]).toEqual([true, false]);
  expect(deviceCertificateNames(world, { ...certificate, keyContainerId: 'k2' }).publicKeyHash).not.toBe(names.publicKeyHash);
});

test('a value of userCertificate is made from its own dates and name', () => {
  const { subject, validFrom, validTo } = new X509Certificate(bootstrapCertificateDer(world, { id: 'PC01/bootstrap/0', subject: `CN=${deviceId}`, notBeforeMs: -1_000, notAfterMs: 1_000, keyHolder: 'PC01' }));
  expect([subject, validFrom, validTo]).toEqual([`CN=${deviceId}`, 'Jan  5 07:59:59 2026 GMT', 'Jan  5 08:00:01 2026 GMT']);
});
