/** Looks up the people and machines that a sentence names; what is missing is said with the valid names. */
import { sessionOf } from '../session.ts';
import type { Person, World } from '../world.ts';
import { ImpossibleAction } from './verb.ts';

export function personOf(world: World, name: string | undefined): Person {
  const person = world.people[name ?? ''];
  if (!person) throw new ImpossibleAction(`there is nobody called ${name ?? ''} in this world`, Object.keys(world.people));
  return person;
}

/** The device that a sentence names, or the only sensible one: where the person is signed in, else the only device. */
export function deviceFor(world: World, named: string | undefined, person?: Person): string {
  const names = Object.keys(world.devices);
  if (named !== undefined) {
    const found = names.find((name) => name.toLowerCase() === named.toLowerCase());
    if (!found) throw new ImpossibleAction(`there is no device ${named}`, names);
    return found;
  }
  const signedIn = person ? names.filter((name) => sessionOf(world, name).user === person.samAccountName) : [];
  if (signedIn.length === 1 && signedIn[0]) return signedIn[0];
  if (names.length === 1 && names[0]) return names[0];
  throw new ImpossibleAction('several devices: say on which one', names.map((name) => `on ${name}`));
}

export function serverFor(world: World, named: string | undefined): string {
  const names = Object.keys(world.connect.servers);
  if (named !== undefined) {
    const found = names.find((name) => name.toLowerCase() === named.toLowerCase());
    if (!found) throw new ImpossibleAction(`there is no Connect server ${named}`, names);
    return found;
  }
  const active = names.filter((name) => !world.connect.servers[name]?.stagingMode);
  const only = active[0] ?? names[0];
  if (!only) throw new ImpossibleAction('this world has no Connect server');
  return only;
}

/** Event types of a device's VPN profiles: `vpn:LAPTOP01/user-tunnel-manual` gives `user-tunnel-manual`. */
export const vpnProfilesOf = (world: World, device: string): string[] =>
  Object.keys(world.actors).filter((id) => id.startsWith(`vpn:${device}/`)).map((id) => id.slice(`vpn:${device}/`.length));

/** Every sync server hears of a changed password. */
export const passwordChanged = (world: World) =>
  Object.keys(world.connect.servers).map((server) => ({ to: { kind: 'password-sync' as const, of: server }, event: { type: 'CHANGED' } }));
