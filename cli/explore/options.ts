/** Options that every command of exploration takes: one table, from which they are declared, read and checked. */
import { Option, type Command } from 'commander';
import { parseDurationMs } from '../../simulation/calendar.ts';
import type { Io } from '../io.ts';
import type { LoadingOptions } from '../loading.ts';
import { allValues } from '../all-values.ts';

/** As commander hands them over. */
export interface ExploreOptions extends LoadingOptions {
  readonly actions: string;
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
  readonly interleaving: string;
  readonly faults?: string;
  readonly helpdesk?: string;
  readonly admin?: string;
  readonly bounded?: boolean;
  readonly horizon?: string;
  readonly maxActions?: string;
  readonly maxStates: string;
  readonly maxSeconds: string;
  readonly maxMemory: string;
  readonly progress?: boolean;
  readonly save?: string;
  readonly cover?: string;
  readonly configurations?: readonly string[];
  readonly shard?: string;
  readonly output?: string;
  readonly workers?: string;
  readonly json?: boolean;
}

interface Row {
  readonly flags: string;
  readonly description: string;
  readonly choices?: readonly string[];
  readonly usual?: string;
  readonly repeatable?: true;
  /** What a value has to be, where it is no choice; `max` for whole numbers. */
  readonly number?: { readonly min: number; readonly max: number };
  readonly duration?: true;
}

/** Six bits hold what is spent of each kind (`exploration/budget.ts`). */
const ways = { min: 0, max: 63 };

const table: readonly Row[] = [
  { flags: '--actions <set>', description: 'what may be done: everyday (sign-in, lock, VPN, elevated join) or wide (SYSTEM, /leave, moves, scope, portal, a manual cycle as well)', choices: ['everyday', 'wide'], usual: 'everyday' },
  { flags: '--add <sentence>', description: 'one more action, as in do: of a scenario (repeatable)', repeatable: true },
  { flags: '--remove <sentence>', description: 'one action less (repeatable)', repeatable: true },
  { flags: '--interleaving <where>', description: 'when actions come in: breaking (between legs only what breaks paths or sessions), everywhere, settled', choices: ['breaking', 'everywhere', 'settled'], usual: 'breaking' },
  { flags: '--faults <n>', description: 'at most n faults and accidents on one way (1 when left out)', number: ways },
  { flags: '--helpdesk <n>', description: 'at most n actions of the help desk on one way', number: ways },
  { flags: '--admin <n>', description: 'at most n actions of administrators on one way', number: ways },
  { flags: '--max-actions <n>', description: 'at most n actions in all on one way (3 with --bounded)', number: ways },
  { flags: '--bounded', description: 'real latencies up to a horizon, instead of every state to the fixpoint' },
  { flags: '--horizon <time>', description: 'with --bounded: virtual time from the start (4h when left out)', duration: true },
  { flags: '--max-states <n>', description: 'stop at so many states', usual: '5000000', number: { min: 1, max: 100_000_000 } },
  { flags: '--max-seconds <n>', description: 'stop searching after so many seconds; judging, confirming and covering take at most as long again', usual: '120', number: { min: 1, max: 1_000_000 } },
  { flags: '--max-memory <MB>', description: 'stop at so much memory', usual: '2000', number: { min: 1, max: 1_000_000 } },
  { flags: '--progress', description: 'progress on standard error also where that is no terminal' },
  { flags: '--save <folder>', description: 'write what was found as scenario files' },
  { flags: '--cover <what>', description: 'a small set of scenarios that takes all states, transitions, pairs of transitions, guards both ways, or faults at each step they break', choices: ['states', 'transitions', 'pairs', 'guards', 'faults'] },
  { flags: '--configurations <dimension...>', description: 'explore the world under every combination of values, e.g. scp=directory,registry vpn=none,device-tunnel faults=none,drs-busy; or standard. Limits are those of each' },
  { flags: '--shard <i/n>', description: 'only the i-th of n parts of the configurations (standard when none are named)' },
  { flags: '--output <file>', description: 'write what this shard found, for joinlab merge' },
  { flags: '--workers <n>', description: 'processes that share the configurations; the answer does not depend on their number (1 when left out)', number: { min: 1, max: 64 } },
  { flags: '--json', description: 'as versioned JSON' },
];

/** Declares the options of the table on a command. */
export function withExploreOptions(command: Command): Command {
  for (const { flags, description, choices, usual, repeatable } of table) {
    const option = new Option(flags, description);
    if (usual !== undefined) option.default(usual);
    if (choices) option.choices([...choices]);
    if (repeatable) option.argParser(allValues);
    command.addOption(option);
  }
  return command;
}

const attributeOf = (flags: string): string => new Option(flags).attributeName();
const wordOf = (flags: string): string => flags.split(' ')[0] ?? flags;

/** Numbers and durations by attribute name, read; `null` after saying what is wrong. */
export function readValues(options: ExploreOptions, io: Io): { readonly [attribute: string]: number | undefined } | null {
  const values: { [attribute: string]: number } = {};
  const wrong = (message: string): null => {
    io.writeError(`${message}\n  joinlab explore --help lists the options.\n`);
    return null;
  };
  for (const { flags, number, duration } of table) {
    const attribute = attributeOf(flags);
    const text = (options as unknown as { readonly [name: string]: unknown })[attribute];
    if (typeof text !== 'string') continue;
    if (number) {
      const value = Number(text);
      if (!/^\d{1,9}$/.test(text) || value < number.min || value > number.max) return wrong(`${wordOf(flags)} is a whole number from ${number.min} to ${number.max}; "${text}" is not.`);
      values[attribute] = value;
    }
    if (duration) {
      const value = parseDurationMs(text);
      if (value === undefined || value <= 0) return wrong(`${wordOf(flags)} is a duration, for example 4h or 90m; "${text}" is not.`);
      values[attribute] = value;
    }
  }
  if (options.horizon !== undefined && !options.bounded) return wrong('--horizon goes with --bounded: to the fixpoint there is no end of time.');
  return values;
}
