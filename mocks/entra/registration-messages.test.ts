import { expect, test } from 'vitest';
import { errorAnswer, joinAnswer, readJoinRequest } from './registration-messages.ts';

const identity = { Type: 'sha256signed', Sid: 'S-1-5-21-1-2-3-1104.2026-01-31 09:15:00Z', SignedBlob: 'AAAA' };
const data = { TargetDomain: 'contoso.com', TargetDomainId: 't', DeviceDisplayName: 'PC01', OSVersion: '10.0.26100.1742', TransportKey: 'UlNB', ClientIdentity: identity };
const body = { CertificateRequest: { Type: 'pkcs10', Data: 'MIIC' }, ServerAdJoinData: data, JoinType: 6, attributes: { ReuseDevice: 'true', ReturnClientSid: 'true' } };
const read = {
  targetDomain: 'contoso.com', targetDomainId: 't', deviceDisplayName: 'PC01', osVersion: '10.0.26100.1742', transportKey: 'UlNB', certificateRequest: 'MIIC',
  signedText: identity.Sid, sid: 'S-1-5-21-1-2-3-1104', signedAt: '2026-01-31T09:15:00Z', signedBlob: 'AAAA', wantsSids: true,
};

test('a sync join is read with the SID of the text that the computer signed', () => {
  expect(readJoinRequest(body)).toEqual(read);
});

test('names are bound whatever their case, unknown members are ignored', () => {
  const spelt = { certificaterequest: { DATA: 'MIIC' }, SERVERADJOINDATA: { ...data, CLIENTIDENTITY: { type: 'sha256signed', SID: identity.Sid, signedBlob: 'AAAA' }, ClientIdentity: undefined }, JOINTYPE: 6, Attributes: { returnclientsid: 'True' }, AikCertificate: 'x' };
  delete (spelt.SERVERADJOINDATA as { ClientIdentity?: unknown }).ClientIdentity;
  expect(readJoinRequest(spelt)).toEqual(read);
});

test.each([
  [{ attributes: undefined }, { wantsSids: false }],
  [{ attributes: { ReturnClientSid: 'false' } }, { wantsSids: false }],
  [{ attributes: { ReturnClientSid: true } }, { wantsSids: false }],
  [{ attributes: 'true' }, { wantsSids: false }],
  [{ ServerAdJoinData: { ...data, TargetDomain: null, DeviceDisplayName: undefined, OSVersion: 10, TransportKey: undefined } }, { targetDomain: '', deviceDisplayName: '', osVersion: '', transportKey: '' }],
])('with %j it reads %j', (change, expected) => {
  expect(readJoinRequest({ ...body, ...change })).toEqual({ ...read, ...expected });
});

const wrongText = 'ClientIdentity.Sid must read <SID>.<UTC time>, for example S-1-5-21-1-2-3-1104.2026-01-05 08:00:00Z.';
const signedAs = (change: object): object => ({ ServerAdJoinData: { ...data, ClientIdentity: { ...identity, ...change } } });
test.each([
  [{ JoinType: 4 }, 'JoinType must be 6.'],
  [{ JoinType: '6' }, 'JoinType must be 6.'],
  [{ CertificateRequest: undefined }, 'CertificateRequest.Data is missing.'],
  [{ CertificateRequest: { Type: 'pkcs10', Data: 7 } }, 'CertificateRequest.Data is missing.'],
  [{ ServerAdJoinData: undefined }, 'ServerAdJoinData is missing.'],
  [{ ServerAdJoinData: [data] }, 'ServerAdJoinData is missing.'],
  [{ ServerAdJoinData: 'x' }, 'ServerAdJoinData is missing.'],
  [{ ServerAdJoinData: { ...data, TargetDomainId: undefined } }, 'ServerAdJoinData.TargetDomainId is missing.'],
  [{ ServerAdJoinData: { ...data, ClientIdentity: null } }, 'ClientIdentity must be of type sha256signed and carry a SignedBlob.'],
  [signedAs({ Type: 'sha1signed' }), 'ClientIdentity must be of type sha256signed and carry a SignedBlob.'],
  [signedAs({ SignedBlob: '' }), 'ClientIdentity must be of type sha256signed and carry a SignedBlob.'],
  [signedAs({ Sid: 'S-1-5-21-1-2-3-1104' }), wrongText],
  [signedAs({ Sid: 'S-1-5-21-1-2-3-1104.2026-01-31T09:15:00Z' }), wrongText],
  [signedAs({ Sid: 'S-1-5-21.2026-01-31 09:15:00Z' }), wrongText],
  [signedAs({ Sid: 'xS-1-5-21-1-2-3-1104.2026-01-31 09:15:00Z' }), wrongText],
  [signedAs({ Sid: 'S-1-5-21-1-2-3-1104.2026-01-31 09:15:00Z.' }), wrongText],
  [signedAs({ Sid: 'S-1-5-21-1-2-3-1104.202-01-31 09:15:00Z' }), wrongText],
])('%j is refused: %s', (change, invalid) => {
  expect(readJoinRequest({ ...body, ...change })).toEqual({ invalid });
});

test.each([null, [], 'text', 7, undefined])('%j is no body', (none) => {
  expect(readJoinRequest(none)).toEqual({ invalid: 'The body is not a JSON object.' });
});

test('the answer names the computer as a user, and administrators only where they were asked for', () => {
  const certificate = { thumbprint: 'AB12', rawBody: 'MIIC' };
  const asked = { deviceDisplayName: 'PC01', targetDomain: 'contoso.com' };
  expect(joinAnswer(certificate, { ...asked, wantsSids: false })).toEqual({ Certificate: { Thumbprint: 'AB12', RawBody: 'MIIC' }, User: { Upn: 'pc01$@contoso.com' } });
  expect(joinAnswer(certificate, { ...asked, wantsSids: true }).MembershipChanges).toEqual([{ LocalSID: 'S-1-5-32-544', AddSIDs: [] }]);
});

test('errors have two shapes', () => {
  const error = { httpStatus: 400, code: 'DirectoryError', message: 'm', requestId: 'r' };
  expect(errorAnswer(error, 'now', 'A')).toEqual({ ErrorType: 'DirectoryError', Message: 'm', TraceId: 'r', Time: 'now' });
  expect(errorAnswer({ ...error, code: 'invalid_request' }, 'now', 'B')).toEqual({ code: 'invalid_request', subcode: 'error_fail', operation: 'DeviceJoin', message: 'm', requestId: 'r', time: 'now' });
  expect(errorAnswer({ ...error, subcode: 'error_missing_device', operation: 'DeviceRenew' }, 'now', 'B')).toMatchObject({ subcode: 'error_missing_device', operation: 'DeviceRenew' });
});
