import { expect, test } from 'vitest';
import { prtEndLines, type PrtEnd } from './prt-log.ts';

const at = { endpoint: 'https://e/', correlationId: 'c', release: '11-24H2' } as const;
const issued: PrtEnd = { renewal: false, upn: 'alice@contoso.com', credential: 'password', failure: null };
const lines = (change: Partial<PrtEnd> = {}, release: '11-24H2' | '21H2' | '1709' | '1607' = '11-24H2') => prtEndLines({ ...issued, ...change }, { ...at, release });
const ids = (...args: Parameters<typeof lines>) => lines(...args).map(({ id }) => id);
const data = (id: number, ...args: Parameters<typeof lines>) => lines(...args).find((line) => line.id === id)?.data;
const refused = { code: '0xc000006d', reason: 'r', server: { httpStatus: 400, code: 'invalid_grant', message: 'AADSTS50126: no', requestId: 'q' } };
const unreachable = { code: '0xc000023c', reason: 'r', innerCode: '0x80072ee7' };
const noKey = { code: '0x80090016', reason: 'nothing can be signed' };
const malformed = { code: '0xc004844c', reason: 'no name' };

test('a token that is issued leaves five lines, a renewal the same under its own numbers', () => {
  expect([ids(), ids({ renewal: true })]).toEqual([[1018, 1026, 1144, 1022, 1007], [1030, 1026, 1144, 1022, 1029]]);
  for (const { log } of lines()) expect(log).toBe('AAD');
  expect(lines().map((line) => line.data)).toEqual([
    { value: 'c' }, { value: 'Password', CorrelationID: 'c' },
    { value: 'alice@contoso.com', Method: 'POST', EndpointUri: 'https://e/', CorrelationID: 'c', value1: 'alice@contoso.com', value2: 'https://e/', value3: 'c' },
    { value: 'https://e/' }, { Status: '0x0' },
  ]);
  expect([data(1026, { credential: 'hello' })?.value, data(1026, { credential: 'smart-card' })?.value]).toEqual(['NGC', 'Certificate']);
});

test.each([
  ['the words of the server', refused, [1081, 1025]],
  ['the code of the transport', unreachable, [1084, 1086]],
  ['its reason', noKey, [1082]],
  ['nothing but the status', malformed, []],
])('a failure is logged with %s, by release', (_what, failure, own) => {
  expect(ids({ failure })).toEqual([1018, 1026, 1144, 1022, ...own, 1160, 1250, 1007]);
  expect(ids({ failure, renewal: true })).toEqual([1030, 1026, 1144, 1022, ...own, 1160, 1252, 1029]);
  expect(ids({ failure }, '21H2')).toEqual([1018, 1026, 1144, 1022, ...own, 1160, 1007]);
  expect(ids({ failure }, '1709')).toContain(1160);
  expect(ids({ failure }, '1607')).toEqual([1018, 1026, 1144, 1022, ...own, 1007]);
  expect([data(1007, { failure })?.Status, data(1160, { failure })]).toEqual([failure.code, { Status: failure.code, CorrelationID: 'c' }]);
});

test('each line of a failure has the fields of its event', () => {
  expect([data(1081, { failure: refused }), data(1025, { failure: refused })]).toEqual([
    { Error: 'invalid_grant', ErrorDescription: 'AADSTS50126: no', CorrelationID: 'c' }, { value: '400', Method: 'POST', EndpointUri: 'https://e/', CorrelationID: 'c' },
  ]);
  expect([data(1084, { failure: unreachable }), data(1086, { failure: unreachable })]).toEqual([{ Result: '0x80072ee7', Target: 'https://e/' }, { Status: '0xc000023c', CorrelationID: 'c' }]);
  expect(data(1082, { failure: noKey })).toEqual({ Error: '0x80090016', ErrorDescription: 'nothing can be signed', CorrelationID: 'c' });
});

test('diagnostics hold what dsregcmd shows of the attempt, a renewal also that there is no new token', () => {
  const shared = { UserIdentity: 'alice@contoso.com', CredentialType: 'Password', CorrelationID: 'c', EndpointUri: 'https://e/', Method: 'POST' };
  expect(data(1250, { failure: refused })).toEqual({ Result: '0xc000006d', ...shared, HTTPTransportError: '0x0', HTTPStatus: '400', ErrorCode: 'invalid_grant', ErrorDescription: 'AADSTS50126: no' });
  expect(data(1252, { failure: unreachable, renewal: true })).toEqual({ Result: '0xc000023c', ...shared, NewToken: 'NO', HTTPTransportError: '0x80072ee7', HTTPStatus: '0', ErrorCode: '', ErrorDescription: '' });
});
