import { expect, test } from 'vitest';
import type { FaultableAnswer } from '../../fault.ts';
import { lostOnTheWayBack, noRequestId, refusedAtOnce } from './answers.ts';
import { entraFaults } from './index.ts';

const question = { operation: '', input: {}, place: 'LAPTOP01', target: null };
const failure = { code: '0x1', reason: 'r' };
const said = (answer: FaultableAnswer) => () => answer;
const yes: FaultableAnswer = { outcome: { ok: true, output: { id: 1 } }, takesEffect: true };
const no: FaultableAnswer = { outcome: { ok: false, failure: { code: '0x2', reason: 'own' } }, takesEffect: true };

test('refused at once, the service does not learn of it; lost on the way back, it has done its work', () => {
  expect(refusedAtOnce(failure)()).toEqual({ outcome: { ok: false, failure }, takesEffect: false });
  expect(lostOnTheWayBack(failure)(question, said(yes))).toEqual({ outcome: { ok: false, failure }, takesEffect: true });
  expect(lostOnTheWayBack(failure)(question, said({ ...yes, takesEffect: false })).takesEffect).toBe(false);
  expect(lostOnTheWayBack(failure)(question, said(no))).toBe(no);
});

const server = (fault: string, operation: string) => {
  const { outcome } = entraFaults.find(({ id }) => id === fault)?.answers?.[operation]?.(question, said(yes)) ?? yes;
  return outcome.ok ? outcome.output : outcome.failure.server;
};

test.each([
  ['drs-throttled', 'registerDevice', 400, 'DirectoryError', 'Your request is throttled temporarily. Please try after 300 seconds.'],
  ['drs-busy', 'registerDevice', 503, '', ''],
])('%s answers %s in the words of the server', (fault, operation, httpStatus, code, message) => {
  expect(server(fault, operation)).toEqual({ httpStatus, code, message, requestId: noRequestId });
  expect(noRequestId).toBe('00000000-0000-0000-0000-000000000000');
});

test('hashes that are late are none that changed', () => {
  expect(entraFaults.find(({ id }) => id === 'password-hash-late')?.answers?.synchronisePasswords?.(question, said(yes))).toEqual({ outcome: { ok: true, output: { changed: 0 } }, takesEffect: false });
});
