/** A command that somebody runs: what it needs, what it prints, what it sets going. One file a tool, one line in `index.ts`. */
import type { PromptContext } from '../../knowledge/vocabulary.ts';
import type { VerbResult } from '../vocabulary/verb.ts';
import type { CommandRun, World } from '../world.ts';

export interface CommandCall {
  readonly world: World;
  /** Device or server on which it runs. */
  readonly place: string;
  readonly by: string;
  readonly as: PromptContext;
  readonly line: string;
}

export interface CommandResult extends VerbResult {
  /** Printed at once; what is printed at the end of an awaited work follows it. */
  readonly output: string;
  /** `null` while it waits for something. */
  readonly exitCode: number | null;
  readonly awaits?: CommandRun['awaits'];
}

export interface Command {
  readonly id: string;
  /** For help and "did you mean": `dsregcmd /join`. */
  readonly usage: string;
  readonly help: string;
  readonly where: 'device' | 'sync-server';
  readonly pattern: RegExp;
  readonly source: string;
  readonly run: (call: CommandCall, match: RegExpExecArray) => CommandResult;
}

/** Commands kept in the world. */
export const commandsMax = 100;

/** Windows refuses: the tool wants an elevated prompt. */
export const accessDenied = 5;
