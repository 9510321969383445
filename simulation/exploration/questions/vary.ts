/** The other values of what is not known: settings that answer an open question, each with what else it could be. */
import { openQuestions } from '../../../knowledge/open-questions.ts';
import { settingDefinitions, type SettingKey } from '../../../knowledge/settings.ts';
import type { Scenario } from '../../scenario/model.ts';
import { effectiveSettings, isSettingKey, printSetting } from '../../scenario/settings.ts';

export interface Variation {
  readonly question: string;
  readonly key: SettingKey;
  readonly value: string;
  readonly scenario: Scenario;
}

/** What the open questions name besides the default, for settings that are neither yes-or-no nor a choice; ends of a range stand for it. */
const otherDurations: { readonly [key in SettingKey]?: readonly string[] } = {
  'task.repeatFor': ['1d'], 'task.logonDelay': ['0s', '60s'], 'prt.lifetime': ['90d'], 'entra.propagation': ['0s', '5m'], 'connect.runTime': ['30s', '10m'], 'cert.bootstrapValidity': ['365d'],
};

function othersOf(key: SettingKey): readonly string[] {
  const { kind } = settingDefinitions[key];
  if (kind === 'flag') return ['yes', 'no'];
  const { values } = settingDefinitions[key] as { readonly values?: readonly string[] };
  return values ?? otherDurations[key] ?? [];
}

/** A scenario once for each other value of each of these settings. */
export function variationsOf(scenario: Scenario): readonly Variation[] {
  const now = effectiveSettings(scenario.world.settings);
  return openQuestions.flatMap(({ id, settingKeys }) => settingKeys.filter(isSettingKey).flatMap((key) => {
    return othersOf(key).flatMap((value) => {
      const settings = { ...scenario.world.settings, [key]: value };
      return printSetting(key, effectiveSettings(settings)) === printSetting(key, now) ? [] : [{ question: id, key, value, scenario: { ...scenario, world: { ...scenario.world, settings } } }];
    });
  }));
}
