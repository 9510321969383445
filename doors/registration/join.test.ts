import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { drs, laptop, OutsideCloud, ownKey } from '../../test/support/outside-cloud.ts';
import { withFault } from '../../test/small-world.ts';
import { hashOfPublicKey } from '../../mocks/certificate.ts';
import { minuteMs } from '../../simulation/calendar.ts';
import { lifecycleOf } from '../../simulation/cloud-device.ts';
import { withoutCauses } from '../../simulation/world.ts';
import { transportKeyOf } from '../keys/device-keys.ts';
import { keyPairFromPem } from '../keys/key-pair.ts';
import { KeyRing } from '../keys/key-ring.ts';
import { bootstrapKeyOf, recordCertificate } from './bootstrap.ts';

/** The tenant as it is, but for the number of requests. */
const remembered = (lab: OutsideCloud) => ({ ...withoutCauses(lab.world), tenant: { ...lab.world.tenant, requestCount: 0 } });

test('a client that signs with the synchronised certificate gets a certificate for the key of its request', async () => {
  const lab = new OutsideCloud();
  const { status, body, headers } = await lab.join();
  expect(status).toBe(200);
  const { Certificate, ...rest } = body as { readonly Certificate: { readonly Thumbprint: string; readonly RawBody: string } };
  expect(rest).toEqual({ User: { Upn: 'laptop01$@contoso.com' }, MembershipChanges: [{ LocalSID: 'S-1-5-32-544', AddSIDs: [] }] });
  expect(headers['request-id']).toMatch(/^[0-9a-f-]{36}$/);
  const certificate = new X509Certificate(Buffer.from(Certificate.RawBody, 'base64'));
  expect(certificate.fingerprint.replaceAll(':', '')).toBe(Certificate.Thumbprint);
  expect(certificate.verify(lab.cloud.keys.authority.publicKey)).toBe(true);
  expect(certificate.checkPrivateKey(ownKey(0).privateKey)).toBe(true);
  expect([certificate.subject, certificate.validFrom, certificate.validTo]).toEqual([`CN=${lab.deviceId}`, 'Jan  5 08:00:00 2026 GMT', 'Jan  5 08:30:00 2036 GMT']);
  expect(lifecycleOf(lab.world, lab.deviceId)).toBe('registered');
  expect(lab.world.tenant.devices[lab.deviceId]).toMatchObject({
    alternativeSecurityIds: [`X509:<SHA1-TP-PUBKEY>${Certificate.Thumbprint}${hashOfPublicKey(ownKey(0).publicOctets)}`],
    deviceCertificateThumbprint: Certificate.Thumbprint, profileType: 'RegisteredDevice', operatingSystemVersion: '10.0.26100.1742', displayName: laptop,
  });
  expect(transportKeyOf(lab.cloud.keys, lab.world, Certificate.Thumbprint)).toEqual(ownKey(1).publicOctets);
});

test('a request that is repeated issues anew, and the new certificate takes the place of the old', async () => {
  const lab = new OutsideCloud();
  const first = await lab.joined();
  const second = await lab.joined();
  expect(second.serialNumber).not.toBe(first.serialNumber);
  expect(lab.world.tenant.devices[lab.deviceId]?.deviceCertificateThumbprint).toBe(second.fingerprint.replaceAll(':', ''));
  expect((await lab.leave(first)).status).toBe(401);
  expect((await lab.leave(second)).status).toBe(200);
});

