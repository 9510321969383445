#!/usr/bin/env node
/** The command line. Options are declared here once; each command loads its own code, so that start-up stays short. */
import { Command, CommanderError, Option } from 'commander';
import { exitCodes, processIo } from './io.ts';
import { packageVersion } from './scenario-files/package-root.ts';

const io = processIo();
const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

async function run(): Promise<number> {
  let code: number = exitCodes.ok;
  const finish = async (work: Promise<number>): Promise<void> => {
    code = await work;
  };
  const program = new Command('joinlab')
    .description('Replays the hybrid Microsoft Entra (Azure AD) join of Windows devices in virtual time.')
    .version(packageVersion())
    .showHelpAfterError('(joinlab --help lists commands and options)')
    .exitOverride();
  const set = new Option('--set <key=value>', 'change the world or a setting, e.g. prt.lifetime=90d (repeatable)').argParser(collect);
  const seed = new Option('--seed <text>', 'seed of names, GUIDs and chance');

  program
    .command('run')
    .description('replay scenarios, check what they expect, report')
    .argument('[files...]', 'scenario files, folders, globs, or ids of the library; nothing means the whole library')
    .addOption(new Option('--reporter <name>', 'default, json, junit, github, markdown (repeatable)').argParser(collect))
    .option('--output-file <file>', 'write the last reporter to a file')
    .option('--output-dir <folder>', 'write every reporter to a folder')
    .addOption(seed)
    .addOption(set)
    .option('--grep <text>', 'only scenarios whose id or title contains the text')
    .option('--shard <i/n>', 'only the i-th of n parts')
    .option('--bail', 'stop at the first failure')
    .option('--list', 'list the scenarios instead')
    .option('--json', 'with --list: as JSON')
    .action((files, options) => finish(import('./commands/run.ts').then(({ runCommand }) => runCommand(files, options, io))));

  program
    .command('show')
    .description('print one evidence at one instant: stage, dsregcmd, output, events, task, registry, ad, connect, portal, graph, network, world')
    .argument('<evidence>')
    .argument('<scenario>')
    .option('--at <time>', 'virtual time from the start, e.g. 35m; the end when left out')
    .option('--device <name>')
    .option('--as <context>', 'user, admin or system', 'user')
    .option('--json', 'as versioned JSON')
    .addOption(seed)
    .addOption(set)
    .action((evidence, file, options) => finish(import('./commands/show.ts').then(({ showCommand }) => showCommand(evidence, file, options, io))));

  program
    .command('trace')
    .description('the timeline of a scenario in words, with causes')
    .argument('<scenario>')
    .option('--until <time>', 'stop there (no spoilers)')
    .option('--why <entry>', 'the chain of causes of one entry')
    .option('--all', 'background as well: password hashes, caches, answers')
    .option('--json', 'every entry as JSON')
    .addOption(seed)
    .addOption(set)
    .action((file, options) => finish(import('./commands/trace.ts').then(({ traceCommand }) => traceCommand(file, options, io))));

  program
    .command('explain')
    .description('what a code, event id, field, setting or JL number means; "-" comments a pasted dsregcmd /status')
    .argument('<query...>')
    .option('--json', 'as versioned JSON')
    .action((query: string[], options) => finish(import('./commands/explain.ts').then(({ explain }) => explain(query.join(' '), options, io))));

  program
    .command('init')
    .description('write a first scenario to start from')
    .argument('[file]', 'file to write', 'first.yaml')
    .action((file) => finish(import('./commands/init.ts').then(({ initCommand }) => initCommand(file, io))));

  program
    .command('doctor')
    .description('check this machine: Node, library, determinism, write access')
    .option('--json', 'as versioned JSON')
    .action((options) => finish(import('./commands/doctor.ts').then(({ doctorCommand }) => doctorCommand(options, io))));

  program
    .command('completion')
    .description('print a completion script for bash, zsh or PowerShell')
    .argument('<shell>')
    .action((shell) => finish(import('./commands/completion.ts').then(({ completionCommand }) => completionCommand(shell, program, io))));

  try {
    await program.parseAsync(process.argv);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    throw error;
  }
  return code;
}

process.on('SIGINT', () => process.exit(exitCodes.interrupted));
// A reader that closes the pipe early (head, less) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? exitCodes.ok : exitCodes.internal));

run().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`joinlab broke: ${message}\nThis is a bug of joinlab. Please report it with the command line and the scenario.\n`);
    process.exitCode = exitCodes.internal;
  },
);
