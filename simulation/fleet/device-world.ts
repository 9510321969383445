/** The world of one device of a population: the scenario's, with this device alone and with the traits that it drew. */
import { atLeast } from '../../knowledge/windows-releases.ts';
import { listsFromTexts } from '../scenario/change-path.ts';
import { setPath, type Plain } from '../scenario/plain.ts';
import { traitPath } from '../scenario/trait-path.ts';
import { worldSpecSchema, type WorldSpec } from '../scenario/world-spec.ts';
import type { Population } from './population.ts';

/** @param values of the traits, in their order */
export function worldOfDevice(world: WorldSpec, population: Population, values: readonly string[], location: string): WorldSpec {
  const { like } = population;
  let plain = { ...world, devices: { [like]: world.devices[like] } } as unknown as Plain;
  for (const [index, { name }] of population.traits.entries()) {
    const path = traitPath(name, population);
    if (path !== null) plain = setPath(plain, path, values[index] ?? '');
  }
  plain = setPath(plain, ['devices', like, 'location'], location);
  return worldSpecSchema.parse(listsFromTexts(plain));
}

/**
 * Windows releases differ in what is logged and shown; what they do differs at 1809 alone, with a failing TPM (`operations/windows.ts`)
 * and an earlier work account (`acts/windows.ts`). A fleet shows no logs: one release stands for all that do the same.
 */
export function decidingWorld(spec: WorldSpec, { like, events }: Population): WorldSpec {
  const device = spec.devices[like];
  if (!device) throw new Error(`fleet: there is no device ${like}.`);
  const { edition: _shown, ...rest } = device;
  const isOld = (events.length > 0 || device.workAccounts.length > 0) && !atLeast(device.windows, '1809');
  return { ...spec, devices: { [like]: { ...rest, windows: isOld ? '1709' : '11-24H2' } } };
}

/** `PC000042`. */
export const deviceName = (device: number): string => `PC${String(device).padStart(6, '0')}`;
