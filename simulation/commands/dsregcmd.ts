/** dsregcmd.exe. Sources: lifecycle.md 4 (contexts), dsregcmd.md 7 (texts, exit codes), OQ4, OQ6. */
import type { World } from '../world.ts';
import { sessionOf } from '../session.ts';
import { accessDenied, type Command, type CommandCall, type CommandResult } from './command.ts';

const crlf = '\r\n';
const refused: CommandResult = { output: '', exitCode: accessDenied };
const busy = (world: World, place: string): boolean => world.actors[`registration:${place}`]?.value !== 'idle';

function join({ world, place, as }: CommandCall): CommandResult {
  if (as === 'user') return refused;
  if (as === 'admin' && world.settings['cli.elevatedJoin'] === 'refuse') {
    return { output: '', exitCode: accessDenied, logs: [{ device: place, line: { log: 'User Device Registration', id: 333 } }] };
  }
  if (busy(world, place)) return { output: `Another instance of the Join Task is already running. Please retry after sometime.${crlf}`, exitCode: 1 };
  if (!world.devices[place]?.task.enabled) return { output: '', exitCode: -2147216615 };
  return { output: '', exitCode: null, awaits: 'join', tells: [{ to: { kind: 'task', of: place }, event: { type: 'STARTED_BY_HAND', by: 'dsregcmd /join' } }] };
}

function leave({ place, as }: CommandCall): CommandResult {
  if (as === 'user') return refused;
  return { output: '', exitCode: null, awaits: 'leave', tells: [{ to: { kind: 'registration', of: place }, event: { type: 'LEAVE', by: 'dsregcmd /leave' } }] };
}

function refreshPrt({ world, place, as }: CommandCall): CommandResult {
  const text = `PRT refresh scheduled. Check AAD event logs for details.${crlf}`;
  const { user } = sessionOf(world, place);
  // Another session's token is not touched: as SYSTEM there is no user to refresh for.
  if (as === 'system' || user === null) return { output: text, exitCode: 0 };
  return { output: text, exitCode: 0, tells: [{ to: { kind: 'prt', of: `${place}/${user}` }, event: { type: 'REFRESH_REQUESTED' } }] };
}

const debug = String.raw`(?:\s+/debug)?`;
const pattern = (name: string): RegExp => new RegExp(String.raw`^dsregcmd(?:\.exe)?${debug}\s+/${name}${debug}$`, 'i');

export const dsregcmdCommands: readonly Command[] = [
  { id: 'dsregcmd-join', usage: 'dsregcmd /join', help: 'Runs the Automatic-Device-Join task and watches it; needs elevation.', where: 'device', pattern: pattern('join'), source: 'lifecycle.md 4, OQ4', run: join },
  { id: 'dsregcmd-leave', usage: 'dsregcmd /leave', help: 'Unregisters the device; needs elevation.', where: 'device', pattern: pattern('leave'), source: 'lifecycle.md 4, 8', run: leave },
  { id: 'dsregcmd-refreshprt', usage: 'dsregcmd /refreshprt', help: "Schedules a refresh of the user's PRT.", where: 'device', pattern: pattern('refreshprt'), source: 'lifecycle.md 4, OQ6', run: refreshPrt },
];
