#!/usr/bin/env node
/** The command line. Options are declared here once; each command loads its own code, so that start-up stays short. */
import { Command, CommanderError, Option } from 'commander';
import { declareQuestions } from './explore/declare-questions.ts';
import { withExploreOptions } from './explore/options.ts';
import { interruptibly, ownIo, ownWords } from './interruptible.ts';
import { exitCodes } from './io.ts';
import { allValues } from './all-values.ts';
import { packageVersion } from './scenario-files/package-root.ts';
import { declareDoors } from './serve/declare-doors.ts';

const io = ownIo();

const examples = (...lines: readonly string[]): string => `\n${lines.length > 1 ? 'Examples' : 'Example'}:\n${lines.map((line) => `  joinlab ${line}\n`).join('')}`;

async function run(): Promise<number> {
  let code: number = exitCodes.ok;
  const finish = async (work: Promise<number>): Promise<void> => {
    code = await work;
  };
  const program = new Command('joinlab')
    .description('Replays the hybrid Microsoft Entra (Azure AD) join of Windows devices in virtual time.')
    .version(packageVersion())
    // Long names of commands leave less than commander's 40 columns for the words behind them; unwrapped they would run over the line.
    .configureHelp({ minWidthToWrap: 30 })
    .showHelpAfterError('(joinlab --help lists commands and options)')
    // What stands after a command of a command is its own.
    .enablePositionalOptions()
    .exitOverride();
  const set = new Option('--set <key=value>', 'change the world or a setting, e.g. prt.lifetime=90d (repeatable)').argParser(allValues);
  const seed = new Option('--seed <text>', 'seed of names, GUIDs and chance');

  program
    .command('run')
    .description('replay scenarios, check what they expect, report')
    .argument('[files...]', 'scenario files, folders, globs, or ids of the library; nothing means the whole library')
    .addOption(new Option('--reporter <name>', 'default, json, junit, github, markdown (repeatable)').argParser(allValues))
    .addOption(new Option('--output-file <[reporter=]file>', 'write a report to a file; without a name, the last reporter (repeatable)').argParser(allValues))
    .option('--output-dir <folder>', 'write every report to a folder')
    .addOption(seed)
    .addOption(set)
    .option('--grep <text>', 'only scenarios whose id or title contains the text')
    .option('--shard <i/n>', 'only the i-th of n parts')
    .option('--output <file>', 'write what this shard found, for joinlab merge')
    .option('--bail', 'stop at the first failure')
    .option('--door <name>', 'how the devices ask the cloud: direct, msw (fetch in this process) or https (TLS through a proxy); the trace is the same', 'direct')
    .option('--watch', 'run again whenever a scenario is saved')
    .option('--list', 'list the scenarios instead')
    .option('--json', 'with --list: the list as JSON; else short for --reporter json')
    .addHelpText('after', examples(
      'run vpn/logoff-loses-dc mine.yaml',
      'run --reporter default --output-file junit=out/junit.xml',
      'run --list --json',
      'run --grep vpn --set LAPTOP01.windows=1607',
      'run vpn/logoff-loses-dc --door https',
    ))
    .action((files, options) => finish(import('./commands/run.ts').then(({ runCommand }) => runCommand(files, options, io))));

  program
    .command('show')
    .description('print one evidence at one instant: stage, dsregcmd, output, events, task, registry, ad, user, connect, portal, graph, network, world')
    .argument('<evidence>')
    .argument('<scenario>')
    .option('--at <time>', 'virtual time from the start, e.g. 35m; the end when left out')
    .option('--device <name>', 'the first device when left out')
    .option('--as <context>', 'user, admin or system', 'user')
    .option('--json', 'as versioned JSON')
    .addOption(seed)
    .addOption(set)
    .addHelpText('after', examples('show stage vpn/logoff-loses-dc --at 1h46m', 'show dsregcmd vpn/logoff-loses-dc --at 1h46m --as admin'))
    .action((evidence, file, options) => finish(import('./commands/show.ts').then(({ showCommand }) => showCommand(evidence, file, options, io))));

  program
    .command('trace')
    .description('the timeline of a scenario in words, with causes')
    .argument('<scenario>')
    .option('--until <time>', 'stop there, and do not give the end away')
    .option('--why <entry>', 'the chain of causes of one entry: its number, or words of it')
    .option('--numbers', 'number the entries')
    .option('--all', 'background as well: password hashes, caches, answers')
    .option('--json', 'every entry as JSON')
    .addOption(seed)
    .addOption(set)
    .addHelpText('after', examples('trace vpn/logoff-loses-dc --until 1h46m', 'trace vpn/logoff-loses-dc --why "event 304"'))
    .action((file, options) => finish(import('./commands/trace.ts').then(({ traceCommand }) => traceCommand(file, options, io))));

  // Workers are processes with threads of their own.
  const alone = ({ workers }: { readonly workers?: string }, work: () => Promise<number>): Promise<number> => (Number(workers ?? 1) > 1 ? work() : interruptibly(import.meta.url, io, work));
  const explore = withExploreOptions(program.command('explore').description('every state that the world of a scenario can get into, and what holds in all of them').argument('[scenario]', 'whose world to explore', 'vpn/logoff-loses-dc'))
    .option('--key', 'list which fields of the world tell states apart')
    .addOption(seed)
    .addOption(set)
    .addHelpText('after', examples('explore vpn/logoff-loses-dc', 'explore vpn/logoff-loses-dc --bounded --horizon 4h --max-actions 3', 'explore mine.yaml --actions wide --admin 1 --max-seconds 60', 'explore vpn/logoff-loses-dc --save findings', 'explore vpn/logoff-loses-dc --configurations scp=directory,registry faults=none,drs-busy --shard 1/2 --output part-1.json'))
    .action((file, options) => finish(alone(options, () => import('./commands/explore.ts').then(({ exploreCommand }) => exploreCommand(file, options, io)))));
  declareQuestions(explore, io, (work) => finish(interruptibly(import.meta.url, io, work)));

  declareDoors(program, io, finish, { seed, set, examples });

  program
    .command('fleet')
    .description('play the population of a scenario: thousands of devices, when they get there, who is left behind and why')
    .argument('[scenario]', 'a scenario with a section population:', 'fleet/going-home')
    .option('--devices <n>', 'how many devices; what the population says when left out')
    .option('--hours <n>', 'virtual hours; what the population says when left out')
    .option('--policy <name>', 'under a policy of the population')
    .addOption(new Option('--compare <name>', 'as it is and under a policy, side by side (repeatable)').argParser(allValues))
    .option('--shard <i/n>', 'only the i-th of n parts of the devices')
    .option('--output <file>', 'write what this shard found, for joinlab merge')
    .option('--device <number>', 'one device of it alone')
    .option('--save <file>', 'with --device: write the scenario that replays it')
    .option('--progress', 'progress on standard error also where that is no terminal')
    .option('--json', 'as versioned JSON')
    .addOption(seed)
    .addOption(set)
    .addHelpText('after', examples('fleet fleet/going-home --devices 100000', 'fleet fleet/going-home --compare device-tunnel-for-everyone', 'fleet fleet/going-home --device 17 --save device-17.yaml'))
    .action((file, options) => finish(import('./commands/fleet.ts').then(({ fleetCommand }) => fleetCommand(file, options, io))));

  program
    .command('merge')
    .description('join what the shards of one job wrote with --output to the answer of one run')
    .argument('<files...>', 'one file a shard, in any order')
    .addOption(new Option('--reporter <name>', 'for joinlab run: default, json, junit, github, markdown (repeatable)').argParser(allValues))
    .addOption(new Option('--output-file <[reporter=]file>', 'for joinlab run: write a report to a file (repeatable)').argParser(allValues))
    .option('--output-dir <folder>', 'for joinlab run: write every report to a folder')
    .option('--json', 'as versioned JSON')
    .addHelpText('after', examples('merge parts/*.json', 'merge parts/*.json --json', 'merge parts/*.json --output-file junit=junit.xml'))
    .action((files, options) => finish(import('./commands/merge.ts').then(({ mergeCommand }) => mergeCommand(files, options, io))));

  program
    .command('explain')
    .description('what a code, event id, field, setting, fault or JL number means; "-" comments a pasted dsregcmd /status; vocabulary, settings and faults list')
    .argument('<query...>')
    .option('--json', 'as versioned JSON')
    .addHelpText('after', examples('explain 0x801c03f2', 'explain 304', 'explain AzureAdPrt', 'explain vocabulary', 'explain - < status.txt'))
    .action((query: string[], options) => finish(import('./commands/explain.ts').then(({ explain }) => explain(query.join(' '), options, io))));

  program
    .command('init')
    .description('write a first scenario to start from')
    .argument('[file]', 'file to write', 'first.yaml')
    .addHelpText('after', examples('init my/first.yaml'))
    .action((file) => finish(import('./commands/init.ts').then(({ initCommand }) => initCommand(file, io))));

  program
    .command('doctor')
    .description('check this machine: Node, library, determinism, write access')
    .option('--json', 'as versioned JSON')
    .addHelpText('after', examples('doctor'))
    .action((options) => finish(import('./commands/doctor.ts').then(({ doctorCommand }) => doctorCommand(options, io))));

  program
    .command('completion')
    .description('print a completion script for bash, zsh or PowerShell')
    .argument('<shell>', 'bash, zsh or powershell')
    .addHelpText(
      'after',
      '\nExamples:\n  bash:        source <(joinlab completion bash)\n  zsh:         source <(joinlab completion zsh)\n' +
        '  PowerShell:  joinlab completion powershell | Out-String | Invoke-Expression\n',
    )
    .action((shell) => finish(import('./commands/completion.ts').then(({ completionCommand }) => completionCommand(shell, program, io))));

  try {
    await program.parseAsync(ownWords(), { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    throw error;
  }
  return code;
}

// Ctrl-C ends the process by the signal itself (130 in the shell), but for what runs in a thread of its own.
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
