import { expect, test } from 'vitest';
import { createInvariantMonitor } from '../simulation/invariants/index.ts';
import { runScenario } from '../simulation/run-scenario.ts';
import { joinlab } from './support/command-line.ts';
import { libraryScenarios } from './support/library.ts';

const scenarios = (await libraryScenarios()).filter(({ id }) => /^(vpn|corporate-network)\//.test(id));
const here = scenarios.map((scenario) => [scenario.id, runScenario(scenario, { monitor: createInvariantMonitor() }).traceHash]);

test.each([
  { TZ: 'Asia/Kathmandu', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
  { TZ: 'America/St_Johns', LANG: 'C', LC_ALL: 'C' },
])('in $TZ and $LANG', (env) => {
  const { code, out, error } = joinlab(['run', 'scenarios/vpn', 'scenarios/corporate-network', '--reporter', 'json'], { env });
  expect([code, error]).toEqual([0, '']);
  const report = JSON.parse(out) as { scenarios: { file: string; traceHash: string }[] };
  const there = report.scenarios.map(({ file, traceHash }) => [file.replace(/^scenarios\/|\.yaml$/g, ''), traceHash]);
  expect(new Map(there as [string, string][])).toEqual(new Map(here as [string, string][]));
  expect(there.length).toBeGreaterThan(20);
});
