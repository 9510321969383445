import { expect, test } from 'vitest';
import { createLab } from '../simulation/lab.ts';

const lab = (device: object = {}) => createLab({ world: { devices: { PC01: { location: 'corporate-lan', power: 'on', ...device } } }, seed: 'test' });
const told = (at: ReturnType<typeof lab>) => ['status', 'lastRun', 'lastResult', 'nextRun', 'enabled'].map((name) => at.field(`task.${name}`));

test('before the first run, word for word', () => {
  expect(lab().show('task')).toMatchInlineSnapshot(`
    "HostName              PC01
    TaskName              \\Microsoft\\Windows\\Workplace Join\\Automatic-Device-Join
    Next Run Time         2026-01-05 08:40:00 UTC
    Status                Ready
    Last Run Time         N/A
    Last Result           0x41303 (The task has not yet run.)
    Scheduled Task State  Enabled
    Run As User           SYSTEM
    Task To Run           %SystemRoot%\\System32\\dsregcmd.exe $(Arg0) $(Arg1) $(Arg2)
    "
  `);
});

test('running, run, and disabled: what Task Scheduler says', () => {
  const at = lab().do('alice signs in');
  while (at.field('task.status') !== 'Running') at.toNextEvent();
  expect(told(at).slice(0, 3)).toEqual(['Running', expect.stringMatching(/^2026-01-05 08:00:/), '0x41301']);
  expect(at.show('task')).toMatch(/^Last Result {11}0x41301 \(The task is currently running\.\)$/m);
  at.advance('2m');
  expect(told(at)).toEqual(['Ready', expect.stringMatching(/^2026-01-05 08:00:/), '0x801c03f2', expect.stringMatching(/ UTC$/), 'Enabled']);
  expect(told(lab({ task: 'disabled' }))).toEqual(['Disabled', 'N/A', '0x41303', 'N/A', 'Disabled']);
});
