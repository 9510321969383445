/** The scheduled task as `schtasks /query /v /fo list` and Task Scheduler show it. Sources: lifecycle.md 2.1, 4; winerror (SCHED_S_*). */
import { deviceOf, type World } from '../simulation/world.ts';
import type { Evidence } from './evidence.ts';
import { table, utc } from './text.ts';

const never = 'N/A';

function nextRun(world: World, device: string): string {
  const due = world.agenda.find((item) => item.actor === `task:${device}` && /untilNext|repeatEvery|logonDelay/.test(item.id));
  return due && deviceOf(world, device).task.enabled ? utc(world, due.dueMs) : never;
}

function statusOf(world: World, device: string): string {
  const value = world.actors[`task:${device}`]?.value as { instance?: string } | undefined;
  if (value?.instance === 'running') return 'Running';
  return deviceOf(world, device).task.enabled ? 'Ready' : 'Disabled';
}

const reads: { readonly [field: string]: (world: World, device: string) => string } = {
  status: statusOf,
  lastRun: (world, device) => {
    const { lastRunMs } = deviceOf(world, device).task;
    return lastRunMs === null ? never : utc(world, lastRunMs);
  },
  lastResult: (world, device) => deviceOf(world, device).task.lastResult,
  nextRun,
  enabled: (world, device) => (deviceOf(world, device).task.enabled ? 'Enabled' : 'Disabled'),
};

/** What Task Scheduler says beside the results of its own. */
const meanings: { readonly [result: string]: string | undefined } = {
  '0x0': 'The operation completed successfully.',
  '0x41301': 'The task is currently running.',
  '0x41303': 'The task has not yet run.',
};

const lastResult = (world: World, device: string): string => {
  const { lastResult: result } = deviceOf(world, device).task;
  const meaning = meanings[result];
  return meaning === undefined ? result : `${result} (${meaning})`;
};

const rows = (world: World, device: string): (readonly [string, string])[] => [
  ['HostName', device.toUpperCase()],
  ['TaskName', '\\Microsoft\\Windows\\Workplace Join\\Automatic-Device-Join'],
  ['Next Run Time', reads.nextRun?.(world, device) ?? never],
  ['Status', statusOf(world, device)],
  ['Last Run Time', reads.lastRun?.(world, device) ?? never],
  ['Last Result', lastResult(world, device)],
  ['Scheduled Task State', deviceOf(world, device).task.enabled ? 'Enabled' : 'Disabled'],
  ['Run As User', 'SYSTEM'],
  ['Task To Run', '%SystemRoot%\\System32\\dsregcmd.exe $(Arg0) $(Arg1) $(Arg2)'],
];

export const taskEvidence: Evidence = {
  name: 'task',
  title: 'the scheduled task Automatic-Device-Join: state, last result, next run',
  fields: Object.keys(reads),
  field: ({ world, device }, name) => reads[name]?.(world, device),
  render: ({ world, device }) => `${table(rows(world, device), '')}\n`,
  data: ({ world, device }) => Object.fromEntries(Object.entries(reads).map(([name, read]) => [name, read(world, device)])),
};
