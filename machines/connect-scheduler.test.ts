import { expect, test } from 'vitest';
import { ChartDriver } from '../test/drive-chart.ts';
import { allowedIntervalMs, connectScheduler } from './connect-scheduler.ts';

const minuteMs = 60_000;
const deltaGapMs = 7 * 24 * 60 * minuteMs;
const scheduler = (change: { readonly intervalMs?: number; readonly enabled?: boolean } = {}): ChartDriver =>
  new ChartDriver(connectScheduler, { nextCycleMs: 12 * minuteMs, intervalMs: 60 * minuteMs, enabled: true, ...change });
const working = (chart: ChartDriver): unknown => (chart.value as { readonly work: string }).work;
const freshness = (chart: ChartDriver): unknown => (chart.value as { readonly freshness: string }).freshness;
/** `Delta` or `Initial` of every cycle started since the last look. */
const started = (chart: ChartDriver): unknown[] => {
  const policies = chart.effects.flatMap((effect) => (effect.kind === 'tell' && effect.event.type === 'RUN' ? [effect.event.policy] : []));
  chart.take();
  return policies;
};
const ended = (complete = true) => ({ type: 'CYCLE_ENDED', complete });

test('the first cycle starts when it is due, the next an interval after that start', () => {
  const chart = scheduler();
  expect([working(chart), started(chart)]).toEqual(['waiting', []]);
  chart.fire(12 * minuteMs);
  expect([working(chart), started(chart)]).toEqual(['running', ['Delta']]);
  expect(working(chart.send(ended()))).toBe('waiting');
  chart.fire(60 * minuteMs);
  expect(started(chart)).toEqual(['Delta']);
});

test('an interval below thirty minutes becomes thirty, at the start and when it is set', () => {
  expect(allowedIntervalMs).toBe(30 * minuteMs);
  const short = scheduler({ intervalMs: minuteMs }).fire(12 * minuteMs).send(ended());
  expect(started(short.fire(30 * minuteMs))).toEqual(['Delta', 'Delta']);
  const set = scheduler().send({ type: 'INTERVAL_SET', intervalMs: minuteMs }).fire(12 * minuteMs).send(ended());
  expect(started(set.fire(30 * minuteMs))).toEqual(['Delta', 'Delta']);
  const long = scheduler().send({ type: 'INTERVAL_SET', intervalMs: 180 * minuteMs }).fire(12 * minuteMs).send(ended());
  expect(started(long.fire(180 * minuteMs))).toEqual(['Delta', 'Delta']);
});

test.each([
  ['disabled', { type: 'DISABLED' }, { type: 'ENABLED' }],
  ['with the wizard open', { type: 'WIZARD_OPENED' }, { type: 'WIZARD_CLOSED' }],
  ['while the server is down', { type: 'SERVER_STOPPED' }, { type: 'SERVER_STARTED' }],
])('nothing runs %s, and the clock goes on', (_when, stop, go) => {
  const chart = scheduler().send(stop).fire(12 * minuteMs);
  expect([working(chart), started(chart)]).toEqual(['waiting', []]);
  chart.send(go);
  expect([working(chart), started(chart)]).toEqual(['waiting', []]);
  expect(started(chart.fire(60 * minuteMs))).toEqual(['Delta']);
});

test('a scheduler that starts disabled waits to be enabled', () => {
  const chart = scheduler({ enabled: false }).fire(12 * minuteMs);
  expect(started(chart)).toEqual([]);
  expect(started(chart.send({ type: 'ENABLED' }).fire(60 * minuteMs))).toEqual(['Delta']);
});

test('a start that comes due while a cycle runs follows it at once, once', () => {
  const chart = scheduler().fire(12 * minuteMs).fire(60 * minuteMs).fire(60 * minuteMs);
  expect(started(chart)).toEqual(['Delta']);
  chart.send(ended());
  expect([working(chart), started(chart)]).toEqual(['running', ['Delta']]);
  expect(working(chart.send(ended()))).toBe('waiting');
});

test('disabling forgets the overdue start', () => {
  const chart = scheduler().fire(12 * minuteMs).fire(60 * minuteMs).send({ type: 'DISABLED' }, { type: 'ENABLED' }, ended());
  expect([working(chart), started(chart)]).toEqual(['waiting', ['Delta']]);
});

test('after an edited filter the next cycle is full; one that was stopped stays due', () => {
  const chart = scheduler().send({ type: 'FULL_SYNC_REQUIRED' }).fire(12 * minuteMs);
  expect(started(chart)).toEqual(['Initial']);
  expect(started(chart.send(ended(false)).fire(60 * minuteMs))).toEqual(['Initial']);
  expect(started(chart.send(ended(true)).fire(60 * minuteMs))).toEqual(['Delta']);
});

test('seven days without a complete cycle make the next one full; a complete one counts anew', () => {
  const chart = scheduler({ enabled: false }).fire(deltaGapMs);
  expect(freshness(chart)).toBe('stale');
  expect(started(chart.send({ type: 'ENABLED' }).fire(12 * minuteMs))).toEqual(['Initial']);
  expect([freshness(chart.send(ended(false))), freshness(chart.send(ended(true)))]).toEqual(['stale', 'recent']);
  const fresh = scheduler();
  const first = [...fresh.timers.values()].filter(({ delayMs }) => delayMs === deltaGapMs).length;
  fresh.send(ended(true));
  expect([first, [...fresh.timers.values()].filter(({ delayMs }) => delayMs === deltaGapMs).length, freshness(fresh)]).toEqual([1, 1, 'recent']);
});

test('a server that goes down stops its cycle', () => {
  const chart = scheduler().fire(12 * minuteMs);
  chart.take();
  expect(chart.send({ type: 'SERVER_STOPPED' }).take()).toContain('connect-cycle STOP');
});

test('a cycle can be started by hand with either policy, the scheduler disabled or not, but not beside the wizard or on a server that is down', () => {
  const byHand = (policy: 'Delta' | 'Initial') => ({ type: 'START_CYCLE', policy });
  expect(started(scheduler().send(byHand('Initial')))).toEqual(['Initial']);
  expect(started(scheduler({ enabled: false }).send(byHand('Delta')))).toEqual(['Delta']);
  expect(started(scheduler().send({ type: 'FULL_SYNC_REQUIRED' }, byHand('Delta')))).toEqual(['Initial']);
  expect(started(scheduler().send({ type: 'WIZARD_OPENED' }, byHand('Delta')))).toEqual([]);
  expect(started(scheduler().send({ type: 'SERVER_STOPPED' }, byHand('Delta')))).toEqual([]);
  const chart = scheduler().send(byHand('Initial'), byHand('Delta'));
  expect(started(chart)).toEqual(['Initial']);
  expect(chart.send({ type: 'STOP_CYCLE' }).take()).toEqual(['connect-cycle STOP']);
});
