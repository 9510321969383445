/** Settings as written in a scenario or on the command line. */
import { defaultSettings, settingDefinitions, settingKeys, type RangeMs, type SettingKey, type Settings } from '../../knowledge/settings.ts';
import { clip } from './collector.ts';
import { foreverMs, formatDuration, minuteMs, parseDurationMs } from '../calendar.ts';

export type ParsedSetting = { readonly value: number | boolean | string | RangeMs } | { readonly problem: string; readonly choices: readonly string[] };

export const isSettingKey = (key: string): key is SettingKey => Object.hasOwn(settingDefinitions, key);

/** What repeats needs a length: zero would repeat for ever at one instant. */
const durationMsMin: { readonly [key in SettingKey]?: number } = { 'task.repeatEvery': minuteMs, 'connect.cycleEvery': minuteMs, 'connect.passwordSyncEvery': minuteMs };
/** on-premises.md 0 [cached-logon]: 0 to 50. Other whole numbers have no narrower bound than their digits. */
const numberMax: { readonly [key in SettingKey]?: number } = { cachedLogons: 50 };

function parseRange(text: string): RangeMs | undefined {
  const [from, to = from, more] = text.split('..');
  if (more !== undefined) return undefined;
  const minMs = parseDurationMs(from ?? '');
  const maxMs = parseDurationMs(to ?? '');
  return minMs === undefined || maxMs === undefined || maxMs < minMs ? undefined : { minMs, maxMs };
}

export function parseSetting(key: SettingKey, text: string): ParsedSetting {
  const definition = settingDefinitions[key];
  switch (definition.kind) {
    case 'duration': {
      const value = parseDurationMs(text);
      if (value === undefined || value > foreverMs) return { problem: `"${clip(text)}" is no duration`, choices: ['30m', '1h30m', '14d', 'inf'] };
      const min = durationMsMin[key] ?? 0;
      return value < min ? { problem: `${text} is too short to repeat; at least ${formatDuration(min)}`, choices: [formatDuration(min)] } : { value };
    }
    case 'range': {
      const value = parseRange(text);
      return value === undefined || value.maxMs > foreverMs ? { problem: `"${clip(text)}" is no range of durations`, choices: ['30s', '0s..60s'] } : { value };
    }
    case 'flag':
      return /^(true|yes)$/i.test(text)
        ? { value: true }
        : /^(false|no)$/i.test(text)
          ? { value: false }
          : { problem: `"${clip(text)}" is neither yes nor no`, choices: ['yes', 'no'] };
    case 'number':
      if (!/^\d{1,6}$/.test(text)) return { problem: `"${clip(text)}" is no whole number`, choices: [String(definition.default)] };
      return Number(text) > (numberMax[key] ?? Infinity) ? { problem: `${text} is more than ${numberMax[key]}`, choices: [String(definition.default)] } : { value: Number(text) };
    case 'choice':
      return definition.values?.includes(text as never) ? { value: text } : { problem: `"${clip(text)}" is not one of its values`, choices: definition.values ?? [] };
    default:
      throw new Error(`settings: ${key} has an unknown kind.`);
  }
}

/** Texts by key into the settings in force. Keys and texts were checked before. */
export function effectiveSettings(texts: { readonly [key: string]: string }): Settings {
  const changed = Object.entries(texts).flatMap(([key, text]) => {
    if (!isSettingKey(key)) return [];
    const parsed = parseSetting(key, text);
    return 'value' in parsed ? [[key, parsed.value]] : [];
  });
  return { ...defaultSettings, ...Object.fromEntries(changed) } as Settings;
}

/** As written in files: the value of a setting in words. */
export function printSetting(key: SettingKey, settings: Settings): string {
  const value: unknown = settings[key];
  const { kind } = settingDefinitions[key];
  if (kind === 'duration') return formatDuration(value as number);
  if (kind === 'range') return `${formatDuration((value as RangeMs).minMs)}..${formatDuration((value as RangeMs).maxMs)}`;
  return kind === 'flag' ? (value === true ? 'yes' : 'no') : String(value);
}

/** Settings that are not at their default. */
export const changedSettings = (settings: Settings): SettingKey[] => settingKeys.filter((key) => JSON.stringify(settings[key]) !== JSON.stringify(defaultSettings[key]));
