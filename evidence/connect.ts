/** Connect as its administrator sees it: scheduler, run history, and where the device's object stands. Source: on-premises.md 1.4, 4.1, 4.2, 4.5. */
import { sourceAnchorOf } from '../mocks/active-directory/binary.ts';
import type { ConnectorObject, ConnectServer, RunRecord, WithheldReason } from '../mocks/connect/state.ts';
import { deviceOf, type World } from '../simulation/world.ts';
import type { Evidence } from './evidence.ts';
import { isoSeconds, table, utc } from './text.ts';
import { lineColumns } from './wrap.ts';

export const activeServer = (world: World): ConnectServer | undefined =>
  Object.values(world.connect.servers).find((server) => !server.stagingMode) ?? Object.values(world.connect.servers)[0];

const objectOf = (world: World, device: string): ConnectorObject | undefined => activeServer(world)?.connectorSpace[deviceOf(world, device).objectGuid];

const lastRun = (world: World, profile: RegExp): RunRecord | undefined => activeServer(world)?.runs.findLast((run) => profile.test(run.profile));

interface SchedulerContext {
  readonly intervalMs: number;
  readonly enabled: boolean;
  readonly wizardOpen: boolean;
  readonly serverRunning: boolean;
  readonly nextPolicy: 'Delta' | 'Initial';
}

const scheduler = (world: World): SchedulerContext | undefined => world.actors[`connect-scheduler:${activeServer(world)?.name ?? ''}`]?.context as SchedulerContext | undefined;

const cycleRuns = (world: World): boolean => {
  const value = world.actors[`connect-cycle:${activeServer(world)?.name ?? ''}`]?.value;
  return value !== undefined && value !== 'idle';
};

const nextCycleMs = (world: World): number | null =>
  world.agenda.find((item) => item.actor === `connect-scheduler:${activeServer(world)?.name ?? ''}` && /untilNext/.test(item.id))?.dueMs ?? null;

const withheldWords: { readonly [Reason in WithheldReason]: string } = {
  'out-of-scope': 'its OU is not selected',
  'not-in-pilot-group': 'it is no member of the pilot group',
  'no-certificate': 'userCertificate is empty (cloudFiltered)',
  'no-valid-certificate': 'no certificate is valid and of subject CN=<objectGUID> (cloudFiltered)',
  'downlevel-windows': 'a Windows before 10 is not synchronised (cloudFiltered)',
  'critical-system-object': 'isCriticalSystemObject is set',
  'too-many-certificates': 'userCertificate has more than 15 values (LargeObject)',
  deleted: 'it is gone from Active Directory',
};

/** `CN={<upper-case hex of the UTF-8 of the sourceAnchor>}` (on-premises.md 1.4). */
const cloudDn = (objectGuid: string): string => `CN={${Buffer.from(sourceAnchorOf(objectGuid), 'utf8').toString('hex').toUpperCase()}}`;

function placeOfObject(object: ConnectorObject | undefined): string {
  if (!object) return 'not imported';
  if (object.pendingExport) return `${object.pendingExport} waits for export`;
  return object.exported ? 'exported' : `withheld: ${object.withheld ?? 'nothing to export'}`;
}

function schedulerState(world: World): string | undefined {
  const state = scheduler(world);
  if (!state) return undefined;
  return !state.serverRunning ? 'server down' : state.wizardOpen ? 'suspended (wizard open)' : state.enabled ? 'enabled' : 'disabled';
}

/** An export that the deletion threshold stopped writes event 116 and sends a mail, at every cycle until somebody acts. */
const thresholdStop = (world: World): RunRecord | undefined => {
  const run = lastRun(world, /^Export/);
  return run?.result === 'stopped-deletion-threshold-exceeded' ? run : undefined;
};

const reads: { readonly [field: string]: (world: World, device: string) => string | undefined } = {
  lastExport: (world) => lastRun(world, /^Export/)?.result,
  lastImport: (world) => lastRun(world, /Import/)?.result,
  cycles: (world) => String(new Set(activeServer(world)?.runs.map((run) => run.cycle)).size),
  object: (world, device) => placeOfObject(objectOf(world, device)),
  withheld: (world, device) => objectOf(world, device)?.withheld ?? 'none',
  pendingExport: (world, device) => objectOf(world, device)?.pendingExport ?? 'none',
  exportError: (world, device) => objectOf(world, device)?.exportError?.name ?? 'none',
  scheduler: schedulerState,
  intervalMinutes: (world) => String((scheduler(world)?.intervalMs ?? 0) / 60_000),
  nextPolicy: (world) => scheduler(world)?.nextPolicy,
  cycleRunning: (world) => (cycleRuns(world) ? 'True' : 'False'),
  staging: (world) => (activeServer(world)?.stagingMode ? 'True' : 'False'),
  nextCycle: (world) => {
    const atMs = nextCycleMs(world);
    return atMs === null ? 'none' : utc(world, atMs);
  },
  connectorDn: (world, device) => (objectOf(world, device)?.exported ? cloudDn(deviceOf(world, device).objectGuid) : 'none'),
  event116: (world) => {
    const run = thresholdStop(world);
    return run ? utc(world, run.endedAtMs) : 'none';
  },
  mails: (world) => String(activeServer(world)?.mailsSent.length ?? 0),
};

