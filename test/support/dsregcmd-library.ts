/** The library as dsregcmd sees it: every instant at which a scenario asserts something, every device, whoever can look. */
import type { EvidenceContext } from '../../evidence/evidence.ts';
import { instantsOf, runScenario } from '../../simulation/run-scenario.ts';
import { sessionOf } from '../../simulation/session.ts';
import type { World } from '../../simulation/world.ts';
import { libraryScenarios } from './library.ts';

export interface Look {
  readonly label: string;
  readonly world: World;
  readonly device: string;
  readonly as: EvidenceContext;
}

const contexts: readonly EvidenceContext[] = ['user', 'admin', 'system'];

export async function looksAtTheLibrary(): Promise<readonly Look[]> {
  const looks: Look[] = [];
  for (const scenario of await libraryScenarios()) {
    for (const untilMs of instantsOf(scenario)) {
      const { world } = runScenario(scenario, { untilMs, withTrace: false });
      for (const device of Object.keys(world.devices)) {
        const present = contexts.filter((as) => as === 'system' || sessionOf(world, device).user !== null);
        looks.push(...present.map((as) => ({ label: `${scenario.id} at ${untilMs} ms, ${device} as ${as}`, world, device, as })));
      }
    }
  }
  return looks;
}
