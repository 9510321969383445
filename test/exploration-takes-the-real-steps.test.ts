import { expect, test } from 'vitest';
import { lifecycleOf } from '../simulation/cloud-device.ts';
import { boundedTime } from '../simulation/exploration/time-model.ts';
import { sessionOf } from '../simulation/session.ts';
import { trafficFailure } from '../simulation/traffic.ts';
import type { World } from '../simulation/world.ts';
import { differences, firstWorld, proveEdges, replayPath, walk } from './support/exploration-proof.ts';
import { everyday, twoLaptops, vpnWorld, wild } from './support/exploration-worlds.ts';

// The long version of all of these, over every edge of the VPN story and a million others: npm run explore:proof.

const lookAt = (world: World) => ({
  joined: world.devices.LAPTOP01?.join !== null,
  portal: lifecycleOf(world, world.devices.LAPTOP01?.objectGuid ?? ''),
  session: sessionOf(world, 'LAPTOP01').state,
  dc: trafficFailure(world, 'LAPTOP01', 'system', { kind: 'dc', controller: null, service: 'ldap' })?.code ?? null,
  asks: Object.values(world.questions).map(({ operation, leg }) => `${operation} ${leg}`).sort(),
});

test('the VPN story ends at a fixpoint, and edges from memory are what the charts and mocks do', async () => {
  const exploration = everyday(await vpnWorld());
  expect(exploration.run()).toMatchObject({ kind: 'complete', frontier: 0, cutByBudget: false, cutByHorizon: false });
  expect(proveEdges(exploration, 600, 11)).toBeGreaterThan(1_000);
  expect(exploration.run().kind).toBe('complete');
});

test('the way to a state, gone in a world that is never simplified, leads to that state', async () => {
  const world = await vpnWorld();
  const exploration = everyday(world, { interleaving: 'settled' });
  exploration.run();
  const joined = exploration.observe((seen) => seen.devices.LAPTOP01?.join !== null);
  const state = [...Array(exploration.store.size).keys()].find(joined) ?? -1;
  const replayed = replayPath(exploration, firstWorld(exploration, world), state);
  expect(differences(exploration, replayed, state)).toEqual([]);
  expect(replayed.devices.LAPTOP01?.join).toMatchObject({ tenantName: 'contoso.com' });
  expect(exploration.path(state).flatMap((step) => (step.kind === 'action' ? [step.action.action.text] : [])).at(0)).toBe('alice signs in');
});

test('what is observed from memory is what the world of the state shows', async () => {
  const exploration = everyday(await vpnWorld());
  exploration.run();
  const seen = exploration.observe(lookAt);
  const shown = new Set<string>();
  for (let state = 0; state < exploration.store.size; state += 307) {
    expect(seen(state)).toEqual(lookAt(exploration.world(state)));
    shown.add(`${seen(state).portal} ${seen(state).joined}`);
  }
  expect([...shown].sort()).toEqual(['absent false', 'pending false', 'registered false', 'registered true']);
});

test.each([
  ['as it comes', {}],
  ['with the open questions answered the other way', { 'prt.retryOnNetworkUp': true, 'precheck.requiresDc': false, 'entra.hybridSoftDelete': true, 'entra.disableDelay': 3_600_000, 'leave.localRegardless': false, 'task.startOnNetworkUp': true }],
] as const)('two laptops, two sites and faults, %s: random edges and random ways agree with the real steps', (_name, settings) => {
  const world = twoLaptops(settings);
  const exploration = wild(world);
  exploration.run({ statesMax: 2_000 });
  expect(proveEdges(exploration, 40, 5)).toBeGreaterThan(200);
  for (const seed of [1, 2, 3]) expect(walk(exploration, firstWorld(exploration, world), 40, seed)).toMatchObject({ steps: 40 });
});

test('so do they with delays as they are', () => {
  const world = twoLaptops();
  const exploration = wild(world, { time: boundedTime, atomicInside: false });
  exploration.run({ statesMax: 2_000 });
  expect(proveEdges(exploration, 40, 7)).toBeGreaterThan(200);
  expect(walk(exploration, firstWorld(exploration, world), 60, 4)).toMatchObject({ steps: 60 });
});
