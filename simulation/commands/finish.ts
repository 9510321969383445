/** Ends the commands that waited for an attempt or for leaving. */
import { leaveEnd, joinEnd } from './dsregcmd-texts.ts';
import { exitCodeOf } from './command.ts';
import type { World } from '../world.ts';

export interface AwaitedEnd {
  readonly resultCode: string;
  readonly outcome: 'joined' | 'already-joined' | 'not-allowed' | 'left' | 'failed';
}

export function finishCommands(world: World, place: string, awaits: 'join' | 'leave', end: AwaitedEnd): Partial<World> {
  if (!world.commands.some((command) => command.place === place && command.awaits === awaits)) return {};
  const text = awaits === 'join' ? joinEnd : leaveEnd;
  return {
    commands: world.commands.map((command) =>
      command.place === place && command.awaits === awaits
        ? { ...command, awaits: null, endedAtMs: world.nowMs, exitCode: exitCodeOf(end.resultCode), output: command.output + text(world, command, end) }
        : command,
    ),
  };
}
