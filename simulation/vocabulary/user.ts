/** What users do at their device. */
import type { ChartEvent } from '../../machines/language.ts';
import { userFrom } from '../../mocks/entra/users.ts';
import { withDevice } from '../world.ts';
import { deviceFor, personOf, vpnProfilesOf } from './people.ts';
import { sessionOf } from '../session.ts';
import { ImpossibleAction, type Verb, type VerbResult } from './verb.ts';

const toSession = (device: string, event: ChartEvent): VerbResult => ({ tells: [{ to: { kind: 'session', of: device }, event }] });
const credentialOf = (words: { readonly [key: string]: string }): 'password' | 'hello' | 'smart-card' =>
  words.value === 'hello' ? 'hello' : words.value === 'smart-card' ? 'smart-card' : 'password';

export const userVerbs: readonly Verb[] = [
  {
    id: 'sign-in',
    group: 'user',
    pattern: '{person} signs in[ on {device}][ with {value}]',
    help: 'Signs in at the sign-in screen; with hello or smart-card instead of the password.',
    example: 'alice signs in',
    source: 'lifecycle.md 4, 6.2',
    run: (world, words) => {
      const person = personOf(world, words.person);
      const device = deviceFor(world, words.device);
      const session = sessionOf(world, device);
      if (session.state === 'off' || session.state === 'booting') throw new ImpossibleAction(`${device} is ${session.state}`, [`${device} powers on`]);
      if (session.state !== 'sign-in screen') throw new ImpossibleAction(`${session.user ?? 'somebody'} is signed in on ${device}`, [`${session.user ?? 'alice'} signs out`]);
      const credential = credentialOf(words);
      if (credential === 'hello' && !world.devices[device]?.helloUsers.includes(person.samAccountName)) {
        throw new ImpossibleAction(`${person.name} has no Windows Hello on ${device}`, [`${person.name} sets up hello`]);
      }
      return toSession(device, { type: 'SIGN_IN', user: person.samAccountName, passwordVersion: person.typesPasswordVersion, credential });
    },
  },
  {
    id: 'sign-out',
    group: 'user',
    pattern: '{person} signs out[ on {device}]',
    help: 'Signs out; user tunnels end with the session.',
    example: 'alice signs out',
    source: 'lifecycle.md 6.2',
    run: (world, words) => {
      const device = signedInDevice(world, words, ['unlocked']);
      return toSession(device, { type: 'SIGN_OUT' });
    },
  },
  {
    id: 'lock',
    group: 'user',
    pattern: '{person} locks[ {device}]',
    help: 'Locks the screen; the session and its tunnels live on.',
    example: 'alice locks',
    source: 'lifecycle.md 6.2, 7',
    run: (world, words) => toSession(signedInDevice(world, words, ['unlocked']), { type: 'LOCK' }),
  },
  {
    id: 'unlock',
    group: 'user',
    pattern: '{person} unlocks[ {device}][ with {value}]',
    help: 'Unlocks: presents a fresh credential without ending the session.',
    example: 'alice unlocks',
    source: 'lifecycle.md 6.2, 7',
    run: (world, words) => {
      const person = personOf(world, words.person);
      const device = signedInDevice(world, words, ['locked']);
      return toSession(device, { type: 'UNLOCK', passwordVersion: person.typesPasswordVersion, credential: credentialOf(words) });
    },
  },
  {
    id: 'connect-vpn',
    group: 'user',
    pattern: '{person} connects VPN[ on {device}]',
    help: 'Dials the VPN: in the session, or at the sign-in screen for a pre-logon profile.',
    example: 'alice connects VPN',
    source: 'lifecycle.md 6.2',
    run: (world, words) => vpnEvent(world, words, 'DIALLED'),
  },
  {
    id: 'disconnect-vpn',
    group: 'user',
    pattern: '{person} disconnects VPN[ on {device}]',
    help: 'Hangs up the VPN.',
    example: 'alice disconnects VPN',
    source: 'lifecycle.md 6.2',
    run: (world, words) => vpnEvent(world, words, 'HUNG_UP'),
  },
  {
    id: 'accept-portal',
    group: 'user',
    pattern: '{person} accepts the portal page[ on {device}]',
    help: 'Passes the captive portal of a public Wi-Fi.',
    example: 'alice accepts the portal page',
    source: 'lifecycle.md 6.2; on-premises.md 7 N19',
    run: (world, words) => ({ tells: [{ to: { kind: 'network', of: deviceFor(world, words.device, personOf(world, words.person)) }, event: { type: 'PORTAL_ACCEPTED' } }] }),
  },
  {
    id: 'types-new-password',
    group: 'user',
    pattern: '{person} types the (new|old) password',
    help: 'From now on the person types the newest password there is, or the one before it.',
    example: 'alice types the new password',
    source: 'lifecycle.md 6.3 (8)',
    run: (world, words) => {
      const person = personOf(world, words.person);
      const known = [
        ...Object.values(world.directory.controllers).map((controller) => controller.replica.users[person.samAccountName]?.passwordVersion ?? 1),
        userFrom(world.tenant, person.samAccountName)?.passwordVersion ?? 1,
      ];
      const newest = Math.max(...known);
      return { changes: { people: { ...world.people, [person.name]: { ...person, typesPasswordVersion: words.choice === 'old' ? Math.max(1, newest - 1) : newest } } } };
    },
  },
  {
    id: 'set-up-hello',
    group: 'user',
    pattern: '{person} sets up hello[ on {device}]',
    help: 'Enrols Windows Hello for Business; needs the person signed in.',
    example: 'alice sets up hello',
    source: 'lifecycle.md 7',
    run: (world, words) => {
      const person = personOf(world, words.person);
      const device = signedInDevice(world, words, ['unlocked']);
      return { changes: withDevice(world, device, (known) => ({ ...known, helloUsers: [...new Set([...known.helloUsers, person.samAccountName])] })) };
    },
  },
];

function signedInDevice(world: Parameters<Verb['run']>[0], words: { readonly [key: string]: string }, states: readonly string[]): string {
  const person = personOf(world, words.person);
  const device = deviceFor(world, words.device, person);
  const session = sessionOf(world, device);
  if (session.user !== person.samAccountName) throw new ImpossibleAction(`${person.name} is not signed in on ${device} (${session.state})`, [`${person.name} signs in`]);
  if (!states.includes(session.state)) {
    throw new ImpossibleAction(`${device} is ${session.state}`, [session.state === 'locked' ? `${person.name} unlocks` : `${person.name} locks`]);
  }
  return device;
}

function vpnEvent(world: Parameters<Verb['run']>[0], words: { readonly [key: string]: string }, type: 'DIALLED' | 'HUNG_UP'): VerbResult {
  const person = personOf(world, words.person);
  const device = deviceFor(world, words.device, person);
  const profiles = vpnProfilesOf(world, device).filter((profile) => profile !== 'device-tunnel');
  if (profiles.length === 0) throw new ImpossibleAction(`${device} has no VPN that a user dials`, [`change: { ${device}.vpn: user-tunnel-manual }`]);
  const session = sessionOf(world, device);
  if (session.user !== person.samAccountName && !(session.state === 'sign-in screen' && profiles.includes('pre-logon'))) {
    throw new ImpossibleAction(`${person.name} is not signed in on ${device} (${session.state})`, [`${person.name} signs in`]);
  }
  return { tells: profiles.map((profile) => ({ to: { kind: 'vpn' as const, of: `${device}/${profile}` }, event: { type } })) };
}
