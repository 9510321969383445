import { afterAll, expect, test } from 'vitest';
import { charts } from '../machines/index.ts';
import { startChart, stepChart, type StoredSnapshot } from '../simulation/chart-engine.ts';
import { runScenario, worldOf } from '../simulation/run-scenario.ts';
import { ChartCoverage } from './support/chart-coverage.ts';
import { libraryScenarios } from './support/library.ts';
import { shortPaths, type ShortPath } from './support/short-chart-paths.ts';

const scenarios = await libraryScenarios();
const coverage = new ChartCoverage().start();
afterAll(() => coverage.stop());
for (const scenario of scenarios) {
  // A run may begin from a world that an earlier run made: its charts are started here.
  worldOf(scenario);
  runScenario(scenario, { withTrace: false });
}
const missedByLibrary = coverage.missing();

/** Walks the way, then looks at what the last event takes. */
function takenByLastOf({ chart, input, way, last }: ShortPath): readonly string[] {
  const machine = charts[chart];
  let snapshot: StoredSnapshot | undefined;
  const atStart = coverage.takenBy(() => { snapshot = startChart(machine, input).snapshot; });
  if (!snapshot || !last) return atStart;
  for (const event of way) snapshot = stepChart(machine, snapshot, event).snapshot;
  const arrived = snapshot;
  return coverage.takenBy(() => { stepChart(machine, arrived, last); });
}

test.each(shortPaths.map((path) => [path.arrow, path] as const))('%s', (arrow, path) => {
  expect(takenByLastOf(path)).toContain(arrow);
});

test('every state is entered and every arrow taken: by a scenario of the library, or by a short path with its reason', () => {
  for (const path of shortPaths) takenByLastOf(path);
  // Counted so that a chart that is forgotten here, or an observer that XState no longer feeds, is noticed.
  expect(coverage.total.states).toBeGreaterThanOrEqual(138);
  expect(coverage.total.arrows).toBeGreaterThanOrEqual(264);
  expect(coverage.missing()).toEqual({ states: [], arrows: [] });
});

test('the library alone takes three arrows of four', () => {
  expect(missedByLibrary.arrows.length / coverage.total.arrows).toBeLessThan(0.25);
});

test('every short path says why no scenario tells of it', () => {
  expect(shortPaths.filter(({ why }) => !/^[A-Z].{20,}\.$/.test(why))).toEqual([]);
});
