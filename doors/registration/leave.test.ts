import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { drs, OutsideCloud, ownKey } from '../../test/support/outside-cloud.ts';
import { withFault } from '../../test/small-world.ts';
import { selfSignedBy } from '../../mocks/certificate.ts';
import { lifecycleOf } from '../../simulation/cloud-device.ts';
import { deviceOf } from '../../simulation/world.ts';
import { certificateOfJoin } from '../keys/device-keys.ts';
import { signSha256 } from '../keys/key-pair.ts';

const refusal = (type: string, message: string) => ({ ErrorType: type, Message: message, TraceId: expect.stringMatching(/^[0-9a-f-]{36}$/), Time: '2026-01-05T08:00:00.000Z' });
const unknownCertificate = refusal('AuthenticationError', 'The client certificate is not valid for this device.');

test('the device certificate deletes its device: 200 with an empty body', async () => {
  const lab = new OutsideCloud();
  const certificate = await lab.joined();
  expect(await lab.leave(certificate)).toMatchObject({ status: 200, text: '' });
  expect(lifecycleOf(lab.world, lab.deviceId)).toBe('deleted');
});

test('the device of a world that was registered from the start leaves with the certificate that the lab holds for it', async () => {
  const lab = new OutsideCloud({ device: { state: 'registered' } });
  const { join } = deviceOf(lab.world, 'LAPTOP01');
  if (!join) throw new Error('not joined');
  expect((await lab.leave(new X509Certificate(certificateOfJoin(lab.cloud.keys, lab.world, join)))).status).toBe(200);
});

test('E10: without a certificate, with one of elsewhere, or for another device: 401, and the device stays', async () => {
  const lab = new OutsideCloud();
  const certificate = await lab.joined();
  const key = ownKey(2);
  const forged = selfSignedBy({ publicKey: key.publicOctets, serial: Buffer.alloc(16, 0x41), sign: (body) => signSha256(key, body) }, { notBefore: '2026-01-05T08:00:00Z', notAfter: '2036-01-05T08:00:00Z' }, `CN=${lab.deviceId}`);
  for (const answer of [await lab.leave(null), await lab.leave(new X509Certificate(forged)), await lab.leave(certificate, '11111111-2222-4333-8444-555555555555')]) {
    expect([answer.status, answer.body]).toEqual([401, unknownCertificate]);
  }
  expect(lifecycleOf(lab.world, lab.deviceId)).toBe('registered');
});

test('a certificate in a header is no certificate', async () => {
  const lab = new OutsideCloud();
  const certificate = await lab.joined();
  const headers = { 'x-client-cert': certificate.toString().replaceAll('\n', ''), 'x-arr-clientcert': certificate.raw.toString('base64'), 'ssl-client-cert': encodeURIComponent(certificate.toString()) };
  expect((await lab.send('DELETE', `${drs}/EnrollmentServer/device/${lab.deviceId}`, '', { headers })).status).toBe(401);
});

test('E11: the directory does not let go of the object: 400, and the device stays', async () => {
  const lab = new OutsideCloud();
  const certificate = await lab.joined();
  lab.world = withFault(lab.world, 'drs-deletion-fails');
  const answer = await lab.leave(certificate);
  expect([answer.status, answer.body]).toEqual([400, refusal('DirectoryError', 'The device object could not be deleted.')]);
  expect(lifecycleOf(lab.world, lab.deviceId)).toBe('registered');
});

test('the answer that is lost on the way back leaves the device deleted', async () => {
  const lab = new OutsideCloud();
  const certificate = await lab.joined();
  lab.world = withFault(lab.world, 'drs-answer-lost');
  await expect(lab.leave(certificate)).rejects.toThrow('the connection ended: cut');
  expect(lifecycleOf(lab.world, lab.deviceId)).toBe('deleted');
});
