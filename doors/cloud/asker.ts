/** For whom a client speaks, by the user name that it gives: `LAPTOP01$` is SYSTEM on LAPTOP01, `LAPTOP01\alice` or `alice@LAPTOP01` a user there. */
import { doorMessage } from '../problems.ts';
import type { Connection } from './exchange.ts';

export type Asker = NonNullable<Connection['asker']>;
export type NamedAsker = { readonly asker: Asker } | { readonly refused: string };

const shownDevicesMax = 20;

/** @param devices those of the lab */
export function askerNamed(user: string, devices: readonly string[]): NamedAsker {
  const [, system, owner, at] = /^(?:([^\\@$]+)\$|([^\\@]+)\\[^\\@]+|[^\\@]+@([^\\@]+))$/.exec(user) ?? [];
  const said = system ?? owner ?? at;
  const device = devices.find((known) => known.toLowerCase() === said?.toLowerCase());
  if (device !== undefined) return { asker: { device, context: system === undefined ? 'user' : 'system' } };
  const shown = `${devices.slice(0, shownDevicesMax).join(', ')}${devices.length > shownDevicesMax ? ', ...' : ''}`;
  return { refused: doorMessage('JL411', `The user names no device of the lab. Devices: ${shown}.`) };
}
