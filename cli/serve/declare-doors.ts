/** The commands for tools outside: a served cloud and its control, files of evidence, a dsregcmd for the PATH. */
import { Option, type Command } from 'commander';
import type { Io } from '../io.ts';
import { allValues } from '../all-values.ts';
import { declareCtl } from './declare-ctl.ts';

export interface Shared {
  readonly seed: Option;
  readonly set: Option;
  readonly examples: (...lines: readonly string[]) => string;
}

/** @param finish keeps the exit code of what is asked */
export function declareDoors(program: Command, io: Io, finish: (work: Promise<number>) => Promise<void>, { seed, set, examples }: Shared): void {
  program
    .command('serve')
    .description('the cloud of a scenario on real ports, for curl, PowerShell, Python, Node, and an API that moves its time')
    .argument('[scenario]', 'whose world to serve', 'vpn/logoff-loses-dc')
    .option('--at <time>', 'begin at this instant of the scenario, e.g. 35m')
    .option('--no-play', 'nobody acts but you: the timeline of the scenario does not go on after --at')
    .option('--speed <n>', 'virtual time: 0 stands still, 1 runs as the wall\'s clock, 60 a minute a second', '0')
    .option('--env <shell>', 'print what a client sets, for sh or powershell, instead of the greeting')
    .option('--json', 'the same as JSON on one line')
    .option('--dir <folder>', 'where ca.pem, inspection-ca.pem, env.sh and env.ps1 go; a new folder when left out')
    .option('--real-timeouts [duration]', 'a service that does not answer keeps its client waiting so long (120s), instead of hanging up at once')
    .option('--host <address>', 'to listen on', '127.0.0.1')
    .option('--port <n>', 'of the cloud; 0 takes any free one', '8443')
    .option('--proxy-port <n>', 'of the CONNECT proxy', '8442')
    .option('--control-port <n>', 'of the control API', '8444')
    .addOption(seed)
    .addOption(set)
    .addHelpText('after', examples('serve vpn/logoff-loses-dc', 'serve mine.yaml --at 1h --speed 60', 'serve vpn/logoff-loses-dc --port 0 --proxy-port 0 --control-port 0 --json'))
    .action((file, options) => finish(import('../commands/serve.ts').then(({ serveCommand }) => serveCommand(file, options, io))));

  program
    .command('fixtures')
    .description('a folder of evidence for tests of tools in other languages: dsregcmd, events, LDIF, Graph, with an index')
    .argument('[scenarios...]', 'scenario files, folders, globs, or ids of the library; nothing means the whole library')
    .option('--output <folder>', 'where to; what an earlier run wrote there is replaced', 'fixtures')
    .addOption(new Option('--windows <release>', 'print dsregcmd under this release only (repeatable)').argParser(allValues))
    .addOption(seed)
    .addOption(set)
    .addHelpText('after', examples('fixtures vpn/logoff-loses-dc', 'fixtures vpn --output tests/data --windows 10-22H2 --windows 11-24H2'))
    .action((files, options) => finish(import('../commands/fixtures.ts').then(({ fixturesCommand }) => fixturesCommand(files, options, io))));

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
    .action((folder, options) => finish(import('../commands/shim.ts').then(({ shimCommand }) => shimCommand(folder, options, io))));

  program
    .command('dsregcmd-shim', { hidden: true })
    .argument('<config>')
    .argument('[switches...]')
    .allowUnknownOption()
    .action((config: string, switches: string[]) => finish(import('../shim/dsregcmd.ts').then(({ dsregcmdShim }) => dsregcmdShim(config, switches, io))));

  declareCtl(program.command('ctl').description('move and look at the world that joinlab serve serves').addHelpText('after', examples('ctl until portal.registered=Pending', 'ctl show dsregcmd --as admin', 'ctl do "alice connects VPN"')), io, finish);
}
