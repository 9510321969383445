/** The questions as sub-commands of `joinlab explore`, each loading its own code. */
import { Option, type Command } from 'commander';
import type { Io } from '../io.ts';
import type { Question, QuestionOptions } from './question.ts';
import { allValues } from '../all-values.ts';

interface Declared {
  readonly name: string;
  readonly description: string;
  readonly example: string;
  readonly hasInstant: boolean;
  readonly load: (options: { readonly all?: boolean }) => Promise<Question<never>>;
}

const questions: readonly Declared[] = [
  { name: 'stuck', description: 'states that do not heal by themselves: how a device gets there, how often, and out again', example: 'stuck vpn/logoff-loses-dc', hasInstant: false, load: () => import('./stuck.ts').then((file) => file.stuckQuestion as unknown as Question<never>) },
  { name: 'repair', description: 'the cheapest way from a moment of a scenario to registered with a PRT', example: 'repair vpn/logoff-loses-dc --at 1h46m --all', hasInstant: true, load: ({ all }) => import('./repair.ts').then((file) => file.repairQuestion(all ?? false) as unknown as Question<never>) },
  { name: 'no-return', description: 'the moment of a run from which only a repair by others helps', example: 'no-return prt/out-of-scope-and-back-is-stuck', hasInstant: false, load: () => import('./no-return.ts').then((file) => file.noReturnQuestion as unknown as Question<never>) },
  { name: 'when', description: 'earliest and latest time of registration and PRT from a moment, and what it waits for', example: 'when vpn/logoff-loses-dc --at 1h46m', hasInstant: true, load: () => import('./when.ts').then((file) => file.whenQuestion as unknown as Question<never>) },
  { name: 'codes', description: 'which conditions produce each error code, with the shortest way to it', example: 'codes vpn/logoff-loses-dc', hasInstant: false, load: () => import('./codes.ts').then((file) => file.codesQuestion as unknown as Question<never>) },
];

/** @param finish keeps the exit code of what is asked */
export function declareQuestions(explore: Command, io: Io, finish: (work: () => Promise<number>) => Promise<void>): void {
  // An option after the question's name is the question's.
  explore.enablePositionalOptions();
  for (const { name, description, example, hasInstant, load } of questions) {
    const command = explore.command(name).description(description).argument('[scenario]', 'whose world to ask about', 'vpn/logoff-loses-dc');
    if (hasInstant) command.option('--at <time>', 'virtual time from the start, e.g. 35m; the start when left out');
    if (name === 'repair') command.option('--all', 'quicker ways as well: by users alone, and with each thing that the help desk or an administrator can do');
    command
      .option('--device <name>', 'the first device when left out')
      .addOption(new Option('--actions <set>', 'what may be done: everyday, repair (with what the help desk and administrators can do to help) or wide').choices(['everyday', 'repair', 'wide']))
      .addOption(new Option('--add <sentence>', 'one more action, as in do: of a scenario (repeatable)').argParser(allValues))
      .addOption(new Option('--remove <sentence>', 'one action less (repeatable)').argParser(allValues))
      .option('--vary', 'ask again under each other value of what is not known, and say what changes the answer')
      .option('--max-states <n>', 'stop a search at so many states', '1000000')
      .option('--max-seconds <n>', 'stop searching after so many seconds', '120')
      .option('--progress', 'progress on standard error also where that is no terminal')
      .option('--json', 'as versioned JSON')
      .addOption(new Option('--seed <text>', 'seed of names, GUIDs and chance'))
      .addOption(new Option('--set <key=value>', 'change the world or a setting (repeatable)').argParser(allValues))
      .addHelpText('after', `\nExample:\n  joinlab explore ${example}\n`)
      .action((word: string, options: QuestionOptions & { readonly all?: boolean }) => finish(() => Promise.all([load(options), import('./question.ts')]).then(([question, { askQuestion }]) => askQuestion(question, word, options, io))));
  }
}