/** `00:30:00`. */
const timeSpan = (ms: number): string => {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${ms >= 86_400_000 ? `${Math.floor(ms / 86_400_000)}.` : ''}${two((ms / 3_600_000) % 24)}:${two((ms / 60_000) % 60)}:${two((ms / 1_000) % 60)}`;
};

/** As Get-ADSyncScheduler lists them; an interval of 30 minutes is the default, not a custom one. */
function schedulerRows(world: World, server: ConnectServer): (readonly [string, string])[] {
  const state = scheduler(world);
  if (!state) return [];
  const nextMs = nextCycleMs(world);
  const allowed = 30 * 60_000;
  return [
    ['AllowedSyncCycleInterval', timeSpan(allowed)],
    ['CurrentlyEffectiveSyncCycleInterval', timeSpan(state.intervalMs)],
    ['CustomizedSyncCycleInterval', state.intervalMs === allowed ? '' : timeSpan(state.intervalMs)],
    ['NextSyncCyclePolicyType', state.nextPolicy],
    ['NextSyncCycleStartTimeInUTC', nextMs === null ? '' : utc(world, nextMs)],
    ['PurgeRunHistoryInterval', '7.00:00:00'],
    ['SyncCycleEnabled', state.enabled ? 'True' : 'False'],
    ['MaintenanceEnabled', 'True'],
    ['StagingModeEnabled', server.stagingMode ? 'True' : 'False'],
    ['SchedulerSuspended', state.wizardOpen ? 'True' : 'False'],
    ['SyncCycleInProgress', cycleRuns(world) ? 'True' : 'False'],
  ];
}

/** The two connector spaces and what lies between them. */
function objectRows(object: ConnectorObject | undefined, objectGuid: string): (readonly [string, string])[] {
  if (!object) return [['AD connector space', 'no object: not imported yet']];
  const { imported, withheld, pendingExport, exported, exportError } = object;
  return [
    ['AD connector space', imported ? `CN=${imported.displayName},${imported.parentDn}` : 'no object: deleted in Active Directory'],
    ['Certificates read', String(imported?.userCertificate.length ?? 0)],
    ['Metaverse', withheld ? `device, withheld: ${withheldWords[withheld]}` : 'device, flows to Azure AD'],
    ['Entra connector space', exported || pendingExport === 'add' ? cloudDn(objectGuid) : 'no object'],
    ['Pending export', pendingExport ?? 'none'],
    ['Export error', exportError ? `${exportError.name}: ${exportError.detail}` : 'none'],
  ];
}

const runsShown = 24;

const runLine = (world: World, run: RunRecord): string => {
  const counts = run.adds + run.updates + run.deletes > 0 ? ` (+${run.adds} ~${run.updates} -${run.deletes})` : '';
  const connector = run.connector === world.directory.domain.dnsName ? 'AD' : 'Entra';
  const step = `  ${utc(world, run.startedAtMs).slice(0, 19)}  #${String(run.cycle).padEnd(3)} ${run.profile.padEnd(21)} ${connector.padEnd(5)} `;
  return step.length + 1 + run.result.length + counts.length <= lineColumns ? `${step} ${run.result}${counts}` : `${step.trimEnd()}\n${' '.repeat(10)}${run.result}${counts}`;
};

function render(world: World, device: string): string {
  const server = activeServer(world);
  if (!server) return 'This world has no Connect server.\n';
  const { objectGuid } = deviceOf(world, device);
  const stop = thresholdStop(world);
  const runs = server.runs.length === 0 ? ['  no run yet'] : server.runs.slice(-runsShown).map((run) => runLine(world, run));
  return `${[
    table([['Server', server.name], ['Domain controller', server.controller], ['Scheduler', schedulerState(world) ?? '']], ''),
    table(schedulerRows(world, server), ''),
    `Object ${device}: ${placeOfObject(objectOf(world, device))}\n${table(objectRows(objectOf(world, device), objectGuid))}`,
    ...(stop
      ? [`Event 116 (ADSync, Application log), ${utc(world, stop.endedAtMs)}:\n  The export was stopped: more deletions than the threshold of ${server.deletionThreshold ?? 0} wait.\n  Every cycle ends so until they are confirmed or the threshold is raised.`]
      : []),
    `Runs (UTC; AD is ${world.directory.domain.dnsName}, Entra is ${world.tenant.initialDomain}), newest last:\n${runs.join('\n')}`,
  ].join('\n\n')}\n`;
}

export const connectEvidence: Evidence = {
  name: 'connect',
  title: "Azure AD Connect: scheduler, run history and the object's place in it",
  fields: Object.keys(reads),
  field: ({ world, device }, name) => reads[name]?.(world, device),
  render: ({ world, device }) => render(world, device),
  data: ({ world, device }) => {
    const server = activeServer(world);
    if (!server) return null;
    return {
      server: {
        name: server.name, controller: server.controller, stagingMode: server.stagingMode, includedOus: server.includedOus,
        pilotGroup: server.pilotGroup, deletionThreshold: server.deletionThreshold,
      },
      scheduler: Object.fromEntries(schedulerRows(world, server)),
      object: objectOf(world, device) ?? null,
      connectorDn: cloudDn(deviceOf(world, device).objectGuid),
      runs: server.runs.map((run) => ({ ...run, startedAt: isoSeconds(world, run.startedAtMs), endedAt: isoSeconds(world, run.endedAtMs) })),
      mails: server.mailsSent,
    };
  },
};
