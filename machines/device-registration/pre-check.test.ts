import { expect, test } from 'vitest';
import type { ChartDriver } from '../../test/drive-chart.ts';
import { acts, atLocator, contoso, device, failure, idle, logged, noSuchDomain, quiet, started, told } from '../../test/drive-registration.ts';
import type { RegistrationInput } from './setup.ts';

const dcLocated = { type: 'DC_LOCATED', controller: 'DC01' };
const dcNotFound = { type: 'DC_NOT_FOUND', code: noSuchDomain };
const log = 'User Device Registration';

test('an attempt looks at the device itself first, then for a domain controller as SYSTEM', () => {
  const chart = idle().send({ type: 'START', trigger: 'hourly' });
  expect([chart.value, chart.questions, chart.take()]).toEqual([{ preCheck: 'localState' }, [{}], ['asks readLocalState']]);
  chart.answer('readLocalState', device);
  expect(chart.effects).toContainEqual({ kind: 'tell', to: 'dc-locator', event: { type: 'LOCATE', force: false } });
  expect([chart.value, chart.take()]).toEqual([{ preCheck: 'locateDc' }, ['dc-locator LOCATE']]);
});

test('a domain controller lets the attempt go on to discovery and is named in 331', () => {
  const chart = atLocator().send(dcLocated);
  expect([chart.value, chart.snapshot.context.controller]).toEqual([{ discover: 'clientServiceConnectionPoint' }, 'DC01']);
  expect(logged(chart)).toEqual([[log, 331, { DebugOutput: 'preCheckResult: Join; isDcAvailable: YES; domainController: DC01; isSystem: YES' }]]);
});

test.each([
  ['shown', true],
  ['not shown, where the setting says so', false],
])('no domain controller ends the attempt with 334, which is %s as previous registration (OQ21)', (_how, precheckRecorded) => {
  const chart = atLocator({ precheckRecorded }).send(dcNotFound);
  expect([chart.value, failure(chart), logged(chart), told(chart)]).toEqual(['idle', ['pre-check', noSuchDomain], [[log, 334, {}]], [{ type: 'ATTEMPT_ENDED', resultCode: noSuchDomain }]]);
  expect(acts(chart)).toEqual([
    { act: 'recordFailedAttempt', input: { phase: 'pre-check', recorded: precheckRecorded, failure: { code: noSuchDomain, reason: 'no domain controller could be located' } } },
    { act: 'attemptEnded', input: { resultCode: noSuchDomain, outcome: 'failed' } },
  ]);
});

test('a device that is joined already needs nothing, not even a domain controller (335, OQ15)', () => {
  const chart = started().answer('readLocalState', { ...device, join: 'complete' });
  expect([logged(chart), acts(chart)]).toEqual([[[log, 335, {}]], [{ act: 'attemptEnded', input: { resultCode: '0x0', outcome: 'already-joined' } }]]);
  expect([chart.value, told(chart), chart.take()]).toEqual(['idle', [{ type: 'ATTEMPT_ENDED', resultCode: '0x0' }], ['log 335', 'act attemptEnded', 'task ATTEMPT_ENDED']]);
});

test('where the setting asks for a domain controller first, a joined device says 335 only with one and 334 without', () => {
  const joined = () => quiet(started({ precheckOrder: 'dcFirst' })).answer('readLocalState', { ...device, join: 'complete' });
  expect([joined().value, joined().take()]).toEqual([{ preCheck: 'locateDc' }, ['dc-locator LOCATE']]);
  expect(logged(joined().send(dcLocated))).toEqual([[log, 335, {}]]);
  expect(logged(joined().send(dcNotFound))).toEqual([[log, 334, {}]]);
});

test('"joined already" is looked at anew by each attempt', () => {
  const chart = started({ precheckOrder: 'dcFirst' }).answer('readLocalState', { ...device, join: 'complete' }).send(dcNotFound, { type: 'START', trigger: 'hourly' });
  expect(chart.answer('readLocalState', device).send(dcLocated).value).toEqual({ discover: 'clientServiceConnectionPoint' });
});

test('a join of which parts are missing is taken away, tokens with it, and made anew (332)', () => {
  const chart = started().answer('readLocalState', { ...device, join: 'incomplete' });
  expect([logged(chart), acts(chart)]).toEqual([[[log, 332, {}]], [{ act: 'clearJoin', input: { by: 'pre-check' } }]]);
  expect([chart.take(), chart.send(dcLocated).value]).toEqual([['log 332', 'act clearJoin', 'prt DEVICE_LEFT', 'dc-locator LOCATE'], { discover: 'clientServiceConnectionPoint' }]);
});

test('a policy that forbids registration ends the run without an attempt, and with success', () => {
  const chart = started().answer('readLocalState', { ...device, policyAllows: false });
  expect([acts(chart), told(chart)]).toEqual([[{ act: 'attemptEnded', input: { resultCode: '0x0', outcome: 'not-allowed' } }], [{ type: 'ATTEMPT_ENDED', resultCode: '0x0' }]]);
  expect([chart.value, chart.take()]).toEqual(['idle', ['act attemptEnded', 'task ATTEMPT_ENDED']]);
});

test('a joined device that may not stay joined is unregistered, whatever the policy says about joining', () => {
  const chart = started().answer('readLocalState', { ...device, join: 'complete', mustUnregister: true, policyAllows: false });
  expect([chart.value, chart.take()]).toEqual(['unregistering', ['asks unregisterDevice']]);
});

test('a local state that cannot be read ends the attempt in pre-check', () => {
  const chart = started().fail('readLocalState', '0x80070005');
  expect([chart.value, failure(chart), told(chart)]).toEqual(['idle', ['pre-check', '0x80070005'], [{ type: 'ATTEMPT_ENDED', resultCode: '0x80070005' }]]);
});

/** An attempt that had the certificate in the directory already, learnt the tenant, and failed at the realm. */
const registeredOnce = (change: Partial<RegistrationInput>): ChartDriver =>
  started(change).answer('readLocalState', { ...device, certificateWritten: true }).send(dcLocated).answer('readClientServiceConnectionPoint', { found: true, ...contoso }).answer('discoverRegistrationService', contoso).fail('discoverRealm');
/** OQ20: the setting `precheck.requiresDc` off, an attempt before that learnt the tenant and wrote the certificate, and no DC now. */
const again = (change: Partial<RegistrationInput> = {}, local: Partial<typeof device> = {}) =>
  quiet(registeredOnce({ precheckRequiresDc: false, ...change }).send({ type: 'START', trigger: 'hourly' })).answer('readLocalState', { ...device, certificateWritten: true, ...local }).send(dcNotFound);

test('without a domain controller the last step alone may go on, only where the setting says so (OQ20)', () => {
  const chart = again();
  expect([chart.value, chart.take().at(-1)]).toEqual([{ discover: 'registrationService' }, 'asks discoverRegistrationService']);
  expect(again({ precheckRequiresDc: true }).value).toBe('idle');
});

test.each([
  ['its certificate has not reached the directory', () => again({}, { certificateWritten: false })],
  ['no attempt has learnt the tenant yet', () => started({ precheckRequiresDc: false }).answer('readLocalState', { ...device, certificateWritten: true }).send(dcNotFound)],
  ['the device is joined already and only the order of the setting asks for a DC', () => again({ precheckOrder: 'dcFirst' }, { join: 'complete' })],
  ['what was left of a join has just been taken away', () => again({}, { join: 'incomplete' })],
])('even then nothing goes on without a domain controller while %s', (_why, run) => {
  expect([run().value, logged(run()).at(-1)]).toEqual(['idle', [log, 334, {}]]);
});
