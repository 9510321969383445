/**
 * Who may do what in an exploration: sentences of the vocabulary, each with the one who does it. A default for every world, to
 * which sentences are added and from which they are taken.
 */
import type { Action } from '../scenario/model.ts';
import { verbs } from '../vocabulary/index.ts';
import { matchAction } from '../vocabulary/pattern.ts';
import type { Verb } from '../vocabulary/verb.ts';
import { vpnProfilesOf } from '../vocabulary/people.ts';
import type { World } from '../world.ts';

/** In order of cost: what happens by itself, a user, the help desk at the device, an administrator of a service. */
export const actorsOfActions = ['nature', 'user', 'helpdesk', 'admin'] as const;
export type Who = (typeof actorsOfActions)[number];

export interface PossibleAction {
  readonly action: Action;
  readonly who: Who;
  /** It may close a path, start or end a session, or take something away from under a question: with `breaking` it comes between legs, too. */
  readonly breaks: boolean;
}

const whoByGroup: { readonly [Group in Verb['group']]: Who } = {
  user: 'user', device: 'user', network: 'user', command: 'helpdesk', fault: 'nature', 'admin in AD': 'admin', 'admin in Entra': 'admin', 'admin of Connect': 'admin',
};
const natural: ReadonlySet<string> = new Set(['drop-tunnel', 'lose-keys', 'damage-join']);
const breaking: ReadonlySet<string> = new Set(['sign-in', 'sign-out', 'disconnect-vpn', 'move', 'drop-tunnel', 'shut-down', 'restart', 'fault-on', 'run-controller', 'proxy-accepts-computers', 'lose-keys', 're-image', 'set-proxy']);

/** Takes a sentence apart. @throws Error naming the nearest sentences, when it is none */
export function possibleAction(text: string): PossibleAction {
  const matched = matchAction(text, verbs);
  if ('nearest' in matched) throw new Error(`"${text}" is no sentence of the vocabulary${matched.nearest.length > 0 ? `; the nearest are: ${matched.nearest.join('; ')}` : ''}.`);
  const { verb, words } = matched;
  return { action: { text, verb: verb.id, words, at: null }, who: natural.has(verb.id) ? 'nature' : whoByGroup[verb.group], breaks: breaking.has(verb.id) };
}

/** People who can sign in somewhere: with a cached sign-in on the device, or anybody where none is cached. */
function peopleAt(world: World, device: string): string[] {
  const people = Object.values(world.people);
  const cached = people.filter(({ samAccountName }) => world.devices[device]?.cachedLogons.some((logon) => logon.samAccountName === samAccountName));
  return (cached.length > 0 ? cached : people.slice(0, 1)).map(({ name }) => name);
}

function sentencesOf(world: World, device: string, on: string, named: string): string[] {
  const profiles = vpnProfilesOf(world, device).filter((profile) => profile !== 'device-tunnel');
  return [
    ...peopleAt(world, device).flatMap((person) => [
      `${person} signs in${on}`, `${person} signs out${on}`, `${person} locks${named}`, `${person} unlocks${named}`,
      ...(profiles.length > 0 ? [`${person} connects VPN${on}`, `${person} disconnects VPN${on}`] : []),
    ]),
    `helpdesk runs "dsregcmd /join" as admin${on}`,
  ];
}

/**
 * What users do every day and the help desk may do to help: sign in and out, lock and unlock, VPN, and an elevated
 * `dsregcmd /join`, on every device.
 */
export function everydayAlphabet(world: World): readonly string[] {
  const devices = Object.keys(world.devices);
  const several = devices.length > 1;
  return devices.flatMap((device) => sentencesOf(world, device, several ? ` on ${device}` : '', several ? ` ${device}` : ''));
}

/** What repairs or breaks a registration from outside: SYSTEM, `/leave`, scope, the portal, a manual cycle, and where the device is. */
export function wideAlphabet(world: World): readonly string[] {
  const servers = Object.keys(world.connect.servers);
  const several = Object.keys(world.devices).length > 1;
  const home = (device: string): string => Object.values(world.directory.controllers)[0]?.replica.computers[world.devices[device]?.objectGuid ?? '']?.parentDn ?? '';
  return [
    ...everydayAlphabet(world),
    ...Object.keys(world.devices).flatMap((device) => {
      const on = several ? ` on ${device}` : '';
      return [
        `helpdesk runs "dsregcmd /join" as system remotely${on}`, `helpdesk runs "dsregcmd /leave" as admin${on}`,
        `${device} moves to corporate-lan`, `${device} moves to home`,
        `AD admin moves ${device} to OU Quarantine`, ...(home(device) === '' ? [] : [`AD admin moves ${device} to OU "${home(device)}"`]),
        `Entra admin disables ${device}`, `Entra admin enables ${device}`, `Entra admin deletes ${device}`,
      ];
    }),
    ...servers.slice(0, 1).map((server) => `admin runs "Start-ADSyncSyncCycle -PolicyType Delta"${servers.length > 1 ? ` on ${server}` : ''}`),
  ];
}

/** An alphabet with sentences put to it and others taken away. */
export function alphabet(sentences: readonly string[], change: { readonly add?: readonly string[]; readonly remove?: readonly string[] } = {}): readonly PossibleAction[] {
  const removed = new Set(change.remove);
  return [...new Set([...sentences, ...(change.add ?? [])])].filter((sentence) => !removed.has(sentence)).map(possibleAction);
}
