/** What administrators of Azure AD Connect do. */
import { includeOu, setController, setDeletionsElsewhere, setDeletionThreshold, setPilotGroup, setStagingMode } from '../../mocks/connect/administration.ts';
import { parseDurationMs } from '../calendar.ts';
import { ouDn } from '../scenario/create-world/plan.ts';
import { serverOf, withServer } from '../servers.ts';
import type { ChartEvent } from '../../machines/language.ts';
import type { World } from '../world.ts';
import { serverFor } from './people.ts';
import { ImpossibleAction, type Verb, type VerbResult } from './verb.ts';

type Words = { readonly [placeholder: string]: string };
const source = 'lifecycle.md 5; on-premises.md 4.1, 4.4, 4.5';
const toScheduler = (world: World, words: Words, event: ChartEvent): VerbResult => ({ tells: [{ to: { kind: 'connect-scheduler', of: serverFor(world, words.server) }, event }] });

/** An edit of rules or filters needs a full cycle to take effect. */
const edited = (world: World, words: Words, change: Parameters<typeof withServer>[2]): VerbResult => {
  const server = serverFor(world, words.server);
  return { changes: withServer(world, server, change), tells: [{ to: { kind: 'connect-scheduler', of: server }, event: { type: 'FULL_SYNC_REQUIRED' } }] };
};

export const connectVerbs: readonly Verb[] = [
  {
    id: 'suspend-scheduler',
    group: 'admin of Connect',
    pattern: 'Connect admin (enables|disables) the scheduler[ of {server}]',
    help: 'SyncCycleEnabled true or false.',
    example: 'Connect admin disables the scheduler',
    source,
    run: (world, words) => toScheduler(world, words, { type: words.choice === 'enables' ? 'ENABLED' : 'DISABLED' }),
  },
  {
    id: 'wizard',
    group: 'admin of Connect',
    pattern: 'Connect admin (opens|closes) the wizard[ of {server}]',
    help: 'No cycle starts while the wizard is open.',
    example: 'Connect admin opens the wizard',
    source,
    run: (world, words) => toScheduler(world, words, { type: words.choice === 'opens' ? 'WIZARD_OPENED' : 'WIZARD_CLOSED' }),
  },
  {
    id: 'set-interval',
    group: 'admin of Connect',
    pattern: 'Connect admin sets the interval to {duration}[ on {server}]',
    help: 'CustomizedSyncCycleInterval; less than 30m becomes 30m. Counts from the next start.',
    example: 'Connect admin sets the interval to 3h',
    source,
    run: (world, words) => {
      const intervalMs = parseDurationMs(words.duration ?? '');
      if (intervalMs === undefined) throw new ImpossibleAction(`"${words.duration ?? ''}" is no duration`, ['30m', '3h', '1d']);
      return toScheduler(world, words, { type: 'INTERVAL_SET', intervalMs });
    },
  },
  {
    id: 'run-server',
    group: 'admin of Connect',
    pattern: 'Connect server[ {server}] (stops|starts)',
    help: 'The sync server goes down or comes back.',
    example: 'Connect server stops',
    source,
    run: (world, words) => toScheduler(world, words, { type: words.choice === 'stops' ? 'SERVER_STOPPED' : 'SERVER_STARTED' }),
  },
  {
    id: 'staging',
    group: 'admin of Connect',
    pattern: 'Connect admin switches staging mode (on|off)[ on {server}]',
    help: 'A staging server imports and synchronises, and exports nothing.',
    example: 'Connect admin switches staging mode on on SYNC01',
    source,
    run: (world, words) => {
      const named = words.server ?? Object.keys(world.connect.servers)[0];
      const server = serverFor(world, named);
      const on = words.choice === 'on';
      return {
        changes: withServer(world, server, (known) => setStagingMode(known, on)),
        tells: [{ to: { kind: 'password-sync', of: server }, event: { type: on || world.tenant.authentication !== 'password-hash-sync' ? 'DISABLED' : 'ENABLED' } }],
      };
    },
  },
  {
    id: 'include-ou',
    group: 'admin of Connect',
    pattern: 'Connect admin (includes|excludes) OU {ou}[ on {server}]',
    help: 'Edits the OU filter; the next cycle is a full one and applies it.',
    example: 'Connect admin excludes OU Laptops',
    source,
    run: (world, words) => edited(world, words, (server) => includeOu(server, ouDn(words.ou ?? '', world.directory.forest), words.choice === 'includes')),
  },
  {
    id: 'pilot-group',
    group: 'admin of Connect',
    pattern: 'Connect admin filters by group {group}[ on {server}]',
    help: 'Only direct members of the group are exported; "none" removes the filter.',
    example: 'Connect admin filters by group Pilot',
    source,
    run: (world, words) => edited(world, words, (server) => setPilotGroup(server, words.group === 'none' ? null : (words.group ?? null))),
  },
  {
    id: 'threshold',
    group: 'admin of Connect',
    pattern: 'Connect admin sets the deletion threshold to {number}[ on {server}]',
    help: 'Deletions per export that stop it; "off" switches the guard off.',
    example: 'Connect admin sets the deletion threshold to 1',
    source,
    run: (world, words) => ({ changes: withServer(world, serverFor(world, words.server), (server) =>
      setDeletionThreshold(server, words.number === 'off' ? null : Number(words.number)),
    ) }),
  },
  {
    id: 'deletions-elsewhere',
    group: 'admin of Connect',
    pattern: '{number} deletions of other computers wait in Connect[ on {server}]',
    help: 'Deletions of computers that the scenario does not name, for example after a clean-up: they count for the threshold until the sentence says 0.',
    example: '600 deletions of other computers wait in Connect',
    source: 'lifecycle.md 5; on-premises.md 4.5',
    run: (world, words) => ({ changes: withServer(world, serverFor(world, words.server), (server) => setDeletionsElsewhere(server, words.number === 'off' ? 0 : Number(words.number))) }),
  },
  {
    id: 'read-controller',
    group: 'admin of Connect',
    pattern: 'Connect admin makes {server} read {controller}',
    help: 'The DC that the server imports from.',
    example: 'Connect admin makes SYNC01 read DC02',
    source,
    run: (world, words) => {
      const names = Object.keys(world.directory.controllers);
      if (!names.includes(words.controller ?? '')) throw new ImpossibleAction(`there is no domain controller ${words.controller ?? ''}`, names);
      const server = serverFor(world, words.server);
      return { changes: withServer(world, serverOf(world, server).name, (known) => setController(known, words.controller ?? '')) };
    },
  },
];
