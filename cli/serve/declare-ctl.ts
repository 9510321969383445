/** What `joinlab ctl` can say, as sub-commands. */
import type { Command } from 'commander';
import type { Io } from '../io.ts';

interface Declared {
  readonly usage: string;
  readonly description: string;
  readonly views?: true;
}

const commands: readonly Declared[] = [
  { usage: 'status', description: 'what is served, where the clock stands, what happens next' },
  { usage: 'advance <duration>', description: 'let virtual time pass: advance 30m' },
  { usage: 'to <time>', description: 'let virtual time pass up to an instant from the start: to 2h' },
  { usage: 'next', description: 'go to the next instant at which something happens' },
  { usage: 'until <conditions...>', description: 'let time pass until fields show what they should: until portal.registered=Pending (exit 1 if they do not in time)', views: true },
  { usage: 'do <sentences...>', description: 'somebody does something: do "alice signs in" "fault drs-busy on"' },
  { usage: 'show <evidence>', description: 'an evidence, or one field of it: show portal, show dsregcmd.AzureAdPrt', views: true },
  { usage: 'trace', description: 'what has happened so far' },
  { usage: 'speed <factor>', description: '0 stands still, 1 runs as the wall\'s clock, 60 a minute a second' },
  { usage: 'snapshot', description: 'keep the world as it is; prints a name for restore' },
  { usage: 'restore <snapshot>', description: 'go back to a snapshot' },
  { usage: 'branch', description: 'a second lab in the same state; prints a name for use' },
  { usage: 'use <lab>', description: 'choose the lab that everything is about from now on' },
  { usage: 'key <device>', description: 'the key and certificate with which a computer signs its join, as PEM' },
  { usage: 'app <clientId> <displayName>', description: 'register an app in the tenant; with --secret one that asks for tokens of its own' },
  { usage: 'approve <code> <user>', description: 'a user approves the code that a client shows: approve BCDF-2345 alice@contoso.com' },
  { usage: 'decline <code>', description: 'a user declines it' },
  { usage: 'env [shell]', description: 'print what a client sets, for sh or powershell' },
];

/** @param finish keeps the exit code of what is asked */
export function declareCtl(ctl: Command, io: Io, finish: (work: Promise<number>) => Promise<void>): void {
  ctl.enablePositionalOptions();
  for (const { usage, description, views } of commands) {
    const command = ctl.command(usage).description(description)
      .option('--url <address>', 'of the control API; JOINLAB_CONTROL when left out')
      .option('--token <text>', 'JOINLAB_TOKEN when left out')
      .option('--json', 'as versioned JSON');
    if (views) command.option('--device <name>', 'the first device when left out').option('--as <context>', 'user, admin or system');
    if (command.name() === 'until') command.option('--within <duration>', 'how long it may take; 24h when left out');
    if (command.name() === 'app') command.option('--secret <text>', 'its client secret');
    if (command.name() === 'trace') command.option('--follow', 'go on as things happen').option('--from <n>', 'number of the first entry');
    command.action((...args) => {
      const options = args.at(-2) as object;
      const words = args.slice(0, -2).flat().filter((word): word is string => typeof word === 'string');
      return finish(import('./ctl.ts').then(({ ctlCommand }) => ctlCommand(command.name(), words, options, io)));
    });
  }
}
