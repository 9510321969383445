/** dsregcmd.exe. Sources: lifecycle.md 4 (contexts), dsregcmd.md 7 (texts, exit codes), OQ4, OQ6. */
import { cleanupAccountsOutput, exitCodeOf, helpOutput, listAccountsOutput, refreshPrtOutput, refusedOutput, type CommandOutput } from '../../evidence/dsregcmd/other-switches.ts';
import { anotherInstanceOutput } from '../../evidence/dsregcmd/join-debug.ts';
import { statusView } from '../../evidence/dsregcmd/project.ts';
import { renderOldStatus, renderStatus } from '../../evidence/dsregcmd/render-status.ts';
import { deviceOf, type World } from '../world.ts';
import { sessionOf } from '../session.ts';
import type { Command, CommandCall, CommandResult } from './command.ts';
import { isDebug, wamAccountsOf, withDebug } from './dsregcmd-texts.ts';

/** SCHED_E_TASK_DISABLED. */
const taskDisabled = '0x80041326';

const ended = ({ text, exitCode }: CommandOutput): CommandResult => ({ output: text, exitCode });
const busy = (world: World, place: string): boolean => world.actors[`registration:${place}`]?.value !== 'idle';

function join({ world, place, as }: CommandCall): CommandResult {
  // Whoever is not SYSTEM is refused with 333; an elevated prompt hands the run to the task (OQ4).
  if (as === 'user') return { ...ended(refusedOutput()), logs: [{ device: place, line: { log: 'User Device Registration', id: 333 } }] };
  if (as === 'admin' && world.settings['cli.elevatedJoin'] === 'refuse') {
    return { ...ended(refusedOutput()), logs: [{ device: place, line: { log: 'User Device Registration', id: 333 } }] };
  }
  if (busy(world, place)) return ended(anotherInstanceOutput());
  if (!world.devices[place]?.task.enabled) return { output: '', exitCode: exitCodeOf(taskDisabled) };
  return { output: '', exitCode: null, awaits: 'join', tells: [{ to: { kind: 'task', of: place }, event: { type: 'STARTED_BY_HAND', by: 'dsregcmd /join' } }] };
}

function leave({ place, as }: CommandCall): CommandResult {
  if (as === 'user') return ended(refusedOutput());
  return { output: '', exitCode: null, awaits: 'leave', tells: [{ to: { kind: 'registration', of: place }, event: { type: 'LEAVE', by: 'dsregcmd /leave' } }] };
}

function refreshPrt({ world, place, as }: CommandCall): CommandResult {
  const { user } = sessionOf(world, place);
  // Another session's token is not touched: as SYSTEM there is no user to refresh for.
  if (as === 'system' || user === null) return ended(refreshPrtOutput());
  return { ...ended(refreshPrtOutput()), tells: [{ to: { kind: 'prt', of: `${place}/${user}` }, event: { type: 'REFRESH_REQUESTED' } }] };
}

/** Commands that only print, with the lines of `/debug` around it where asked. */
const printing = (print: (call: CommandCall) => CommandOutput) => (call: CommandCall): CommandResult => {
  const printed = print(call);
  return ended(isDebug(call.line) ? withDebug(call.world, call.place, printed) : printed);
};

const status = (render: typeof renderStatus) =>
  printing(({ world, place, as }) => ({ text: render(statusView(world, place), { release: deviceOf(world, place).release, context: as }), exitCode: 0 }));

const debug = String.raw`(?:\s+/debug)?`;
const pattern = (name: string): RegExp => new RegExp(String.raw`^dsregcmd(?:\.exe)?${debug}\s+/${name}${debug}$`, 'i');

const dsregcmd = (name: string, help: string, source: string, run: Command['run']): Command => ({
  id: `dsregcmd-${name}`, usage: `dsregcmd /${name}`, help, where: 'device', pattern: pattern(name), source, run,
});

export const dsregcmdCommands: readonly Command[] = [
  dsregcmd('join', 'Runs the Automatic-Device-Join task and watches it; needs elevation.', 'lifecycle.md 4, OQ4', join),
  { ...dsregcmd('debug', 'The same as /join /debug.', 'prejoin-diagnostics.json (debugJoin)', join), pattern: /^dsregcmd(?:\.exe)?\s+\/debug$/i },
  dsregcmd('leave', 'Unregisters the device; needs elevation.', 'lifecycle.md 4, 8', leave),
  dsregcmd('status', 'Prints the state of device and user.', 'dsregcmd.md 1 to 6', status(renderStatus)),
  dsregcmd('status_old', 'Prints it in the layout before 1809.', 'dsregcmd.md 4', status(renderOldStatus)),
  dsregcmd('refreshprt', "Schedules a refresh of the user's PRT.", 'lifecycle.md 4, OQ6', refreshPrt),
  dsregcmd(
    'listaccounts',
    "Lists the accounts of the user's Web Account Manager.",
    'dsregcmd.md 7',
    printing(({ world, place, as }) => listAccountsOutput(wamAccountsOf(world, place, as))),
  ),
  dsregcmd(
    'cleanupaccounts',
    "Removes the accounts of the user's Web Account Manager.",
    'dsregcmd.md 7',
    printing(({ world, place, as }) => cleanupAccountsOutput(wamAccountsOf(world, place, as))),
  ),
  {
    ...dsregcmd('?', 'Lists the switches.', 'dsregcmd.md 7', printing(({ world, place }) => helpOutput(deviceOf(world, place).release))),
    id: 'dsregcmd-help',
    pattern: /^dsregcmd(?:\.exe)?\s+\/\?$/i,
  },
];
