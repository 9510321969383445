/** Connect's run history and the object's place in it. Source: on-premises.md 4.2. */
import { deviceOf, type World } from '../simulation/world.ts';
import type { ConnectorObject, ConnectServer, RunRecord } from '../mocks/connect/state.ts';
import type { Evidence } from './evidence.ts';
import { table, utc } from './text.ts';

const activeServer = (world: World): ConnectServer | undefined => Object.values(world.connect.servers).find((server) => !server.stagingMode) ?? Object.values(world.connect.servers)[0];

const objectOf = (world: World, device: string): ConnectorObject | undefined => activeServer(world)?.connectorSpace[deviceOf(world, device).objectGuid];

const lastRun = (world: World, profile: RegExp): RunRecord | undefined => activeServer(world)?.runs.findLast((run) => profile.test(run.profile));

interface SchedulerContext {
  readonly intervalMs: number;
  readonly enabled: boolean;
  readonly wizardOpen: boolean;
  readonly serverRunning: boolean;
}

const scheduler = (world: World): SchedulerContext | undefined => world.actors[`connect-scheduler:${activeServer(world)?.name ?? ''}`]?.context as SchedulerContext | undefined;

const nextCycle = (world: World): string => {
  const due = world.agenda.find((item) => item.actor === `connect-scheduler:${activeServer(world)?.name ?? ''}` && /untilNext/.test(item.id));
  return due ? utc(world, due.dueMs) : 'none';
};

const reads: { readonly [field: string]: (world: World, device: string) => string | undefined } = {
  lastExport: (world) => lastRun(world, /^Export/)?.result,
  lastImport: (world) => lastRun(world, /Import/)?.result,
  cycles: (world) => String(new Set(activeServer(world)?.runs.map((run) => run.cycle)).size),
  object: (world, device) => {
    const object = objectOf(world, device);
    if (!object) return 'not imported';
    if (object.pendingExport) return `${object.pendingExport} waits for export`;
    return object.exported ? 'exported' : `withheld: ${object.withheld ?? 'nothing to export'}`;
  },
  withheld: (world, device) => objectOf(world, device)?.withheld ?? 'none',
  pendingExport: (world, device) => objectOf(world, device)?.pendingExport ?? 'none',
  exportError: (world, device) => objectOf(world, device)?.exportError?.name ?? 'none',
  scheduler: (world) => {
    const state = scheduler(world);
    if (!state) return undefined;
    return !state.serverRunning ? 'server down' : state.wizardOpen ? 'suspended (wizard open)' : state.enabled ? 'enabled' : 'disabled';
  },
  intervalMinutes: (world) => String((scheduler(world)?.intervalMs ?? 0) / 60_000),
  nextCycle,
  mails: (world) => String(activeServer(world)?.mailsSent.length ?? 0),
};

const runLine = (world: World, run: RunRecord): string =>
  `  ${utc(world, run.startedAtMs)}  #${run.cycle} ${run.profile.padEnd(21)} ${run.connector.padEnd(24)} ${run.result}${run.adds + run.updates + run.deletes > 0 ? ` (+${run.adds} ~${run.updates} -${run.deletes})` : ''}`;

export const connectEvidence: Evidence = {
  name: 'connect',
  title: "Azure AD Connect: run history and the object's place in it",
  fields: Object.keys(reads),
  field: ({ world, device }, name) => reads[name]?.(world, device),
  render: ({ world, device }) => {
    const server = activeServer(world);
    if (!server) return 'This world has no Connect server.\n';
    const rows: (readonly [string, string])[] = [
      ['Server', `${server.name}${server.stagingMode ? ' (staging)' : ''}, reads ${server.controller}`],
      ['Scheduler', reads.scheduler?.(world, device) ?? ''],
      ['Next cycle', nextCycle(world)],
      [`Object ${device}`, reads.object?.(world, device) ?? ''],
      ['Export error', reads.exportError?.(world, device) ?? ''],
    ];
    const runs = server.runs.length === 0 ? ['  no run yet'] : server.runs.slice(-24).map((run) => runLine(world, run));
    return `${table(rows, '')}\n\nRuns, newest last:\n${runs.join('\n')}\n`;
  },
  data: ({ world, device }) => ({ server: activeServer(world) ?? null, object: objectOf(world, device) ?? null }),
};
