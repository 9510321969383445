/** Settings that a scenario changes: what is not known is never a silent choice. */
import { changedSettings, effectiveSettings, printSetting } from '../simulation/scenario/settings.ts';
import type { Scenario } from '../simulation/scenario/model.ts';

/** `task.nextRun=1h connect.nextCycle=72m`; `null` where all are at their default. */
export function settingsLine(scenario: { readonly world: Pick<Scenario['world'], 'settings'> }): string | null {
  const settings = effectiveSettings(scenario.world.settings);
  const changed = changedSettings(settings).map((key) => `${key}=${printSetting(key, settings)}`);
  return changed.length === 0 ? null : changed.join(' ');
}
