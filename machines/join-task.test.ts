import { expect, test } from 'vitest';
import { ChartDriver } from '../test/drive-chart.ts';
import { joinTask, type JoinTaskInput } from './join-task.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const input: JoinTaskInput = {
  enabled: true, booted: true, nextRunMs: 40 * minuteMs, repeatEveryMs: hourMs, repeatForMs: dayMs, logonDelayMs: 30_000,
  bootTrigger: true, seriesPerTrigger: true, startsOnUnlock: false, startsOnNetworkUp: false,
};
const task = (change: Partial<JoinTaskInput> = {}): ChartDriver => new ChartDriver(joinTask, { ...input, ...change });
/** The trigger of every run since the last look. */
const runs = (chart: ChartDriver): unknown[] => {
  const triggers = chart.effects.flatMap((effect) => (effect.kind === 'tell' && effect.event.type === 'START' ? [effect.event.trigger] : []));
  chart.take();
  return triggers;
};
const ended = { type: 'ATTEMPT_ENDED', resultCode: '0x801c03f2' };
const signedIn = { type: 'SIGNED_IN' };
const counting = (chart: ChartDriver): number[] => [...chart.timers.values()].map(({ delayMs }) => delayMs).toSorted((a, b) => a - b);

test('the running series is next due when the setting says, and then every hour', () => {
  const chart = task();
  expect(runs(chart)).toEqual([]);
  expect(runs(chart.fire(40 * minuteMs).send(ended))).toEqual(['hourly']);
  expect(runs(chart.fire(hourMs).send(ended))).toEqual(['hourly']);
});

test('a run is recorded with its start and its result', () => {
  const chart = task().send({ type: 'STARTED_BY_HAND', by: 'schtasks' });
  expect(chart.effects.filter(({ kind }) => kind === 'perform')).toEqual([{ kind: 'perform', act: 'recordTaskStart' }]);
  chart.take();
  chart.send(ended);
  expect(chart.effects.filter(({ kind }) => kind === 'perform')).toEqual([{ kind: 'perform', act: 'recordTaskResult', input: { resultCode: '0x801c03f2' } }]);
});

test('while an instance runs no trigger starts another', () => {
  const chart = task().send({ type: 'STARTED_BY_HAND', by: 'schtasks' }).fire(40 * minuteMs).send({ type: 'STARTED_BY_HAND', by: 'schtasks' });
  expect(runs(chart)).toEqual(['manual']);
  expect(runs(chart.send(ended).fire(hourMs))).toEqual(['hourly']);
});

test('a sign-in starts the task after its delay and begins a series of its own', () => {
  const chart = task({ booted: false }).send(signedIn);
  expect([counting(chart), runs(chart)]).toEqual([[30_000], []]);
  expect(runs(chart.fire(30_000).send(ended))).toEqual(['sign-in']);
  expect([counting(chart), runs(chart.fire(hourMs))]).toEqual([[hourMs, dayMs], ['hourly']]);
});

test('where a trigger has no series of its own the sign-in starts one run', () => {
  const chart = task({ booted: false, seriesPerTrigger: false }).send(signedIn).fire(30_000);
  expect([runs(chart), counting(chart)]).toEqual([['sign-in'], []]);
});

test('a series ends after its time, and a new sign-in begins it anew', () => {
  const chart = task({ booted: false }).send(signedIn).fire(30_000).send(ended).fire(dayMs);
  chart.take();
  expect(counting(chart)).toEqual([]);
  expect(runs(chart.send(signedIn).fire(30_000))).toEqual(['sign-in']);
  const boot = task().fire(dayMs);
  expect(counting(boot)).toEqual([]);
});

test('booting logs 4096 and starts the task, unless the setting says that it does not', () => {
  const chart = task({ booted: false }).send({ type: 'BOOTED' });
  expect(chart.effects.filter(({ kind }) => kind === 'log')).toEqual([{ kind: 'log', log: 'User Device Registration', id: 4096 }]);
  expect(runs(chart)).toEqual(['event-4096']);
  expect(runs(chart.send(ended).fire(hourMs))).toEqual(['hourly']);
  const silent = task({ booted: false, bootTrigger: false }).send({ type: 'BOOTED' });
  expect([runs(silent), counting(silent)]).toEqual([[], []]);
});

test('a disabled task starts for no trigger and by no hand, until it is enabled', () => {
  const chart = task({ enabled: false }).send({ type: 'STARTED_BY_HAND', by: 'schtasks' }).fire(40 * minuteMs);
  expect(runs(chart)).toEqual([]);
  chart.send({ type: 'ENABLED' });
  expect(chart.effects.filter(({ kind }) => kind === 'perform')).toEqual([{ kind: 'perform', act: 'setTaskEnabled', input: { enabled: true } }]);
  expect(runs(chart.fire(hourMs).send(ended))).toEqual(['hourly']);
  chart.send({ type: 'DISABLED' });
  expect(chart.effects.filter(({ kind }) => kind === 'perform')).toContainEqual({ kind: 'perform', act: 'setTaskEnabled', input: { enabled: false } });
  expect(runs(chart.fire(hourMs))).toEqual([]);
});

test('unlocking or a new network starts it only where a setting says so', () => {
  const events = [{ type: 'UNLOCKED' }, { type: 'NETWORK_UP' }];
  expect(runs(task().send(...events))).toEqual([]);
  expect(runs(task({ startsOnUnlock: true }).send(...events))).toEqual(['manual']);
  expect(runs(task({ startsOnNetworkUp: true }).send(...events))).toEqual(['manual']);
});

test('shutting down ends the instance and every series', () => {
  const chart = task().send(signedIn).fire(30_000).send({ type: 'SHUT_DOWN' });
  chart.take();
  expect([counting(chart), chart.value]).toEqual([[], { instance: 'ready', bootSeries: 'off', signInSeries: 'off' }]);
});