test('any of several synchronised certificates will do, and the transport key may come as a JWK', async () => {
  const lab = new OutsideCloud();
  const device = lab.world.tenant.devices[lab.deviceId];
  if (!device) throw new Error('no device');
  const older = { ...device.userCertificate[0], id: 'older' } as (typeof device.userCertificate)[number];
  lab.world = { ...lab.world, tenant: { ...lab.world.tenant, devices: { [lab.deviceId]: { ...device, userCertificate: [older, ...device.userCertificate] } } } };
  const { kty, e, n = '' } = ownKey(2).publicKey.export({ format: 'jwk' });
  const jwk = Buffer.from(JSON.stringify({ kty, e, n: Buffer.from(n, 'base64url').toString('base64'), alg: 'RS256', kid: '1' })).toString('base64');
  const message = lab.message();
  const { status } = await lab.join({ ...message, ServerAdJoinData: { ...message.ServerAdJoinData, TransportKey: jwk } });
  expect(status).toBe(200);
  const { deviceCertificateThumbprint } = lab.world.tenant.devices[lab.deviceId] ?? {};
  expect(transportKeyOf(lab.cloud.keys, lab.world, deviceCertificateThumbprint ?? '')).toEqual(ownKey(2).publicOctets);
});

test('names are bound in any case, the id of the address counts in any case, strangers in the body are ignored', async () => {
  const lab = new OutsideCloud();
  const lower = (value: unknown): unknown =>
    (typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.toLowerCase(), lower(inner)])) : value);
  const { status } = await lab.send('PUT', `${drs}/enrollmentserver//DEVICE/${lab.deviceId.toUpperCase()}/?api-version=1.0`, { ...(lower(lab.message()) as object), AikCertificate: 'x', AttestationData: {} });
  expect(status).toBe(200);
  expect(lab.world.tenant.devices[lab.deviceId]?.profileType).toBe('RegisteredDevice');
});

const notFound = (lab: OutsideCloud) => `The device object by the given id (${lab.deviceId}) is not found.`;
const mismatch = /^The verification of the target computer's SID/;
const otherTenant = '00000000-0000-4000-8000-000000000000';
const withData = (lab: OutsideCloud, data: object) => ({ ...lab.message(), ServerAdJoinData: { ...lab.message().ServerAdJoinData, ...data } });
const withIdentity = (lab: OutsideCloud, identity: object) => withData(lab, { ClientIdentity: { ...lab.message().ServerAdJoinData.ClientIdentity, ...identity } });

