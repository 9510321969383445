/** Worlds to explore: the VPN story's, and one with two laptops, two domain controllers in two sites, and faults. */
import { loadScenarios } from '../../cli/scenario-files/load.ts';
import { packageRoot } from '../../cli/scenario-files/package-root.ts';
import { defaultSettings, type Settings } from '../../knowledge/settings.ts';
import { alphabet, everydayAlphabet, wideAlphabet } from '../../simulation/exploration/alphabet.ts';
import { createExploration, type Exploration, type ExplorationOptions } from '../../simulation/exploration/exploration.ts';
import { fixpointTime } from '../../simulation/exploration/time-model.ts';
import { worldOf } from '../../simulation/run-scenario.ts';
import { createWorld } from '../../simulation/scenario/create-world.ts';
import { worldSpecSchema } from '../../simulation/scenario/world-spec.ts';
import type { World } from '../../simulation/world.ts';

export async function scenarioWorld(id: string): Promise<World> {
  const { scenarios } = await loadScenarios([id], { cwd: packageRoot });
  const [scenario] = scenarios;
  if (!scenario) throw new Error(`the scenario ${id} is missing`);
  return worldOf(scenario);
}

export const vpnWorld = (): Promise<World> => scenarioWorld('vpn/logoff-loses-dc');

export function twoLaptops(settings: Partial<Settings> = {}): World {
  const spec = worldSpecSchema.parse({
    controllers: { DC01: { site: 'HQ' }, DC02: { site: 'Branch' } },
    connect: { SYNC01: { include: ['Laptops'], controller: 'DC02' } },
    people: { alice: {}, bob: {} },
    devices: {
      LAPTOP01: { location: 'home', power: 'on', vpn: 'user-tunnel-auto', cached: ['alice'] },
      LAPTOP02: { windows: '1809', location: 'corporate-lan', power: 'on', state: 'registered', cached: ['bob'] },
    },
  });
  return createWorld(spec, { seed: 'two laptops', startMs: Date.UTC(2026, 0, 5, 8), settings: { ...defaultSettings, ...settings } });
}

/** Faults, power, keys and passwords on top of the wide alphabet. */
const trouble = [
  'fault drs-answer-lost on', 'fault drs-answer-lost off', 'fault dc-ldap-blocked on', 'fault dc-ldap-blocked off', 'DC01 stops', 'DC01 starts',
  'LAPTOP01 restarts', 'LAPTOP01 loses its TPM keys', 'LAPTOP02 loses part of its join state', 'AD admin clears userCertificate of LAPTOP01', 'AD admin disables LAPTOP02', 'AD admin enables LAPTOP02',
  'AD admin resets the password of bob', 'bob types the new password', 'the tunnel of LAPTOP01 drops', 'LAPTOP02 is re-imaged',
  'AD admin changes the UPN of bob to robert@contoso.com', 'AD admin changes the UPN of bob to bob@contoso.com',
];

/** The everyday alphabet of the VPN story, to the fixpoint. */
export const everyday = (world: World, options: Partial<ExplorationOptions> = {}): Exploration =>
  createExploration(world, { actions: alphabet(everydayAlphabet(world)), time: fixpointTime, interleaving: 'breaking', ...options });

/** All that can happen to a world: far too much to end. */
export const wild = (world: World, options: Partial<ExplorationOptions> = {}): Exploration =>
  createExploration(world, { actions: alphabet(wideAlphabet(world), { add: trouble }), time: fixpointTime, interleaving: 'everywhere', ...options });
