import { runInThisContext } from 'node:vm';
import { expect, test } from 'vitest';
import { evidences } from '../evidence/index.ts';
import { plainStyle } from '../reports/report.ts';
import { reporters } from '../reports/index.ts';
import { createInvariantMonitor } from '../simulation/invariants/index.ts';
import { runScenario } from '../simulation/run-scenario.ts';
import { guardedFile, repositoryRoot, trappedCalls } from './setup/ambient-trap.ts';
import { libraryScenarios } from './support/library.ts';

/** Runs an expression as if it were written in the given file of the repository. */
const writtenIn = (file: string, expression: string): unknown => runInThisContext(expression, { filename: `${repositoryRoot}${file}` });
const calls: readonly (readonly [expression: string, name: string])[] = [
  ['Date.now()', 'Date.now()'],
  ['new Date()', 'Date without a time'],
  ['Date()', 'Date without a time'],
  ['new (new Date(0).constructor)()', 'Date without a time'],
  ['Math.random()', 'Math.random()'],
  ['Array.from({ length: 2 }, Math.random)', 'Math.random()'],
  ['setTimeout(() => {}, 1)', 'setTimeout()'],
  ['setInterval(() => {}, 1)', 'setInterval()'],
  ['setImmediate(() => {})', 'setImmediate()'],
  ['performance.now()', 'performance.now()'],
  ['(1234.5).toLocaleString()', 'toLocaleString()'],
  ['new Date(0).toLocaleDateString()', 'toLocaleDateString()'],
  ['"I".toLocaleLowerCase()', 'toLocaleLowerCase()'],
  ['["b", "a"].sort((a, b) => a.localeCompare(b))', 'localeCompare()'],
  ['new Intl.Collator()', 'Intl.Collator'],
  ['Intl.DateTimeFormat()', 'Intl.DateTimeFormat'],
];

test.each(calls)('%s throws in a statechart and says what to use instead', (expression, name) => {
  const before = trappedCalls().length;
  expect(() => writtenIn('machines/pretended.ts', expression)).toThrow(`machines/pretended.ts uses ${name}, which differs from run to run or from machine to machine. `);
  expect(trappedCalls().slice(before)).toEqual([`machines/pretended.ts ${name}`]);
});

test('the message names the way out', () => {
  expect(() => writtenIn('simulation/vocabulary/pretended.ts', 'Math.random()')).toThrow('simulation/vocabulary/pretended.ts uses Math.random(), which differs from run to run or from machine to machine. Chance comes from simulation/random.ts.');
});

test.each(['simulation/calendar.ts', 'simulation/random.ts', 'simulation/pretended.test.ts', 'cli/pretended.ts', 'test/pretended.ts', 'node_modules/pretended/index.js'])('%s stays free', (file) => {
  expect(writtenIn(file, 'Date.now()')).toBeTypeOf('number');
  expect(writtenIn(file, 'new Date() instanceof Date')).toBe(true);
  expect(writtenIn(file, 'Math.random()')).toBeLessThan(1);
});

test('a date made from a given time is no look at the clock', () => {
  expect(writtenIn('evidence/pretended.ts', 'new Date(0).toISOString()')).toBe('1970-01-01T00:00:00.000Z');
});

test.each(['machines', 'mocks', 'simulation', 'evidence', 'knowledge', 'reports'])('%s/ is guarded, as path and as address', (folder) => {
  expect(guardedFile(`${repositoryRoot}${folder}/deep/file.ts`)).toBe(`${folder}/deep/file.ts`);
  expect(guardedFile(`file://${repositoryRoot}${folder}/file.ts?v=1`)).toBe(`${folder}/file.ts`);
  expect(guardedFile(`/elsewhere/${folder}/file.ts`)).toBeNull();
});

test('the whole library runs, is looked at and reported without springing the trap', async () => {
  const scenarios = await libraryScenarios();
  const before = trappedCalls().length;
  const runs = scenarios.map((scenario) => runScenario(scenario, { monitor: createInvariantMonitor() }));
  for (const { world } of runs) {
    for (const device of Object.keys(world.devices)) {
      for (const evidence of Object.values(evidences)) for (const as of ['user', 'admin', 'system'] as const) evidence?.render({ world, device, as });
    }
  }
  const report = { scenarios: runs.map((run) => ({ run, wallMs: 0 })), problems: [], version: 'test', reproduce: () => '' };
  for (const reporter of reporters) expect(reporter.render(report, plainStyle)).toBeTypeOf('string');
  expect(runs.map(({ status }) => status)).toEqual(scenarios.map(() => 'passed'));
  expect(trappedCalls().slice(before)).toEqual([]);
});
