import { expect, test } from 'vitest';
import { loadScenarios } from '../cli/scenario-files/load.ts';
import { packageRoot } from '../cli/scenario-files/package-root.ts';
import { evidenceFields, evidences } from '../evidence/index.ts';
import { alphabet } from '../simulation/exploration/alphabet.ts';
import { createExploration } from '../simulation/exploration/exploration.ts';
import { endFields, findingOf, scenarioText } from '../simulation/exploration/finding.ts';
import { pendingLoops, staysPending, twiceAround } from '../simulation/exploration/pending-loops.ts';
import type { Loop } from '../simulation/exploration/questions/cycles.ts';
import { graphOf } from '../simulation/exploration/questions/graph.ts';
import { fixpointTime } from '../simulation/exploration/time-model.ts';
import { runScenario, worldOf } from '../simulation/run-scenario.ts';
import { parseScenario } from '../simulation/scenario/parse-yaml.ts';

async function explored(sentences: readonly string[], overrides: { readonly [path: string]: string } = {}) {
  const { scenarios } = await loadScenarios(['vpn/logoff-loses-dc'], { cwd: packageRoot, overrides });
  const [scenario] = scenarios;
  if (!scenario) throw new Error('the scenario is missing');
  const exploration = createExploration(worldOf(scenario), { actions: alphabet(sentences), time: fixpointTime, interleaving: 'settled', budget: { nature: 1 } });
  expect(exploration.run().kind).toBe('complete');
  return { scenario, exploration, answer: pendingLoops(exploration, graphOf(exploration), 'LAPTOP01') };
}

const sentencesOf = (loop: Loop | null) => loop?.actions.map(({ action }) => action.text);

test('a user who dials after signing in and signs out later stays Pending for ever (I21)', async () => {
  const { exploration, answer } = await explored(['alice signs in', 'alice signs out', 'alice connects VPN', 'alice disconnects VPN']);
  expect(answer.withController).toBeNull();
  expect(sentencesOf(answer.betweenTriggers)).toEqual(['alice connects VPN', 'alice signs out', 'alice signs in']);
  // It is a cycle: step by step from its first state, it comes back there.
  const { path, cycle } = answer.betweenTriggers as Loop;
  const follow = (from: number, steps: Loop['path']): number =>
    steps.reduce((state, step) => {
      const next: number[] = [];
      exploration.edges(state, (input, target) => { if (JSON.stringify(exploration.step(state, input)) === JSON.stringify(step)) next.push(target); });
      expect(next).toHaveLength(1);
      return next[0] as number;
    }, from);
  const first = follow(0, path);
  expect(follow(first, cycle)).toBe(first);
});

test('the trap is a scenario that goes around it twice, without hours of waiting in it, and ends in it', async () => {
  const { scenario, exploration, answer: { betweenTriggers } } = await explored(['alice signs in', 'alice signs out', 'alice connects VPN', 'alice disconnects VPN', 'helpdesk runs "dsregcmd /join" as admin']);
  const loop = betweenTriggers as Loop;
  expect([...loop.path, ...loop.cycle].filter(({ kind }) => kind === 'ages')).toEqual([]);
  const finding = findingOf(exploration.start, twiceAround(loop), staysPending('LAPTOP01', true));
  if (finding.outcome !== 'confirmed') throw new Error(finding.why);
  const parsed = parseScenario(scenarioText(scenario, finding, { title: 'The trap', cause: 'x', source: ['x'], fields: [...endFields, 'network.system.dc'] }, null), { id: 'trap', file: null, evidences: evidenceFields, baseNames: [], lookup: () => undefined });
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  const seen: string[] = [];
  const run = runScenario(parsed.scenario, { onInstant: (world) => { seen.push(`${evidences.portal?.field({ world, device: 'LAPTOP01', as: 'user' }, 'registered') ?? 'absent'}, ${evidences.network?.field({ world, device: 'LAPTOP01', as: 'system' }, 'system.dc') ?? ''}`); } });
  expect([run.status, run.failures]).toEqual(['passed', []]);
  const changes = seen.filter((shown, index) => shown !== seen[index - 1]);
  // Into the trap, and twice around: a controller comes and goes between two attempts.
  expect(changes.slice(changes.findIndex((shown) => shown.startsWith('Pending')))).toEqual(Array.from({ length: 4 }, () => ['Pending, reachable', 'Pending, unreachable']).flat());
  const events = run.world.devices.LAPTOP01?.eventLog.map(({ id }) => id) ?? [];
  expect(events.slice(events.lastIndexOf(304) + 1).filter((id) => [304, 306, 334].includes(id))).toEqual([334, 334, 334]);
  expect(run.virtualMs).toBeLessThan(2 * 3_600_000);
});

test('in the office there is no trap', async () => {
  const { answer } = await explored(['alice signs in', 'alice signs out'], { 'LAPTOP01.location': 'corporate-lan' });
  expect(answer.pendingStates).toBeGreaterThan(100);
  expect(answer).toMatchObject({ withController: null, betweenTriggers: null });
});

test('a registration service that never sees the device breaks the promise of the hourly run (I20)', async () => {
  const { answer } = await explored(['alice signs in'], { 'LAPTOP01.location': 'corporate-lan', 'entra.propagation': 'inf' });
  expect(sentencesOf(answer.withController)).toEqual([]);
  expect(answer.withController?.cycle.some(({ kind }) => kind === 'time')).toBe(true);
});

test('nobody promises anything while a fault is on', async () => {
  const { answer } = await explored(['alice signs in', 'fault drs-throttled on'], { 'LAPTOP01.location': 'corporate-lan' });
  expect(answer.pendingStates).toBeGreaterThan(100);
  expect(answer.withController).toBeNull();
});