/** The table of protocols.md 5.7, as far as it is about the PUT. */
const refusals: readonly (readonly [string, (lab: OutsideCloud) => unknown, string, (lab: OutsideCloud) => string | RegExp, ((lab: OutsideCloud) => void)?])[] = [
  ['E1 the device was never synchronised', (lab) => lab.message({ bootstrapKey: ownKey(3) }), 'DirectoryError', notFound, (lab) => { lab.world = new OutsideCloud({ device: { state: 'domain-joined' } }).world; }],
  ['E2 it was synchronised without a certificate', (lab) => lab.message(), 'DirectoryError', (lab) => `The public key user certificate is not found on the device object with id: (${lab.deviceId}).`, (lab) => {
    const device = lab.world.tenant.devices[lab.deviceId];
    if (device) lab.world = { ...lab.world, tenant: { ...lab.world.tenant, devices: { [lab.deviceId]: { ...device, userCertificate: [] } } } };
  }],
  ['E3 another key has signed', (lab) => lab.message({ bootstrapKey: ownKey(3) }), 'AuthenticationError', () => mismatch],
  ['E3 another computer has signed', (lab) => lab.message({ computerSid: 'S-1-5-21-9-9-9-9' }), 'AuthenticationError', () => mismatch],
  ['E3 the text was changed after it was signed', (lab) => withIdentity(lab, { Sid: lab.message({ nowMs: lab.nowMs + 1000 }).ServerAdJoinData.ClientIdentity.Sid }), 'AuthenticationError', () => mismatch],
  ['E3 the signature is no signature', (lab) => withIdentity(lab, { SignedBlob: 'AAAA' }), 'AuthenticationError', () => mismatch],
  ['the signed time is of before the window', (lab) => lab.message({ nowMs: lab.nowMs - 5 * minuteMs - 1000 }), 'AuthenticationError', () => 'The time in the signed text is too far from the time of the service.'],
  ['the signed time is of after the window', (lab) => lab.message({ nowMs: lab.nowMs + 5 * minuteMs + 1000 }), 'AuthenticationError', () => 'The time in the signed text is too far from the time of the service.'],
  ['E4 another tenant', (lab) => lab.message({ tenantId: otherTenant }), 'DirectoryError', () => `AADSTS90002: Tenant ${otherTenant} not found.`],
  ['E8 no JSON', () => '<html>', 'InvalidParameter', () => 'The body is not a JSON object.'],
  ['E8 another kind of join', (lab) => ({ ...lab.message(), JoinType: 0 }), 'InvalidParameter', () => 'JoinType must be 6.'],
  ['E8 no certificate request', (lab) => ({ ...lab.message(), CertificateRequest: {} }), 'InvalidParameter', () => 'CertificateRequest.Data is missing.'],
  ['E8 a certificate request that is none', (lab) => ({ ...lab.message(), CertificateRequest: { Type: 'pkcs10', Data: 'MIIC' } }), 'InvalidParameter', () => 'CertificateRequest.Data is no PKCS#10 certificate request in base64 of DER.'],
  ['E8 a certificate request signed by another key', (lab) => ({ ...lab.message(), CertificateRequest: { Type: 'pkcs10', Data: tamperedRequest(lab) } }), 'InvalidParameter', () => 'CertificateRequest is not signed by its own key.'],
  ['E8 no transport key', (lab) => withData(lab, { TransportKey: '' }), 'InvalidParameter', () => 'TransportKey is missing or no base64.'],
  ['E8 a transport key with primes', (lab) => withData(lab, { TransportKey: Buffer.from('RSA2aaaaaaaaaaaaaaaaaaaaaaaa').toString('base64') }), 'InvalidParameter', () => /^TransportKey begins with "RSA2": .* begins with RSA1, and nothing with primes is accepted\.$/],
  ['E8 no signed text', (lab) => withIdentity(lab, { Sid: 'S-1-5-21-1-2-3-4' }), 'InvalidParameter', () => /^ClientIdentity\.Sid must read <SID>\.<UTC time>/],
  ['E8 no signature', (lab) => withIdentity(lab, { SignedBlob: '' }), 'InvalidParameter', () => /^ClientIdentity must be of type sha256signed/],
  ['E8 no tenant', (lab) => withData(lab, { TargetDomainId: undefined }), 'InvalidParameter', () => 'ServerAdJoinData.TargetDomainId is missing.'],
  ['E5 throttled', (lab) => lab.message(), 'DirectoryError', () => 'Your request is throttled temporarily. Please try after 300 seconds.', (lab) => { lab.world = withFault(lab.world, 'drs-throttled'); }],
];

/** The last octet of the signature is another. */
function tamperedRequest(lab: OutsideCloud): string {
  const octets = Buffer.from(lab.message().CertificateRequest.Data, 'base64');
  octets[octets.length - 1] = (octets.at(-1) ?? 0) ^ 1;
  return octets.toString('base64');
}

test.each(refusals.map(([name, body, type, message, prepare]) => ({ name, body, type, message, prepare })))('$name: 400, and the world stays as it is', async ({ body, type, message, prepare }) => {
  const lab = new OutsideCloud();
  prepare?.(lab);
  const before = remembered(lab);
  const { status, body: answer } = await lab.join(body(lab));
  const Message: unknown = expect.toSatisfy((said: string) => ((expected: string | RegExp) => (typeof expected === 'string' ? said === expected : expected.test(said)))(message(lab)), `${message(lab)}`);
  expect([status, answer]).toEqual([400, { ErrorType: type, Message, TraceId: expect.stringMatching(/^[0-9a-f-]{36}$/), Time: '2026-01-05T08:00:00.000Z' }]);
  expect(remembered(lab)).toEqual(before);
});

