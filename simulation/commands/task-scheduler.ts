/** schtasks.exe and the ScheduledTasks module. Sources: lifecycle.md 2.1, 4. */
import { accessDenied, type Command, type CommandCall, type CommandResult } from './command.ts';

const taskName = String.raw`\\Microsoft\\Windows\\Workplace Join\\Automatic-Device-Join`;
const crlf = '\r\n';

function start({ world, place, as, line }: CommandCall): CommandResult {
  if (as === 'user') return { output: `ERROR: Access is denied.${crlf}`, exitCode: 1 };
  if (!world.devices[place]?.task.enabled) return { output: `ERROR: The operation being requested cannot be performed because the task is disabled.${crlf}`, exitCode: 1 };
  const output = /^schtasks/i.test(line) ? `SUCCESS: Attempted to run the scheduled task "\\Microsoft\\Windows\\Workplace Join\\Automatic-Device-Join".${crlf}` : '';
  return { output, exitCode: 0, tells: [{ to: { kind: 'task', of: place }, event: { type: 'STARTED_BY_HAND', by: 'Task Scheduler' } }] };
}

function change({ place, as }: CommandCall, match: RegExpExecArray): CommandResult {
  if (as === 'user') return { output: `ERROR: Access is denied.${crlf}`, exitCode: accessDenied };
  const enable = match[1]?.toLowerCase() === 'enable';
  return {
    output: `SUCCESS: The parameters of scheduled task "\\Microsoft\\Windows\\Workplace Join\\Automatic-Device-Join" have been changed.${crlf}`,
    exitCode: 0,
    tells: [{ to: { kind: 'task', of: place }, event: { type: enable ? 'ENABLED' : 'DISABLED' } }],
  };
}

export const taskSchedulerCommands: readonly Command[] = [
  {
    id: 'schtasks-run',
    usage: 'schtasks /run /tn "\\Microsoft\\Windows\\Workplace Join\\Automatic-Device-Join"',
    help: 'Starts the join task; needs elevation.',
    where: 'device',
    pattern: new RegExp(`^schtasks(?:\\.exe)?\\s+/run\\s+/tn\\s+['"]?${taskName}['"]?$`, 'i'),
    source: 'lifecycle.md 4',
    run: start,
  },
  {
    id: 'start-scheduledtask',
    usage: 'Start-ScheduledTask -TaskName Automatic-Device-Join',
    help: 'Starts the join task; needs elevation.',
    where: 'device',
    pattern: /^Start-ScheduledTask\b.*Automatic-Device-Join['"]?$/i,
    source: 'lifecycle.md 4',
    run: start,
  },
  {
    id: 'schtasks-change',
    usage: 'schtasks /change /tn "\\Microsoft\\Windows\\Workplace Join\\Automatic-Device-Join" /enable',
    help: 'Enables or disables the join task; needs elevation.',
    where: 'device',
    pattern: new RegExp(`^schtasks(?:\\.exe)?\\s+/change\\s+/tn\\s+['"]?${taskName}['"]?\\s+/(enable|disable)$`, 'i'),
    source: 'on-premises.md 7 P1',
    run: change,
  },
];
