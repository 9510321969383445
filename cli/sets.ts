/** `--set key=value`, repeatable. */
import type { Io } from './io.ts';

export interface SetOption {
  readonly set?: readonly string[];
}

/** The values by path, or `null` after saying what is wrong. */
export function parseSets({ set }: SetOption, io: Io): { readonly [path: string]: string } | null {
  const values: { [path: string]: string } = {};
  for (const text of set ?? []) {
    const equals = text.indexOf('=');
    if (equals < 1) {
      io.writeError(`--set is written key=value, for example --set prt.lifetime=90d; "${text}" is not.\n`);
      return null;
    }
    values[text.slice(0, equals).replace(/^devices\./, '')] = text.slice(equals + 1);
  }
  return values;
}
