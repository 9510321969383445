import { expect, test } from 'vitest';
import { acts, atComputerObject, atKeys, atRegistering, atRegistry, contoso, failure, idle, logged, started, told } from '../test/drive-registration.ts';

const log = 'User Device Registration';
const answer = { deviceId: '22222222-2222-4222-8222-222222222222', thumbprint: 'A1B2', notBeforeMs: 1000, notAfterMs: 2000 };
const notFound = { httpStatus: 400, code: 'DirectoryError', message: 'The device object by the given id is not found.', requestId: 'r' };

test('nothing happens until the task starts an attempt', () => {
  expect([idle().value, idle().take()]).toEqual(['idle', []]);
  expect(idle().send({ type: 'DC_LOCATED', controller: 'DC01' }).value).toBe('idle');
});

test('device key and transport key come first, then the request, announced by 102 and 103 (lifecycle.md 2.2 step 11)', () => {
  const chart = atComputerObject().answer('readComputerObject', { certificateUsable: true });
  expect([chart.value, chart.questions.at(-1)]).toEqual([{ join: 'creatingKeys' }, {}]);
  chart.take();
  chart.answer('createDeviceKeys', { keyContainerId: 'container-1', provider: 'tpm' });
  expect(chart.questions).toEqual([{ ...contoso, keyContainerId: 'container-1' }]);
  expect(logged(chart)).toEqual([[log, 102, { JoinRequestType: '6', JoinRequestTypeSymbolicName: 'DOMAIN_JOINED_DEVICE' }], [log, 103, {}]]);
  expect([chart.value, chart.take()]).toEqual([{ join: 'registering' }, ['log 102', 'log 103', 'asks registerDevice']]);
});

test('the answer is written to the device with the keys that were made, logged up to 306, and told to CloudAP and the task (step 13)', () => {
  const chart = atRegistering().answer('registerDevice', answer);
  expect(acts(chart)).toEqual([
    { act: 'commitJoin', input: { ...contoso, keyContainerId: 'container-1', ...answer } },
    { act: 'attemptEnded', input: { resultCode: '0x0', outcome: 'joined' } },
  ]);
  expect(logged(chart)).toEqual([104, 105, 111, 106, 306].map((id) => [log, id, {}]));
  expect([told(chart), chart.snapshot.context.failure]).toEqual([[{ type: 'ATTEMPT_ENDED', resultCode: '0x0' }], null]);
  expect([chart.value, chart.take()]).toEqual([
    'idle',
    ['log 104', 'log 105', 'act commitJoin', 'log 111', 'log 106', 'log 306', 'prt DEVICE_JOINED', 'act attemptEnded', 'task ATTEMPT_ENDED'],
  ]);
});

test('keys that the TPM refuses end the attempt in join with 202; the service is not asked', () => {
  const chart = atKeys().fail('createDeviceKeys', '0x80290407');
  expect([chart.value, failure(chart), logged(chart)]).toEqual(['idle', ['join', '0x80290407'], [[log, 202, { ExitCode: '0x80290407' }]]]);
  expect(chart.take()).not.toContain('asks registerDevice');
});

test.each([
  ['cannot be reached', 203, '0x80072ee7', {}],
  ['refuses, as it does while the device is not synchronised', 204, '0x801c03f2', { server: notFound }],
])('a service that %s ends the attempt in join with %d', (_how, id, code, more) => {
  const chart = atRegistering().fail('registerDevice', code, more);
  expect([chart.value, failure(chart), logged(chart), told(chart)]).toEqual(['idle', ['join', code], [[log, id, { ExitCode: code }]], [{ type: 'ATTEMPT_ENDED', resultCode: code }]]);
  expect(acts(chart)).toEqual([
    { act: 'recordFailedAttempt', input: { phase: 'join', recorded: true, failure: { code, reason: 'test', ...more } } },
    { act: 'attemptEnded', input: { resultCode: code, outcome: 'failed' } },
  ]);
});

test('whether pre-check failures are recorded (OQ21) says nothing about later phases', () => {
  const recorded = (chart: ReturnType<typeof atRegistry>) => (acts(chart)[0] as { input: { recorded: boolean } }).input.recorded;
  expect(recorded(atRegistry({ precheckRecorded: false }).fail('readClientServiceConnectionPoint'))).toBe(true);
});

test('a new attempt starts without the failure, the answer and the domain controller of the last one', () => {
  const chart = atRegistering().fail('registerDevice', '0x801c03f2').send({ type: 'START', trigger: 'hourly' });
  expect([chart.value, failure(chart), chart.snapshot.context.controller]).toEqual([{ preCheck: 'localState' }, ['pre-check', null], '']);
  const joined = atRegistering().answer('registerDevice', answer).send({ type: 'START', trigger: 'hourly' });
  expect(joined.snapshot.context.answer).toBeNull();
});

test('a machine that goes down drops the attempt: no result is told, and a late answer changes nothing', () => {
  const chart = atRegistering().send({ type: 'SHUT_DOWN' });
  expect([chart.value, chart.answer('registerDevice', answer).value, chart.take()]).toEqual(['idle', 'idle', []]);
  expect(started().send({ type: 'SHUT_DOWN' }).value).toBe('idle');
});
