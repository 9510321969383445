// Altered joins, certificate requests, keys, signatures and tokens are refused as documented: no crash, no hang, and the world stays as it is.
import { expect, test } from 'vitest';
import { X509Certificate } from 'node:crypto';
import { bodyOctetsMax } from '../doors/cloud/cloud.ts';
import { withoutCauses } from '../simulation/world.ts';
import { drs, OutsideCloud } from './support/outside-cloud.ts';
import { fuzzRegistration } from './support/registration-fuzz.ts';

test.each([1, 20_260_105])('seed %i: each of 400 spoilt requests is refused, or asks for nothing but what is true', async (seed) => {
  await expect(fuzzRegistration(400, seed)).resolves.toBeUndefined();
});

test('a body that is larger than any join, nested deeper than any parser likes, or empty', async () => {
  const lab = new OutsideCloud();
  const before = withoutCauses(lab.world);
  const put = async (body: string) => (await lab.send('PUT', `${drs}/EnrollmentServer/device/${lab.deviceId}`, body)).status;
  expect([await put('x'.repeat(bodyOctetsMax + 1)), await put('['.repeat(100_000)), await put(`{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`), await put('')]).toEqual([413, 400, 400, 400]);
  expect({ ...withoutCauses(lab.world), tenant: { ...lab.world.tenant, requestCount: 0 } }).toEqual(before);
});

test('the join of another is of no use to whoever has seen it: its key stays with the first', async () => {
  const lab = new OutsideCloud();
  const seen = lab.message();
  const certificateOf = async () => new X509Certificate(Buffer.from(((await lab.join(seen)).body as { readonly Certificate: { readonly RawBody: string } }).Certificate.RawBody, 'base64'));
  const [first, replayed] = [await certificateOf(), await certificateOf()];
  expect(replayed.publicKey.equals(first.publicKey)).toBe(true);
  expect((await lab.leave(null)).status).toBe(401);
});
