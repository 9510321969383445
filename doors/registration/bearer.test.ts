// The requests to the registration service that bring a token, and its nonces.
import { expect, test } from 'vitest';
import { drs, OutsideCloud, ownKey, type Received } from '../../test/support/outside-cloud.ts';
import { minuteMs } from '../../simulation/calendar.ts';
import { wait } from '../../simulation/step.ts';
import { helloKeyName } from '../keys/hello-key.ts';
import { rsaKeyBlobOf } from '../keys/rsa-key-blob.ts';
import { signToken, unsignedToken, type Claims } from '../keys/tokens.ts';

const audience = 'urn:ms-drs:enterpriseregistration.windows.net';
const claimsOf = (lab: OutsideCloud): Claims => ({ aud: audience, tid: lab.world.tenant.tenantId, upn: 'alice@contoso.com', deviceid: lab.deviceId, amr: ['pwd', 'mfa'] });
const tokenOf = (lab: OutsideCloud, claims: Claims = {}) => signToken(lab.cloud.keys, { ...claimsOf(lab), ...claims }, lab.nowMs + minuteMs);
const computer: Claims = {
  'http://schemas.microsoft.com/authorization/claims/PermitDeviceRegistrationClaim': 'true', 'http://schemas.microsoft.com/ws/2012/01/accounttype': 'DJ',
  'http://schemas.microsoft.com/identity/claims/onpremobjectguid': 'dz80OXnDoEOvnymZrj3OYA==', primarysid: 'S-1-5-21-1-2-3-1104',
};
const post = (lab: OutsideCloud, authorization: string, body: unknown): Promise<Received> =>
  lab.send('POST', `${drs}/EnrollmentServer/device/?api-version=2.0`, body, { headers: authorization ? { authorization } : {} });
const refusal = (type: string, message: string) => ({ ErrorType: type, Message: message, TraceId: expect.any(String), Time: '2026-01-05T08:00:00.000Z' });

test('E7: no token, a token of elsewhere, unsigned, for another service, of another tenant: 401', async () => {
  const lab = new OutsideCloud();
  const elsewhere = new OutsideCloud();
  // Labs of one process may share key pairs: the other lab signs with a key that this one does not sign tokens with.
  elsewhere.cloud.keys.pairOf('a name before any other');
  const answers: readonly (readonly [string, string])[] = [
    ['', 'The request has no bearer token.'],
    ['Bearer nonsense', 'The token is malformed, or not signed by the tenant.'],
    [`Bearer ${await tokenOf(elsewhere)}`, 'The token is malformed, or not signed by the tenant.'],
    [`Bearer ${unsignedToken(claimsOf(lab))}`, 'The token is malformed, or not signed by the tenant.'],
    [`Bearer ${await tokenOf(lab, { aud: 'https://graph.microsoft.com' })}`, `The token is for "https://graph.microsoft.com"; the registration service is ${audience} or 01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9.`],
    [`Bearer ${await tokenOf(lab, { tid: 'other' })}`, 'The token is of another tenant.'],
  ];
  for (const [authorization, message] of answers) {
    const { status, body } = await post(lab, authorization, { JoinType: 0 });
    expect([status, body]).toEqual([401, refusal('AuthenticationError', message)]);
  }
});

test('E7: a token that has expired by the clock of the lab: 401', async () => {
  const lab = new OutsideCloud();
  const token = await tokenOf(lab);
  lab.world = { ...wait({ ...lab.world, agenda: [] }, lab.world.nowMs + minuteMs) };
  expect(await post(lab, `Bearer ${token}`, { JoinType: 0 })).toMatchObject({ status: 401, body: { Message: 'The token has expired.' } });
});

test('E7: each claim of a computer that is missing: 400, naming it; E6: with all of them the join is not allowed', async () => {
  const lab = new OutsideCloud();
  for (const name of Object.keys(computer)) {
    const { status, body } = await post(lab, `Bearer ${await tokenOf(lab, { ...computer, [name]: undefined })}`, { joinType: 6 });
    expect([status, body]).toMatchObject([400, { ErrorType: 'AuthorizationError', Message: expect.stringContaining(`The claim ${name} is missing from the token`) }]);
  }
  const { status, body } = await post(lab, `Bearer ${await tokenOf(lab, computer)}`, { JoinType: 6 });
  expect([status, body]).toEqual([400, refusal('AuthenticationError', 'The enrollment request type (DomainJoin) is not allowed.')]);
});

