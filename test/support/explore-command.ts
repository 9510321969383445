/** `joinlab explore` in this process, with its options as commander reads them. */
import { Command } from 'commander';
import { exploreCommand, type ExploreCommandOptions } from '../../cli/commands/explore.ts';
import { withExploreOptions } from '../../cli/explore/options.ts';
import { captureIo } from './command-line.ts';

/** @returns the exit code and what is said; `flat` has no line breaks within a row */
export const exploreIn = (dir: string) => async (words: readonly string[], io = captureIo(dir)) => {
  const command = withExploreOptions(new Command('explore').exitOverride().configureOutput({ writeErr: io.io.writeError })).option('--key').option('--set <key=value>', '', (value: string, before: string[] = []) => [...before, value]);
  command.argument('<scenario>').parse([...words], { from: 'user' });
  const code = await exploreCommand(command.args[0] ?? '', command.opts<ExploreCommandOptions>(), io.io);
  return { code, ...io.said, flat: io.said.out.replaceAll(/\n {14}/g, ' ') };
};