test('the newer format words the missing device and every other refusal with sub-code and operation', async () => {
  const lab = new OutsideCloud();
  lab.world = { ...lab.world, settings: { ...lab.world.settings, 'entra.errorFormat': 'B' } };
  const { status, body } = await lab.join(lab.message({ bootstrapKey: ownKey(3) }));
  expect([status, body]).toEqual([400, { code: 'invalid_request', subcode: 'error_fail', operation: 'DeviceJoin', message: expect.stringMatching(mismatch), requestId: expect.any(String), time: '2026-01-05T08:00:00.000Z' }]);
  const absent = '11111111-2222-4333-8444-555555555555';
  expect((await lab.join(lab.message(), absent)).body).toMatchObject({ code: 'invalid_request', subcode: 'error_missing_device', operation: 'DeviceJoin', message: `The device object by the given id (${absent}) is not found.` });
});

test('E9: an overloaded service answers 503 without a body', async () => {
  const lab = new OutsideCloud();
  lab.world = withFault(lab.world, 'drs-busy');
  expect(await lab.join()).toMatchObject({ status: 503, text: '', headers: { 'retry-after': '300' } });
});

test('a client that lives by the wall clock may date its signature by it', async () => {
  const wallNowMs = Date.UTC(2031, 5, 1);
  const lab = new OutsideCloud({ device: { state: 'pending' } }, { wallNowMs: () => wallNowMs });
  expect((await lab.join(lab.message({ nowMs: wallNowMs }))).status).toBe(200);
  expect((await lab.join(lab.message())).status).toBe(200);
});

test('the window of the signed time is a setting', async () => {
  const lab = new OutsideCloud();
  lab.world = { ...lab.world, settings: { ...lab.world.settings, 'entra.signatureWindow': 60 * minuteMs } };
  expect((await lab.join(lab.message({ nowMs: lab.nowMs - 59 * minuteMs }))).status).toBe(200);
  expect((await lab.join(lab.message({ nowMs: lab.nowMs - 61 * minuteMs }))).status).toBe(400);
});

test('a borrowed bootstrap key is the one of the certificate that is synchronised', () => {
  const keys = new KeyRing();
  const lab = new OutsideCloud();
  const borrowed = bootstrapKeyOf(keys, lab.world, laptop);
  if ('impossible' in borrowed) throw new Error(borrowed.impossible);
  const certificate = new X509Certificate(borrowed.certificatePem);
  expect([certificate.subject, certificate.issuer]).toEqual([`CN=${lab.deviceId}`, `CN=${lab.deviceId}`]);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.checkPrivateKey(keyPairFromPem(borrowed.privateKeyPem).privateKey)).toBe(true);
  expect(bootstrapKeyOf(keys, new OutsideCloud({ device: { state: 'domain-joined' } }).world, laptop)).toEqual({ impossible: `${laptop} has made no certificate for userCertificate yet. Let its task run, or record a certificate of your own.` });
});

test('a client may write a certificate of its own to the computer, which is synchronised and signs its join', async () => {
  const lab = new OutsideCloud({ device: { state: 'domain-joined' } });
  const own = new KeyRing();
  const pending = new OutsideCloud();
  const borrowed = bootstrapKeyOf(own, pending.world, laptop);
  if ('impossible' in borrowed) throw new Error(borrowed.impossible);
  const recorded = recordCertificate(lab.cloud.keys, lab.world, laptop, borrowed.certificatePem);
  if ('impossible' in recorded) throw new Error(recorded.impossible);
  lab.change('client', recorded.change);
  const [value] = lab.world.directory.controllers.DC01?.replica.computers[lab.deviceId]?.userCertificate ?? [];
  expect(value).toEqual({ id: expect.stringMatching(/^LAPTOP01\/brought\/[0-9A-F]{40}$/), subject: `CN=${lab.deviceId}`, notBeforeMs: -24 * 60 * minuteMs, notAfterMs: expect.any(Number), keyHolder: laptop });
  expect(lab.cloud.keys.publicOctetsOf(value?.id ?? '')).toEqual(keyPairFromPem(borrowed.privateKeyPem).publicOctets);
  expect(recordCertificate(lab.cloud.keys, lab.world, laptop, 'nonsense')).toEqual({ impossible: 'This is no X.509 certificate in PEM or DER.' });
});
