/** The device of a lab that an operation is about, in any case of its name. */
import type { World } from '../../simulation/world.ts';
import { Refused } from '../problems.ts';

/** @throws Refused, naming those that there are */
export function deviceNamed(world: World, asked: string): string {
  const known = Object.keys(world.devices);
  const device = known.find((name) => name.toLowerCase() === asked.toLowerCase());
  if (device === undefined) throw new Refused('JL421', `There is no device "${asked}". Devices: ${known.join(', ')}.`);
  return device;
}
