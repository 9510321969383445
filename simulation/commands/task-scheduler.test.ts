import { expect, test } from 'vitest';
import { ran } from '../../test/small-sentences.ts';
import { worlds } from '../../test/small-sessions.ts';
import { withDevice, type World } from '../world.ts';

const task = '\\Microsoft\\Windows\\Workplace Join\\Automatic-Device-Join';
const run = (line: string, as = 'admin', world: World = worlds.alice) => ran(world, `alice runs '${line}' as ${as}`);
const disabled: World = { ...worlds.alice, ...withDevice(worlds.alice, 'LAPTOP01', (device) => ({ ...device, task: { ...device.task, enabled: false } })) };
const started = ['task:LAPTOP01 STARTED_BY_HAND by=Task Scheduler'];

test.each([
  [`schtasks /run /tn "${task}"`, `SUCCESS: Attempted to run the scheduled task "${task}".\r\n`, started],
  [`SCHTASKS.exe  /RUN  /TN  ${task}`, `SUCCESS: Attempted to run the scheduled task "${task}".\r\n`, started],
  ['Start-ScheduledTask -TaskName Automatic-Device-Join', '', started],
  ['Start-ScheduledTask -TaskPath "x" -TaskName "Automatic-Device-Join"', '', started],
  [`schtasks /change /tn "${task}" /enable`, `SUCCESS: The parameters of scheduled task "${task}" have been changed.\r\n`, ['task:LAPTOP01 ENABLED']],
  [`schtasks.exe /change /tn "${task}" /DISABLE`, `SUCCESS: The parameters of scheduled task "${task}" have been changed.\r\n`, ['task:LAPTOP01 DISABLED']],
])('%s', (line, output, tells) => {
  for (const as of ['admin', 'system']) expect(run(line, as)).toEqual({ output, exitCode: 0, awaits: null, tells });
});

test('without elevation nothing is started or changed', () => {
  const denied = { output: 'ERROR: Access is denied.\r\n', awaits: null, tells: [] };
  expect(run(`schtasks /run /tn "${task}"`, 'user')).toEqual({ ...denied, exitCode: 1 });
  expect(run('Start-ScheduledTask -TaskName Automatic-Device-Join', 'user')).toEqual({ ...denied, exitCode: 1 });
  expect(run(`schtasks /change /tn "${task}" /enable`, 'user')).toEqual({ ...denied, exitCode: 5 });
});

test('a disabled task does not start', () => {
  expect(run(`schtasks /run /tn "${task}"`, 'admin', disabled)).toEqual({ output: 'ERROR: The operation being requested cannot be performed because the task is disabled.\r\n', exitCode: 1, awaits: null, tells: [] });
});

test.each([`schtasks /run /tn "${task}2"`, 'Start-ScheduledTask -TaskName Other', `schtasks /change /tn "${task}"`, `xschtasks /run /tn "${task}"`])('%s is no command here', (line) => {
  expect(run(line).tells[0]).toContain(`no: the command "${line}" is not known`);
});
