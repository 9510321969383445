#!/usr/bin/env node
/** The command line. Options are declared here once; each command loads its own code, so that start-up stays short. */
import { Command, CommanderError, Option } from 'commander';
import { declareQuestions } from './explore/declare-questions.ts';
import { withExploreOptions } from './explore/options.ts';
import { exitCodes, processIo } from './io.ts';
import { packageVersion } from './scenario-files/package-root.ts';
import { declareCtl } from './serve/declare-ctl.ts';

const io = processIo();
const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

const examples = (...lines: readonly string[]): string => `\n${lines.length > 1 ? 'Examples' : 'Example'}:\n${lines.map((line) => `  joinlab ${line}\n`).join('')}`;

async function run(): Promise<number> {
  let code: number = exitCodes.ok;
  const finish = async (work: Promise<number>): Promise<void> => {
    code = await work;
  };
  const program = new Command('joinlab')
    .description('Replays the hybrid Microsoft Entra (Azure AD) join of Windows devices in virtual time.')
    .version(packageVersion())
    .showHelpAfterError('(joinlab --help lists commands and options)')
    // What stands after a command of a command is its own.
    .enablePositionalOptions()
    .exitOverride();
  const set = new Option('--set <key=value>', 'change the world or a setting, e.g. prt.lifetime=90d (repeatable)').argParser(collect);
  const seed = new Option('--seed <text>', 'seed of names, GUIDs and chance');

  program
    .command('run')
    .description('replay scenarios, check what they expect, report')
    .argument('[files...]', 'scenario files, folders, globs, or ids of the library; nothing means the whole library')
    .addOption(new Option('--reporter <name>', 'default, json, junit, github, markdown (repeatable)').argParser(collect))
    .addOption(new Option('--output-file <[reporter=]file>', 'write a report to a file; without a name, the last reporter (repeatable)').argParser(collect))
    .option('--output-dir <folder>', 'write every report to a folder')
    .addOption(seed)
    .addOption(set)
    .option('--grep <text>', 'only scenarios whose id or title contains the text')
    .option('--shard <i/n>', 'only the i-th of n parts')
    .option('--bail', 'stop at the first failure')
    .option('--watch', 'run again whenever a scenario is saved')
    .option('--list', 'list the scenarios instead')
    .option('--json', 'with --list: the list as JSON; else short for --reporter json')
    .addHelpText('after', examples(
      'run vpn/logoff-loses-dc mine.yaml',
      'run --reporter default --output-file junit=out/junit.xml',
      'run --list --json',
      'run --grep vpn --set LAPTOP01.windows=1607',
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

  const explore = withExploreOptions(program.command('explore').description('every state that the world of a scenario can get into, and what holds in all of them').argument('[scenario]', 'whose world to explore', 'vpn/logoff-loses-dc'))
    .option('--key', 'list which fields of the world tell states apart')
    .addOption(seed)
    .addOption(set)
    .addHelpText('after', examples('explore vpn/logoff-loses-dc', 'explore vpn/logoff-loses-dc --bounded --horizon 4h --max-actions 3', 'explore mine.yaml --actions wide --admin 1 --max-seconds 60', 'explore vpn/logoff-loses-dc --save findings'))
    .action((file, options) => finish(import('./commands/explore.ts').then(({ exploreCommand }) => exploreCommand(file, options, io))));
  declareQuestions(explore, io, finish);

  program
    .command('serve')
    .description('the cloud of a scenario on real ports, for curl, PowerShell, Python, Node, and an API that moves its time')
    .argument('[scenario]', 'whose world to serve', 'vpn/logoff-loses-dc')
    .option('--at <time>', 'begin at this instant of the scenario, e.g. 35m')
    .option('--no-play', 'nobody acts but you: the timeline of the scenario does not go on after --at')
    .option('--speed <n>', 'virtual time: 0 stands still, 1 runs as the wall\'s clock, 60 a minute a second', '0')
    .option('--env <shell>', 'print what a client sets, for sh or powershell, instead of the greeting')
    .option('--json', 'the same as JSON on one line')
    .option('--dir <folder>', 'where ca.pem, env.sh and env.ps1 go; a new folder when left out')
    .option('--host <address>', 'to listen on', '127.0.0.1')
    .option('--port <n>', 'of the cloud; 0 takes any free one', '8443')
    .option('--proxy-port <n>', 'of the CONNECT proxy', '8442')
    .option('--control-port <n>', 'of the control API', '8444')
    .addOption(seed)
    .addOption(set)
    .addHelpText('after', examples('serve vpn/logoff-loses-dc', 'serve mine.yaml --at 1h --speed 60', 'serve vpn/logoff-loses-dc --port 0 --proxy-port 0 --control-port 0 --json'))
    .action((file, options) => finish(import('./commands/serve.ts').then(({ serveCommand }) => serveCommand(file, options, io))));

  program
    .command('fixtures')
    .description('a folder of evidence for tests of tools in other languages: dsregcmd, events, LDIF, Graph, with an index')
    .argument('[scenarios...]', 'scenario files, folders, globs, or ids of the library; nothing means the whole library')
    .option('--output <folder>', 'where to; what an earlier run wrote there is replaced', 'fixtures')
    .addOption(new Option('--windows <release>', 'print dsregcmd under this release only (repeatable)').argParser(collect))
    .addOption(seed)
    .addOption(set)
    .addHelpText('after', examples('fixtures vpn/logoff-loses-dc', 'fixtures vpn --output tests/data --windows 10-22H2 --windows 11-24H2'))
    .action((files, options) => finish(import('./commands/fixtures.ts').then(({ fixturesCommand }) => fixturesCommand(files, options, io))));

  program
    .command('shim')
    .description('write a dsregcmd for the PATH of a test, which answers from joinlab serve or from fixtures')
    .argument('<folder>', 'where to')
    .option('--fixtures <folder>', 'answer from a folder that joinlab fixtures wrote')
    .option('--scenario <id>', 'with --fixtures: which')
    .option('--at <time>', 'with --fixtures: at which instant')
    .option('--device <name>', 'the first device when left out')
    .option('--as <context>', 'user, admin or system; JOINLAB_AS changes it at each call', 'user')
    .option('--windows <release>', "with --fixtures: under which release; the device's own when left out")
    .addHelpText('after', examples('shim bin', 'shim bin --fixtures fixtures --scenario vpn/logoff-loses-dc --at 1h5m'))
    .action((folder, options) => finish(import('./commands/shim.ts').then(({ shimCommand }) => shimCommand(folder, options, io))));

  program
    .command('dsregcmd-shim', { hidden: true })
    .argument('<config>')
    .argument('[switches...]')
    .allowUnknownOption()
    .action((config: string, switches: string[]) => finish(import('./shim/dsregcmd.ts').then(({ dsregcmdShim }) => dsregcmdShim(config, switches, io))));

  declareCtl(program.command('ctl').description('move and look at the world that joinlab serve serves').addHelpText('after', examples('ctl until portal.registered=Pending', 'ctl show dsregcmd --as admin', 'ctl do "alice connects VPN"')), io, finish);

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
    await program.parseAsync(process.argv);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    throw error;
  }
  return code;
}

// Ctrl-C ends the process by the signal itself (130 in the shell): a handler would have to wait for a long replay.
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