test.each([[0, 'DeviceJoin'], [4, 'DeviceRegistration'], [8, 'DeviceJoin'], [3, 'JoinType 3']])('E6: JoinType %i is not allowed', async (JoinType, name) => {
  const lab = new OutsideCloud();
  const { status, body } = await post(lab, `Bearer ${await tokenOf(lab)}`, { JoinType });
  expect([status, body]).toEqual([400, refusal('AuthenticationError', `The enrollment request type (${name}) is not allowed.`)]);
});

test('E8: a bearer join without a join type', async () => {
  const lab = new OutsideCloud();
  expect(await post(lab, `Bearer ${await tokenOf(lab)}`, '[]')).toMatchObject({ status: 400, body: { ErrorType: 'InvalidParameter', Message: 'JoinType must be a number.' } });
});

test('each nonce is another, 32 octets of base64; an unknown tenant has none', async () => {
  const lab = new OutsideCloud();
  const nonce = async (tenant: string) => (await lab.send('GET', `${drs}/EnrollmentServer/nonce/${tenant}/?api-version=1.0`)).body as { readonly Value: string };
  const [first, second] = [await nonce('contoso.com'), await nonce(lab.world.tenant.tenantId)];
  expect(first).toEqual({ ReponseStatus: { message: 'Nonce issued.', traceId: expect.stringMatching(/^[0-9a-f-]{36}$/), time: '2026-01-05T08:00:00.000Z' }, Value: expect.stringMatching(/^[\w+/]{43}=$/) });
  expect(second.Value).not.toBe(first.Value);
  expect(await nonce('nowhere.example')).toEqual(refusal('DirectoryError', 'AADSTS90002: Tenant nowhere.example not found.'));
});

const key = Buffer.from(rsaKeyBlobOf(ownKey(0).publicOctets)).toString('base64');
const registerKey = async (lab: OutsideCloud, claims: Claims, body: unknown, accept = 'application/json') =>
  lab.send('POST', `${drs}/EnrollmentServer/key/?api-version=1.0`, body, { headers: { accept, authorization: `Bearer ${await tokenOf(lab, claims)}`, 'client-request-id': 'c-1', 'return-client-request-id': 'true' } });

test('a Hello key is registered for the user of a strong token', async () => {
  const lab = new OutsideCloud({ device: { state: 'pending' }, people: { alice: {} } });
  const { status, body, headers } = await registerKey(lab, {}, { kngc: key });
  expect([status, body]).toEqual([200, { kid: expect.stringMatching(/^[0-9a-f-]{36}$/), upn: 'alice@contoso.com', krctx: expect.any(String) }]);
  expect(headers).toMatchObject({ 'client-request-id': 'c-1', 'request-id': expect.any(String) });
  expect(lab.cloud.keys.wasBrought(helloKeyName('ALICE@contoso.com', ownKey(0).publicOctets))).toBe(true);
});

test.each<readonly [string, Claims, unknown, string, number, string]>([
  ['a token without the device', { deviceid: undefined }, { kngc: key }, '*/*', 401, 'The token lacks the claim deviceid or upn.'],
  ['a token of a password alone', { amr: ['pwd'] }, { kngc: key }, '*/*', 401, 'The claim amr of the token has neither ngcmfa nor mfa.'],
  ['a user of elsewhere', { upn: 'mallory@contoso.com' }, { kngc: key }, '*/*', 400, 'The user mallory@contoso.com is not found.'],
  ['no key', {}, 'null', '*/*', 400, 'The member kngc is missing.'],
  ['a key that is none', {}, { kngc: 'UlNBMQ==' }, '*/*', 400, 'kngc has 4 octets: the header of a BCRYPT_RSAKEY_BLOB alone has 24.'],
  ['another kind of answer', {}, { kngc: key }, 'text/html', 400, 'The header Accept must allow application/json.'],
])('the key service refuses %s', async (_case, claims, body, accept, status, message) => {
  const lab = new OutsideCloud({ device: { state: 'pending' }, people: { alice: {} } });
  const answer = await registerKey(lab, claims, body, accept);
  expect([answer.status, answer.body]).toEqual([status, {
    code: status === 401 ? 'unauthorized' : 'invalid_request', message, response: 'ERROR_FAIL', target: 'kngc', clientrequestid: 'c-1', time: '2026-01-05T08:00:00.000Z', innererror: { trace: expect.any(String) },
  }]);
});
