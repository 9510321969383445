/**
 * PsExec -s from another PC: what it says when it cannot start anything there. Sources: lifecycle.md 4 (it reaches a laptop only
 * over the corporate network, tunnel included); the texts and codes are those of Windows (ERROR_BAD_NETPATH, ERROR_ACCESS_DENIED),
 * general knowledge without a stored source.
 */
import { attachmentOf } from '../attachment.ts';
import { sessionOf } from '../session.ts';
import type { World } from '../world.ts';
import { accessDenied, type CommandResult } from './command.ts';

const badNetworkPath = 53;
const crlf = '\r\n';

function answersOverSmb(world: World, device: string): boolean {
  const { state } = sessionOf(world, device);
  const { location, tunnels, killSwitchBlocks } = attachmentOf(world, device);
  return state !== 'off' && state !== 'booting' && (location === 'corporate-lan' || (tunnels.length > 0 && !killSwitchBlocks));
}

/** Why PsExec ends at once, or `null` where it gets through. A person of this world needs admin rights on the device. */
export function psexecRefusal(world: World, device: string, by: string): CommandResult | null {
  const failed = (reason: string, exitCode: number): CommandResult => ({ output: `Couldn't access ${device}:${crlf}${reason}${crlf}`, exitCode });
  if (!answersOverSmb(world, device)) return failed('The network path was not found.', badNetworkPath);
  return world.people[by]?.isLocalAdministrator === false ? failed('Access is denied.', accessDenied) : null;
}
