/** Ends the commands that waited for an attempt or for leaving. */
import { leaveEnd, joinEnd } from './dsregcmd-texts.ts';
import type { World } from '../world.ts';

export interface AwaitedEnd {
  readonly resultCode: string;
  readonly outcome: 'joined' | 'already-joined' | 'not-allowed' | 'left' | 'failed';
}

export function finishCommands(world: World, place: string, awaits: 'join' | 'leave', end: AwaitedEnd): Partial<World> {
  if (!world.commands.some((command) => command.place === place && command.awaits === awaits)) return {};
  const endOf = awaits === 'join' ? joinEnd : leaveEnd;
  return {
    commands: world.commands.map((command) => {
      if (command.place !== place || command.awaits !== awaits) return command;
      const { text, exitCode } = endOf(world, command, end);
      return { ...command, awaits: null, endedAtMs: world.nowMs, exitCode, output: command.output + text };
    }),
  };
}
