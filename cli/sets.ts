/** `--set key=value`, repeatable. */
import { nearest } from '../knowledge/nearest.ts';
import { settingKeys } from '../knowledge/settings.ts';
import { isSettingKey, parseSetting } from '../simulation/scenario/settings.ts';
import type { Io } from './io.ts';

export interface SetOption {
  readonly set?: readonly string[];
}

/** What is wrong with one `key=value` before any scenario is read; a path into the world depends on the scenario. */
function wrongWith(text: string, key: string, value: string): string | null {
  if (key === '') return `--set is written key=value, for example --set prt.lifetime=90d; "${text}" is not.`;
  if (isSettingKey(key)) {
    const parsed = parseSetting(key, value);
    return 'problem' in parsed ? `--set ${key}: ${parsed.problem}; for example ${parsed.choices.join(', ')}.` : null;
  }
  if (key.includes('.') || key === 'scp') return null;
  const near = nearest(key, settingKeys);
  const meant = near.length > 0 ? `  Did you mean: ${near.join(' | ')}\n` : '';
  return `--set names no setting and no path: "${key}".\n${meant}  joinlab explain settings lists the settings; a path is DEVICE.KEY, for example LAPTOP01.windows.`;
}

/** The values by path, or `null` after saying what is wrong. */
export function parseSets({ set }: SetOption, io: Io): { readonly [path: string]: string } | null {
  const values: { [path: string]: string } = {};
  for (const text of set ?? []) {
    const equals = Math.max(0, text.indexOf('='));
    const key = text.slice(0, equals).trim().replace(/^devices\./, '');
    const wrong = wrongWith(text, key, text.slice(equals + 1));
    if (wrong !== null) {
      io.writeError(`${wrong}\n`);
      return null;
    }
    values[key] = text.slice(equals + 1);
  }
  return values;
}
