import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadScenarios } from '../cli/scenario-files/load.ts';
import { charts } from '../machines/index.ts';
import type { ChartKind } from '../machines/language.ts';
import { evidences } from '../evidence/index.ts';
import { alphabet, possibleAction } from '../simulation/exploration/alphabet.ts';
import { createExploration } from '../simulation/exploration/exploration.ts';
import { fixpointTime } from '../simulation/exploration/time-model.ts';
import { coverOf, takenByRun } from '../simulation/exploration/covering/cover.ts';
import { replay } from '../simulation/replay.ts';
import { arrowsOfKind } from '../simulation/exploration/covering/chart-arrows.ts';
import { criteria, itemsOf, type Criterion } from '../simulation/exploration/covering/criteria.ts';
import { createInvariantMonitor } from '../simulation/invariants/index.ts';
import { runScenario, worldOf } from '../simulation/run-scenario.ts';
import type { Scenario } from '../simulation/scenario/model.ts';
import { ChartCoverage } from './support/chart-coverage.ts';
import { exploreIn } from './support/explore-command.ts';

const dir = mkdtempSync(join(tmpdir(), 'joinlab-cover-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
writeFileSync(join(dir, 'office.yaml'), 'title: In the office\nbase: managed/home-laptop\nchange: { LAPTOP01.state: registered, LAPTOP01.location: corporate-lan, prt.lifetime: 5h }\ntimeline:\n  - at: 0m\n    do: alice signs in\n');
const explore = exploreIn(dir);
const little = ['office.yaml', '--interleaving', 'settled', '--remove', 'helpdesk runs "dsregcmd /join" as admin'];

interface Answer {
  readonly items: number;
  readonly taken: readonly string[];
  readonly atStart: readonly string[];
  readonly never: readonly string[];
  readonly notConfirmed: readonly { readonly item: string }[];
  readonly scenarios: readonly { readonly id: string }[];
  readonly complete: boolean;
}

async function covered(criterion: Criterion, more: readonly string[] = []): Promise<{ readonly answer: Answer; readonly scenarios: readonly Scenario[] }> {
  const { code, out } = await explore([...little, '--cover', criterion, '--save', criterion, '--json', ...more]);
  expect(code).toBe(0);
  const { scenarios, problems } = await loadScenarios([criterion], { cwd: dir });
  expect(problems).toEqual([]);
  return { answer: JSON.parse(out) as Answer, scenarios };
}

/** Arrows and states that are really taken, seen by somebody who knows nothing of the exploration. */
function recounted(scenarios: readonly Scenario[]): { readonly missing: ReturnType<ChartCoverage['missing']> } {
  const coverage = new ChartCoverage().start();
  try {
    for (const scenario of scenarios) {
      worldOf(scenario);
      runScenario(scenario, { withTrace: false });
    }
    return { missing: coverage.missing() };
  } finally {
    coverage.stop();
  }
}

const kindsOfOffice: readonly ChartKind[] = (Object.keys(charts) as ChartKind[]).filter((kind) => kind !== 'vpn');

test.each(criteria)('%s: every item is taken by the saved scenarios, not confirmed, or never reached; each scenario passes', async (criterion) => {
  const { answer, scenarios } = await covered(criterion, criterion === 'faults' ? ['--add', 'fault dc-paused on', '--add', 'fault token-service-unavailable on'] : []);
  expect(scenarios.map(({ id }) => id.replace(`${criterion}/`, ''))).toEqual(answer.scenarios.map(({ id }) => id));
  expect(scenarios.length).toBeGreaterThan(0);
  expect(scenarios.flatMap((scenario) => runScenario(scenario, { monitor: createInvariantMonitor() }).failures)).toEqual([]);
  const places = [...answer.taken, ...answer.never, ...answer.notConfirmed.map(({ item }) => item)];
  expect(places).toHaveLength(answer.items);
  expect(new Set(places).size).toBe(answer.items);
  expect(answer.complete).toBe(true);
});

test('states and transitions are counted by an onlooker with the same result', async () => {
  const states = await covered('states');
  const all = itemsOf('states', kindsOfOffice, new Set());
  expect(all.filter((id) => !recounted(states.scenarios).missing.states.includes(id)).sort()).toEqual([...states.answer.taken].sort());
  const transitions = await covered('transitions');
  const { missing } = recounted(transitions.scenarios);
  const taken = kindsOfOffice.flatMap((kind) => arrowsOfKind(kind)).map(({ name }) => name).filter((name) => !missing.arrows.includes(name));
  expect(taken.sort()).toEqual([...transitions.answer.taken].sort());
});

test.each(['transitions', 'pairs', 'guards'] as const)('%s: what a run of the explored world takes is found by the exploration', async (criterion) => {
  const { scenarios } = await loadScenarios(['office.yaml'], { cwd: dir });
  const [office] = scenarios as [Scenario];
  const world = worldOf(office);
  const exploration = createExploration(world, { actions: alphabet(['alice signs in', 'alice signs out', 'alice locks', 'alice unlocks']), time: fixpointTime, interleaving: 'settled' });
  exploration.run();
  const { all, never } = coverOf(exploration, { criterion, makeWorld: () => worldOf(office) });
  const steps = ['alice signs in', 'alice locks', 'alice unlocks', 'alice signs out', 'alice signs in', 'alice locks'].map((text, index) => ({ atMs: index * 3_600_000 * 3, at: null, actions: [possibleAction(text).action], expectations: [] }));
  const taken = takenByRun(criterion, () => worldOf(office), (onInstant) => void replay({ ...office, timeline: steps }, worldOf(office), { evidences, withTrace: false, onInstant, untilMs: 86_400_000 * 3 }));
  expect(taken.size).toBeGreaterThan(20);
  expect([...taken].filter((item) => never.includes(item))).toEqual([]);
  expect([...taken].filter((item) => !all.includes(item))).toEqual([]);
});

test('the set is small: no scenario is there that the others make needless, and each says what it is for', async () => {
  const { answer, scenarios } = await covered('transitions');
  expect(answer.taken.length / scenarios.length).toBeGreaterThan(5);
  for (const scenario of scenarios) {
    const others = scenarios.filter((other) => other !== scenario);
    expect(recounted(others).missing.arrows.length).toBeGreaterThan(recounted(scenarios).missing.arrows.length);
  }
  const text = readFileSync(join(dir, 'transitions', 'cover-transitions-1.yaml'), 'utf8');
  expect(text).toMatch(/^title: "?Covers transitions, 1 of \d: .* -> .* and \d+ more"?\n/);
  expect(text).toMatch(/\n {4}note: \|\n {6}Takes, what none before it takes:\n {6}\S+ .* -> /);
});

test('one screen says how many scenarios take how many items, and what is never reached', async () => {
  const { flat, out } = await explore([...little, '--cover', 'guards']);
  expect(out.split('\n').every((line) => line.length <= 80)).toBe(true);
  expect(flat).toMatch(/\ncover {9}\d+ scenarios take \d+ of \d+ answers of guards, counted in their replays; \d+ of them as the world begins\n {2}never {7}\d+ not reached within these actions and limits: /);
});

test('what a limit left out is said, and a set is chosen of what was found', async () => {
  const { code, flat } = await explore([...little, '--cover', 'states', '--max-states', '60']);
  expect(code).toBe(0);
  expect(flat).toContain('NOT complete, stopped at --max-states');
  expect(flat).toMatch(/cover {9}\d+ scenarios take \d+ of \d+ states of the charts, .*\n {2}never {7}\d+ not reached so far: /);
});

test('an unknown criterion is answered with the known ones; a folder that is a file is refused', async () => {
  await expect(explore([...little, '--cover', 'everything'])).rejects.toThrow('Allowed choices are states, transitions, pairs, guards, faults');
  expect(await explore([...little, '--cover', 'states', '--save', 'office.yaml'])).toMatchObject({ code: 2, out: '', error: expect.stringContaining('--save office.yaml: ') });
});
