import { expect, test } from 'vitest';
import type { ChartDriver } from '../../test/drive-chart.ts';
import { acts, atLocator, device, idle, logged, noSuchDomain, quiet, started, told } from '../../test/drive-registration.ts';

const leave = { type: 'LEAVE', by: 'dsregcmd /leave' };
const start = { type: 'START', trigger: 'hourly' };
const log = 'User Device Registration';
const unreachable = '0x80072ee7';
/** What leaving does on the device: state and tokens go, the command ends well. */
const leftLocally = ['act clearJoin', 'prt DEVICE_LEFT', 'act leaveEnded'];

test('/leave asks Azure AD to delete the device, then takes the join and its tokens off the device', () => {
  const chart = idle().send(leave);
  expect([chart.value, chart.questions, chart.take()]).toEqual(['leaving', [{}], ['asks unregisterDevice']]);
  chart.answer('unregisterDevice');
  expect(acts(chart)).toEqual([{ act: 'clearJoin', input: { by: 'leave' } }, { act: 'leaveEnded', input: { resultCode: '0x0' } }]);
  expect([chart.value, chart.take()]).toEqual(['idle', leftLocally]);
});

test.each([
  ['deleted the device', (chart: ChartDriver) => chart.answer('unregisterDevice')],
  ['could not be asked', (chart: ChartDriver) => chart.fail('unregisterDevice', unreachable)],
])('where the setting says so the value in userCertificate goes too (OQ10), when Azure AD %s', (_what, end) => {
  const chart = end(quiet(idle({ leaveClearsCertificate: true }).send(leave)));
  expect([chart.value, chart.questions, chart.take()]).toEqual(['clearingCertificate', [{}], ['asks removeUserCertificate']]);
  chart.answer('removeUserCertificate');
  expect([chart.value, chart.take()]).toEqual(['idle', leftLocally]);
});

test('a value that no domain controller takes away stays, and the device leaves all the same', () => {
  const chart = idle({ leaveClearsCertificate: true }).send(leave).answer('unregisterDevice').fail('removeUserCertificate');
  expect([chart.value, chart.take().slice(-3)]).toEqual(['idle', leftLocally]);
});

test('the local part goes on where Azure AD refuses or cannot be asked (OQ22)', () => {
  const chart = quiet(idle().send(leave)).fail('unregisterDevice', unreachable);
  expect([chart.value, chart.take()]).toEqual(['idle', leftLocally]);
});

test.each([true, false])('where the setting wants Azure AD to agree, a failed /leave says its code and changes nothing (clearing the certificate: %s)', (leaveClearsCertificate) => {
  const chart = quiet(idle({ leaveRegardless: false, leaveClearsCertificate }).send(leave)).fail('unregisterDevice', unreachable);
  expect([chart.value, acts(chart), chart.take()]).toEqual(['idle', [{ act: 'leaveEnded', input: { resultCode: unreachable } }], ['act leaveEnded']]);
});

test('/leave waits until a running attempt has ended, and then happens once', () => {
  const chart = atLocator().send(leave);
  expect([chart.value, chart.take()]).toEqual([{ preCheck: 'locateDc' }, []]);
  chart.send({ type: 'DC_NOT_FOUND', code: noSuchDomain });
  expect([chart.value, chart.take().slice(-2)]).toEqual(['leaving', ['task ATTEMPT_ENDED', 'asks unregisterDevice']]);
  expect(chart.answer('unregisterDevice').value).toBe('idle');
});

test.each([
  ['Azure AD is asked', () => idle().send(leave)],
  ['the directory is asked', () => idle({ leaveClearsCertificate: true }).send(leave).answer('unregisterDevice')],
])('a task that runs while the device leaves and %s ends at once, as "another instance" does (dsregcmd.md 7); the next run is a whole one', (_when, leaving) => {
  const chart = quiet(leaving());
  const where = chart.value;
  chart.send(start);
  expect([chart.value, told(chart), chart.take()]).toEqual([where, [{ type: 'ATTEMPT_ENDED', resultCode: '0x1' }], ['task ATTEMPT_ENDED']]);
  expect(chart.answer('unregisterDevice').answer('removeUserCertificate').send(start).value).toEqual({ preCheck: 'localState' });
});

test('a machine that goes down forgets a /leave that waits and one that runs', () => {
  const waiting = atLocator().send(leave, { type: 'SHUT_DOWN' });
  expect([waiting.value, waiting.take()]).toEqual(['idle', []]);
  expect(quiet(idle().send(leave)).send({ type: 'SHUT_DOWN' }).value).toBe('idle');
});

test.each([
  ['deleted it (371)', (chart: ChartDriver) => chart.answer('unregisterByTask'), [[log, 371, {}]]],
  [
    'could not be asked (370): its object stays',
    (chart: ChartDriver) => chart.fail('unregisterByTask', unreachable),
    [[log, 370, { ExitCode: unreachable, ServerErrorMessage: '', TenantType: 'Managed', JoinType: '6' }]],
  ],
  [
    'refused (370) in words that are shown',
    (chart: ChartDriver) => chart.fail('unregisterByTask', '0x801c03f3', { server: { httpStatus: 400, code: 'DirectoryError', message: 'not found', requestId: 'r' } }),
    [[log, 370, { ExitCode: '0x801c03f3', ServerErrorMessage: 'not found', TenantType: 'Managed', JoinType: '6' }]],
  ],
])('a device that may not stay joined is taken off by the task, whether Azure AD %s', (_what, end, written) => {
  const chart = quiet(started().answer('readLocalState', { ...device, join: 'complete', mustUnregister: true }));
  end(chart);
  expect([chart.value, logged(chart), told(chart)]).toEqual(['idle', written, [{ type: 'ATTEMPT_ENDED', resultCode: '0x0' }]]);
  expect(acts(chart)).toEqual([{ act: 'clearJoin', input: { by: 'task' } }, { act: 'attemptEnded', input: { resultCode: '0x0', outcome: 'not-allowed' } }]);
  expect(chart.take()).toContain('prt DEVICE_LEFT');
});

test('the task that unregisters asks Azure AD with nothing but the device itself', () => {
  const chart = started().answer('readLocalState', { ...device, join: 'complete', mustUnregister: true });
  expect([chart.questions, chart.take()]).toEqual([[{}], ['asks unregisterDevice']]);
});
