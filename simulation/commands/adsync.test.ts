import { expect, test } from 'vitest';
import { ran } from '../../test/small-sentences.ts';
import { worlds } from '../../test/small-sessions.ts';
import { smallWorld } from '../../test/small-world.ts';
import type { World } from '../world.ts';

const idle = smallWorld();
const scheduler = (value: object, context: object): World => {
  const id = 'connect-scheduler:SYNC01';
  const chart = idle.actors[id];
  if (!chart) throw new Error('no scheduler');
  return { ...idle, actors: { ...idle.actors, [id]: { ...chart, value: { ...(chart.value as object), ...value }, context: { ...(chart.context as object), ...context } } } } as World;
};
const success = '\r\n Result\r\n ------\r\nSuccess\r\n\r\n';
const command = (line: string, world = idle, place = 'SYNC01') => ran(world, `admin runs '${line}' on ${place}`);
const done = (tell: string, output = '') => ({ output, exitCode: 0, awaits: null, tells: [`connect-scheduler:SYNC01 ${tell}`] });

test.each([
  ['Start-ADSyncSyncCycle', done('START_CYCLE policy=Delta', success)],
  ['start-adsyncsynccycle -policytype delta', done('START_CYCLE policy=Delta', success)],
  ['Start-ADSyncSyncCycle -PolicyType Initial', done('START_CYCLE policy=Initial', success)],
  ['Stop-ADSyncSyncCycle', done('STOP_CYCLE')],
  ['Set-ADSyncScheduler -SyncCycleEnabled $true', done('ENABLED')],
  ['Set-ADSyncScheduler  -SyncCycleEnabled  $False', done('DISABLED')],
  ['Set-ADSyncScheduler -CustomizedSyncCycleInterval 03:00:00', done('INTERVAL_SET intervalMs=10800000')],
  ['Set-ADSyncScheduler -CustomizedSyncCycleInterval 1.02:03:04', done('INTERVAL_SET intervalMs=93784000')],
  ['Set-ADSyncScheduler -CustomizedSyncCycleInterval 3h', { output: 'Set-ADSyncScheduler : Cannot convert value "3h" to type "System.TimeSpan".\r\n', exitCode: 1, awaits: null, tells: [] }],
  ['Set-ADSyncScheduler -CustomizedSyncCycleInterval 03:00:00x', { output: 'Set-ADSyncScheduler : Cannot convert value "03:00:00x" to type "System.TimeSpan".\r\n', exitCode: 1, awaits: null, tells: [] }],
  ['Set-ADSyncScheduler -CustomizedSyncCycleInterval x03:00:00', { output: 'Set-ADSyncScheduler : Cannot convert value "x03:00:00" to type "System.TimeSpan".\r\n', exitCode: 1, awaits: null, tells: [] }],
])('%s', (line, expected) => {
  expect(command(line)).toEqual(expected);
});

const refused = (reason: string) => ({ output: `Start-ADSyncSyncCycle : System.InvalidOperationException: ${reason}.\r\n`, exitCode: 1, awaits: null, tells: [] });

test('a cycle starts neither beside another nor while the scheduler is suspended', () => {
  expect(command('Start-ADSyncSyncCycle', scheduler({ work: 'running' }, {}))).toEqual(refused('Connector is busy'));
  expect(command('Start-ADSyncSyncCycle', scheduler({}, { wizardOpen: true }))).toEqual(refused('The scheduler is suspended'));
  expect(command('Start-ADSyncSyncCycle', scheduler({}, { serverRunning: false }))).toEqual(refused('The scheduler is suspended'));
});

test('a command of the sync server runs on the server named, else on the active one, and on no device', () => {
  expect(command('Stop-ADSyncSyncCycle', worlds.two, 'SYNC02').tells).toEqual(['connect-scheduler:SYNC02 STOP_CYCLE']);
  expect(ran(worlds.two, "admin runs 'Stop-ADSyncSyncCycle'").tells).toEqual(['connect-scheduler:SYNC01 STOP_CYCLE']);
  expect(command('Stop-ADSyncSyncCycle', idle, 'LAPTOP01').tells).toEqual(['no: there is no Connect server LAPTOP01 | SYNC01']);
});
