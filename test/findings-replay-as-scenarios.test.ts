import { beforeAll, expect, test } from 'vitest';
import { baseNamesOf, loadScenarios, lookupFrom } from '../cli/scenario-files/load.ts';
import { packageRoot } from '../cli/scenario-files/package-root.ts';
import { evidenceFields } from '../evidence/index.ts';
import { lifecycleOf } from '../simulation/cloud-device.ts';
import type { Exploration } from '../simulation/exploration/exploration.ts';
import { findingOf, scenarioText, type Finding, type FindingText, type Origin } from '../simulation/exploration/finding.ts';
import { shortened, walkWay, wayOf, type Goal } from '../simulation/exploration/way.ts';
import { createInvariantMonitor } from '../simulation/invariants/index.ts';
import { runScenario, worldOf } from '../simulation/run-scenario.ts';
import type { Scenario } from '../simulation/scenario/model.ts';
import { parseScenario } from '../simulation/scenario/parse-yaml.ts';
import type { World } from '../simulation/world.ts';
import { everyday } from './support/exploration-worlds.ts';

let explored: Scenario;
let world: World;
let exploration: Exploration;

beforeAll(async () => {
  const { scenarios } = await loadScenarios(['vpn/logoff-loses-dc'], { cwd: packageRoot, overrides: { 'prt.lifetime': '5h' } });
  explored = scenarios[0] as Scenario;
  world = worldOf(explored);
  exploration = everyday(world, { interleaving: 'settled' });
  exploration.run();
});

const prt = (seen: World): string => JSON.stringify(seen.actors['prt:LAPTOP01/alice']?.value ?? null);
const goals = {
  pending: (seen: World) => lifecycleOf(seen, seen.devices.LAPTOP01?.objectGuid ?? '') === 'pending',
  joined: (seen: World) => seen.devices.LAPTOP01?.join !== null,
  'with a token': (seen: World) => prt(seen).startsWith('{"valid'),
  'with an expired token': (seen: World) => prt(seen) === '{"none":"expired"}',
} as const;

function wayTo(holds: (seen: World) => boolean) {
  const seen = exploration.observe(holds);
  const state = [...Array(exploration.store.size).keys()].find(seen);
  if (state === undefined) throw new Error('there is no such state');
  return wayOf(exploration.path(state));
}

const change: Origin = { base: 'managed/home-laptop', change: { 'LAPTOP01.vpn': 'user-tunnel-manual', 'task.nextRun': '60m', 'connect.nextCycle': '72m', 'prt.lifetime': '5h' } };
const text: FindingText = { title: 'A finding', cause: 'Found by exploration.', source: ['exploration'] };

function replayed(finding: Finding, origin: Origin | null, more: Partial<FindingText> = {}) {
  if (finding.outcome !== 'confirmed') throw new Error(finding.why);
  const parsed = parseScenario(scenarioText(explored, finding, { ...text, ...more }, origin), { id: 'finding', file: null, evidences: evidenceFields, baseNames: baseNamesOf(), lookup: lookupFrom(null) });
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return { ...runScenario(parsed.scenario, { monitor: createInvariantMonitor() }), timeline: parsed.scenario.timeline };
}

test.each(Object.entries(goals))('the shortest way to a device %s is a scenario that passes and ends there', (_name, holds) => {
  const finding = findingOf(world, wayTo(holds), { kind: 'world', holds });
  for (const origin of [change, null]) {
    const run = replayed(finding, origin);
    expect({ status: run.status, failures: run.failures, there: holds(run.world) }).toEqual({ status: 'passed', failures: [], there: true });
    expect(run.timeline.at(-1)?.expectations[0]?.conditions).toHaveLength(5);
  }
});

test('nothing that is done is without need: without any one action the way leads elsewhere', () => {
  const goal: Goal = { kind: 'world', holds: goals['with a token'] };
  const way = wayTo(goals['with a token']);
  const padded = [...way.slice(0, -1), ...wayTo(goals.pending), ...way.slice(-1)];
  const short = shortened(world, padded, goal);
  const actions = short.flatMap((step, index) => (step.kind === 'do' ? [index] : []));
  expect(actions.length).toBeLessThan(padded.filter(({ kind }) => kind === 'do').length);
  expect(actions.map((index) => walkWay(world, short.filter((_, at) => at !== index), goal).kind)).toEqual(actions.map(() => 'missed'));
});

test('an event that the way leads to is seen at its end', () => {
  const finding = findingOf(world, wayTo(goals.joined), { kind: 'entry', is: ({ kind, data }) => kind === 'log' && data.id === 306 });
  const run = replayed(finding, change, { events: [306] });
  expect(run.status).toBe('passed');
  expect(replayed(finding, change, { events: [305] }).failures).toMatchObject([{ kind: 'expectation', conditions: [{ text: 'event: 305', holds: false }, {}, {}, {}, {}, {}] }]);
});

test('a way that leads elsewhere with real times is not confirmed, with the reason', () => {
  const way = wayTo(goals.joined);
  const lock = exploration.options.actions.find(({ action }) => action.text === 'alice locks')?.action;
  if (!lock) throw new Error('nobody locks');
  expect(findingOf(world, [{ kind: 'do', action: lock }, ...way], { kind: 'world', holds: goals.joined })).toMatchObject({ outcome: 'not confirmed', why: expect.stringMatching(/^at 0m, .*alice/) });
  expect(findingOf(world, way, { kind: 'world', holds: goals['with a token'] })).toMatchObject({ outcome: 'not confirmed', why: expect.stringMatching(/^with real times the way ends at \w+ without it$/) });
});

test('any field of an evidence can be what is seen, also one that is not shown', () => {
  const finding = findingOf(world, wayTo(goals.pending), { kind: 'world', holds: goals.pending });
  expect(replayed(finding, change, { fields: ['stage.next', 'network.system.dc', 'dsregcmd.Client ErrorCode'] }).failures).toEqual([]);
});
