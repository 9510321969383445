import { expect, test } from 'vitest';
import { timings } from '../knowledge/timings.ts';
import { ChartDriver } from '../test/drive-chart.ts';
import { connectCycle } from './connect-cycle.ts';

const runTimeMs = 120_000;
const synchroniseMs = runTimeMs - 2 * timings.connectImport.ms - timings.connectExport.ms;
const cycle = (policy: 'Delta' | 'Initial' = 'Delta'): ChartDriver => new ChartDriver(connectCycle, { runTimeMs }).send({ type: 'RUN', policy });
const imported = (chart: ChartDriver, result = 'success'): ChartDriver => chart.answer('importDirectory', { result });
const atExport = (): ChartDriver => imported(cycle()).answer('importTenant').fire(synchroniseMs);

const asked = (chart: ChartDriver): unknown[] => chart.effects.flatMap((effect) => (effect.kind === 'ask' ? [[effect.operation, effect.input]] : []));
const told = (chart: ChartDriver): unknown[] => chart.effects.flatMap((effect) => (effect.kind === 'tell' ? [effect.event] : []));
const performed = (chart: ChartDriver): unknown[] => chart.effects.flatMap((effect) => (effect.kind === 'perform' ? [[effect.act, effect.input]] : []));

test('a cycle imports, imports, synchronises, exports, and says that it is complete', () => {
  const chart = atExport();
  expect(chart.value).toBe('exporting');
  expect(asked(chart)).toEqual([['importDirectory', { policy: 'Delta', cycle: 1 }], ['importTenant', { policy: 'Delta', cycle: 1 }], ['exportTenant', { cycle: 1 }]]);
  expect(performed(chart)).toEqual([['synchronise', { cycle: 1, policy: 'Delta' }]]);
  expect([chart.answer('exportTenant').value, told(chart)]).toEqual(['idle', [{ type: 'CYCLE_ENDED', complete: true }]]);
});

test('cycles are counted, and each has the policy that it was started with', () => {
  const chart = atExport().answer('exportTenant');
  chart.take();
  expect(asked(chart.send({ type: 'RUN', policy: 'Initial' }))).toEqual([['importDirectory', { policy: 'Initial', cycle: 2 }]]);
});

test('the sync step takes what imports and export leave of the run time, at least nothing', () => {
  expect(synchroniseMs).toBe(40_000);
  const short = imported(new ChartDriver(connectCycle, { runTimeMs: 1_000 }).send({ type: 'RUN', policy: 'Delta' })).answer('importTenant');
  expect([...short.timers.values()].map(({ delayMs }) => delayMs)).toEqual([0]);
});

test.each(['stopped-connectivity', 'completed-discovery-errors'])('an import that ends with %s ends the cycle, incomplete', (result) => {
  const chart = imported(cycle(), result);
  expect([chart.value, told(chart)]).toEqual(['idle', [{ type: 'CYCLE_ENDED', complete: false }]]);
});

const failure = { code: '0x8007203a', reason: 'test' };

test.each([
  ['importDirectory', () => cycle('Initial')],
  ['importTenant', () => imported(cycle('Initial'))],
  ['exportTenant', () => imported(cycle('Initial')).answer('importTenant').fire(synchroniseMs)],
])('a service that cannot be asked for %s ends the cycle with a failed run', (step, until) => {
  const chart = until();
  chart.take();
  chart.fail(step, failure.code);
  expect([chart.value, told(chart)]).toEqual(['idle', [{ type: 'CYCLE_ENDED', complete: false }]]);
  expect(performed(chart)).toEqual([['recordFailedRun', { step, cycle: 1, policy: 'Initial', failure }]]);
});

test.each([
  ['the import from AD', () => cycle()],
  ['the import from Azure AD', () => imported(cycle())],
  ['the sync step', () => imported(cycle()).answer('importTenant')],
  ['the export', atExport],
])('stopped in %s it ends at once, incomplete', (_step, until) => {
  const chart = until();
  chart.take();
  chart.send({ type: 'STOP' });
  expect([chart.value, told(chart), performed(chart)]).toEqual(['idle', [{ type: 'CYCLE_ENDED', complete: false }], [['recordStoppedRun', { cycle: 1, policy: 'Delta' }]]]);
});

test('an idle server has nothing to stop', () => {
  const chart = new ChartDriver(connectCycle, { runTimeMs }).send({ type: 'STOP' });
  expect([chart.value, chart.effects]).toEqual(['idle', []]);
});
