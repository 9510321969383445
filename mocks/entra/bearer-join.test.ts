import { expect, test } from 'vitest';
import { refuseBearer, refuseJoinType } from './bearer-join.ts';

const asked = { requestId: 'r', errorFormat: 'A' } as const;
const computer = {
  'http://schemas.microsoft.com/authorization/claims/PermitDeviceRegistrationClaim': 'true',
  'http://schemas.microsoft.com/ws/2012/01/accounttype': 'DJ',
  'http://schemas.microsoft.com/identity/claims/onpremobjectguid': 'AAAA',
  primarysid: 'S-1-5-21-1-2-3-1104',
};

test('no acceptable token is 401', () => {
  expect(refuseBearer(asked, 'why').failure).toMatchObject({ code: '0x801c0002', reason: 'why', server: { httpStatus: 401, code: 'AuthenticationError', message: 'why' } });
});

test.each([[0, 'DeviceJoin'], [4, 'DeviceRegistration'], [6, 'DomainJoin'], [8, 'DeviceJoin'], [3, 'JoinType 3']])('join type %i is not allowed here: %s', (joinType, name) => {
  expect(refuseJoinType(asked, joinType, computer).failure).toMatchObject({
    code: '0x801c0002', server: { httpStatus: 400, code: 'AuthenticationError', message: `The enrollment request type (${name}) is not allowed.` },
  });
});

test.each(Object.keys(computer))('a hybrid join without the claim %s is refused by its name; other joins need none', (claim) => {
  const { [claim as keyof typeof computer]: _missing, ...rest } = computer;
  const value = { 'http://schemas.microsoft.com/authorization/claims/PermitDeviceRegistrationClaim': ', or is not true', 'http://schemas.microsoft.com/ws/2012/01/accounttype': ', or is not DJ' }[claim] ?? '';
  const { failure } = refuseJoinType(asked, 6, rest);
  expect([failure.code, failure.server?.code, failure.reason]).toEqual(['0x801c0002', 'AuthorizationError', `The claim ${claim} is missing from the token${value}.`]);
  expect(refuseJoinType(asked, 6, { ...computer, [claim]: 7 }).failure.reason).toBe(failure.reason);
  expect(refuseJoinType(asked, 4, rest).failure.server?.code).toBe('AuthenticationError');
});

test('claims are compared whatever their case, and by their value where one is known', () => {
  const spelt = { ...computer, 'http://schemas.microsoft.com/authorization/claims/PermitDeviceRegistrationClaim': 'TRUE', 'http://schemas.microsoft.com/ws/2012/01/accounttype': 'dj' };
  expect(refuseJoinType(asked, 6, spelt).failure.server?.code).toBe('AuthenticationError');
  expect(refuseJoinType(asked, 6, { ...computer, 'http://schemas.microsoft.com/ws/2012/01/accounttype': 'USER' }).failure.server?.code).toBe('AuthorizationError');
});
