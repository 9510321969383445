import { expect, test } from 'vitest';
import { loadScenarios } from '../cli/scenario-files/load.ts';
import { packageRoot } from '../cli/scenario-files/package-root.ts';
import { alphabet, everydayAlphabet } from '../simulation/exploration/alphabet.ts';
import { noReturnOf, settledInstants } from '../simulation/exploration/questions/no-return.ts';
import { repairAlphabet, repairOfWorld, type Repair } from '../simulation/exploration/questions/repair.ts';
import { roundsOf, stuckInRounds } from '../simulation/exploration/questions/stuck-rounds.ts';
import { whenOf } from '../simulation/exploration/questions/when.ts';
import { runScenario } from '../simulation/run-scenario.ts';
import type { Scenario } from '../simulation/scenario/model.ts';
import type { World } from '../simulation/world.ts';
import { vpnWorld } from './support/exploration-worlds.ts';

const minuteMs = 60_000;

async function story(): Promise<Scenario> {
  const { scenarios: [scenario] } = await loadScenarios(['vpn/logoff-loses-dc'], { cwd: packageRoot });
  if (!scenario) throw new Error('the VPN scenario is missing');
  return scenario;
}

/** Signed in for a second, the tunnel closed, Pending in the portal. */
const pendingWithoutTunnel = async (): Promise<World> => runScenario(await story(), { withTrace: false, untilMs: 106 * minuteMs }).world;

const sentences = ({ finding }: Repair): readonly string[] => (finding.outcome === 'confirmed' ? finding.actions.map(({ action }) => action.text) : [finding.why]);
const repairs = (world: World, without: readonly string[] = []) => repairOfWorld(world, 'LAPTOP01', { actions: alphabet(repairAlphabet(world, 'LAPTOP01'), { remove: without }), all: true });

test('the cheapest repair is to wait for the hourly run with the tunnel up, then to lock and unlock; quicker are an elevated and a SYSTEM /join', async () => {
  const answer = repairs(await pendingWithoutTunnel());
  if (answer.kind !== 'found') throw new Error(answer.kind);
  expect(sentences(answer.cheapest)).toEqual(['alice connects VPN', 'alice locks', 'alice unlocks']);
  expect(answer.cheapest).toMatchObject({ counts: { user: 3, helpdesk: 0, admin: 0 }, waitsMs: 14 * minuteMs });
  expect(answer.quicker.map((repair) => [repair.waitsMs, ...sentences(repair)])).toEqual([
    [0, 'alice connects VPN', 'helpdesk runs "dsregcmd /join" as admin', 'alice locks', 'alice unlocks'],
    [0, 'alice connects VPN', 'helpdesk runs "dsregcmd /join" as system remotely', 'alice locks', 'alice unlocks'],
  ]);
});

test('without the tunnel there is no repair where the device is', async () => {
  expect(repairs(await pendingWithoutTunnel(), ['alice connects VPN'])).toMatchObject({ kind: 'none' });
});

test('stuck finds the Pending loop of sign-out and sign-in, the device moved out of scope and back, and the answer that was lost', async () => {
  const world = await vpnWorld();
  const options = { actions: alphabet(everydayAlphabet(world)), repairs: alphabet(everydayAlphabet(world)), seed: 'test', statesMax: 400_000, shouldStop: () => false, walks: 100 };
  const { rounds, kinds } = stuckInRounds(world, 'LAPTOP01', roundsOf(world), options);
  expect(rounds.map(({ outcome }) => outcome.kind)).toEqual(['complete', 'complete', 'complete']);
  expect(kinds.map(({ standing }) => standing)).toEqual(expect.arrayContaining([
    'Pending in the portal, not joined on the device, no PRT',
    'Pending in the portal, joined on the device, which the portal does not know as registered, no PRT',
    'registered in the portal, not joined on the device, no PRT',
  ]));
  const loop = kinds.find(({ standing }) => standing.startsWith('Pending in the portal, not joined'));
  expect(loop?.finding).toMatchObject({ outcome: 'confirmed' });
  expect(loop?.ended).toBeGreaterThan(0);
}, 60_000);

test('nobody acting, it never comes while the tunnel is closed; with users it comes with the run at sign-in, and can be put off for ever', async () => {
  const world = await pendingWithoutTunnel();
  const answer = whenOf(world, 'LAPTOP01', { actions: alphabet(everydayAlphabet(world)), horizonMs: 4 * 60 * minuteMs, actionsMax: 3 });
  expect(answer.alone.registered.earliest).toEqual({ kind: 'beyond' });
  expect(answer.withUsers.registered).toMatchObject({ earliest: { kind: 'at', afterMs: 38_740 }, latest: { kind: 'never' }, actions: [{ text: 'alice connects VPN' }] });
  expect(answer.withUsers.prt.actions.map(({ text }) => text)).toEqual(['alice connects VPN', 'alice locks', 'alice unlocks']);
});

test('the run has no moment of no return: users alone can get there from every instant', async () => {
  const worlds = settledInstants(await story());
  const answer = noReturnOf(worlds, 'LAPTOP01', alphabet(everydayAlphabet(worlds[0] as World)), 200_000);
  expect(answer.noReturnMs).toBeNull();
  expect([...new Set(answer.stretches.map(({ helps }) => helps))]).toEqual(['user', 'done']);
});

test('out of scope and back: from the moment the object is gone from the portal users alone cannot get there', async () => {
  const { scenarios: [scenario] } = await loadScenarios(['prt/out-of-scope-and-back-is-stuck'], { cwd: packageRoot });
  const worlds = settledInstants(scenario as Scenario).filter(({ nowMs }) => nowMs >= 30 * minuteMs && nowMs < 50 * minuteMs);
  const answer = noReturnOf(worlds, 'PC01', alphabet([...everydayAlphabet(worlds[0] as World), 'helpdesk runs "dsregcmd /leave" as admin']), 200_000);
  expect(answer.noReturnMs).toBe(30 * minuteMs);
  expect(answer.stretches[0]).toMatchObject({ helps: 'helpdesk' });
});
