import { expect, test } from 'vitest';
import { advanceOneInstant } from '../simulation/advance.ts';
import { runScenario, worldOf } from '../simulation/run-scenario.ts';
import { compareWorlds, hashWorld, restoreWorld, serialiseWorld, type World } from '../simulation/world.ts';
import { libraryScenarios } from './support/library.ts';

const scenarios = await libraryScenarios();
/** Instants looked at per scenario: long ones are sampled, every instant of the others. */
const instantsMax = 400;

test.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('%s: a world restored at any instant goes on as the live one', (_id, scenario) => {
  const worlds: World[] = [];
  runScenario(scenario, { withTrace: false, onInstant: (world) => worlds.push(world) });
  const stride = Math.max(1, Math.ceil(worlds.length / instantsMax));
  for (let index = 0; index < worlds.length; index += stride) {
    const live = worlds[index] as World;
    const restored = restoreWorld(serialiseWorld(live));
    expect(compareWorlds(advanceOneInstant(live), advanceOneInstant(restored))).toEqual([]);
    expect(hashWorld(restored)).toBe(hashWorld(live));
  }
});

test('the first world of every scenario survives serialising', () => {
  for (const scenario of scenarios) {
    const world = worldOf(scenario);
    expect(compareWorlds(world, restoreWorld(serialiseWorld(world)))).toEqual([]);
  }
});
