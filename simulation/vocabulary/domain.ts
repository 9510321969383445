/** A device joins its domain, leaves it, or gets a disk image. Sources: lifecycle.md 2.2 step 1, 4 (event 4096), 8. */
import { setComputerEnabled } from '../../mocks/active-directory/administration.ts';
import { accountsNamed, joinDomain } from '../../mocks/active-directory/membership.ts';
import { linksFrom } from '../../mocks/active-directory/replica.ts';
import { withDomainAccount, withImageOf, withoutDomain } from '../../mocks/windows/membership.ts';
import { versionOf } from '../../knowledge/windows-releases.ts';
import { guidFor, ridFor } from '../identity.ts';
import { ouDn } from '../scenario/create-world/plan.ts';
import { sessionOf } from '../session.ts';
import { atSameSiteFirst } from '../sites.ts';
import { trafficFailure } from '../traffic.ts';
import { deviceOf, withDevice, type World } from '../world.ts';
import { deviceFor } from './people.ts';
import { ImpossibleAction, type Verb, type VerbResult } from './verb.ts';

type Words = { readonly [placeholder: string]: string };

/** The writable DC that a machine reaches, or `null`. */
function controllerFor(world: World, device: string): string | null {
  const found = atSameSiteFirst(world, device).find(({ running, readOnly }) => running && !readOnly);
  return found && !trafficFailure(world, device, 'system', { kind: 'dc', controller: found.name, service: 'ldap' }) ? found.name : null;
}

/** Joining and leaving a domain end with a restart. */
const restarted = (device: string, changes: Partial<World>, written: World['directory'] | null, controller: string | null): VerbResult => ({
  changes,
  tells: [
    ...(written && controller ? linksFrom(written, controller).map((link) => ({ to: { kind: 'replication' as const, of: link }, event: { type: 'CHANGED' } })) : []),
    { to: { kind: 'session', of: device }, event: { type: 'RESTART' } },
  ],
});

function joins(world: World, device: string, ou: string): VerbResult {
  const known = deviceOf(world, device);
  if (known.domainJoined) throw new ImpossibleAction(`${device} is in the domain already`, [`${device} leaves the domain`]);
  const controller = controllerFor(world, device);
  if (!controller) throw new ImpossibleAction(`${device} reaches no writable domain controller`, [`${device} moves to corporate-lan`]);
  const earlier = accountsNamed(world.directory, controller, known.name).length;
  const suffix = earlier === 0 ? '' : ` ${earlier + 1}`;
  const { directory, computer } = joinDomain(world.directory, world.nowMs, controller, {
    objectGuid: guidFor(world.seed, `computer ${known.name}${suffix}`), objectSid: `${world.directory.domain.sid}-${ridFor(world.seed, `${known.name}$${suffix}`)}`,
    cn: known.name, parentDn: ouDn(ou, world.directory.forest), operatingSystem: known.edition, operatingSystemVersion: versionOf(known.release),
  });
  return restarted(device, { directory, ...withDevice(world, device, (before) => withDomainAccount(before, computer)) }, directory, controller);
}

function leaves(world: World, device: string): VerbResult {
  const known = deviceOf(world, device);
  if (!known.domainJoined) throw new ImpossibleAction(`${device} is in no domain`, [`${device} joins the domain`]);
  const controller = controllerFor(world, device);
  // With a domain controller in reach Windows disables its account; otherwise the account stays as it is.
  const directory = controller ? setComputerEnabled(world.directory, world.nowMs, { objectGuid: known.objectGuid, enabled: false, controller }) : world.directory;
  return restarted(device, { directory, ...withDevice(world, device, withoutDomain) }, directory, controller);
}

function imaged(world: World, words: Words): VerbResult {
  const device = deviceFor(world, words.device);
  const source = deviceFor(world, words.device2);
  if (device === source) throw new ImpossibleAction(`${device} cannot be its own image`, Object.keys(world.devices).filter((name) => name !== device));
  return {
    changes: withDevice(world, device, (known) => withImageOf(known, deviceOf(world, source))),
    tells: [
      { to: { kind: 'prt', of: device }, event: { type: 'DEVICE_LEFT' } },
      ...(deviceOf(world, source).join ? [{ to: { kind: 'prt' as const, of: device }, event: { type: 'DEVICE_JOINED' } }] : []),
      { to: { kind: 'session', of: device }, event: { type: 'RESTART' } },
    ],
  };
}

function switchedOn(world: World, named: string | undefined): string {
  const device = deviceFor(world, named);
  if (sessionOf(world, device).state === 'off') throw new ImpossibleAction(`${device} is off`, [`${device} powers on`]);
  return device;
}

export const domainVerbs: readonly Verb[] = [
  {
    id: 'join-domain',
    group: 'device',
    pattern: '{device} joins the domain[ in OU {ou}]',
    help: 'Joins Active Directory and restarts; an account of the same name is used again, a new one goes to Computers or the OU named.',
    example: 'LAPTOP01 joins the domain in OU Laptops',
    source: 'lifecycle.md 2.2 step 1, 4, 8',
    run: (world, words) => joins(world, switchedOn(world, words.device), words.ou ?? 'Computers'),
  },
  {
    id: 'leave-domain',
    group: 'device',
    pattern: '{device} leaves the domain',
    help: 'Goes to a workgroup and restarts; whether that unregisters the device is a setting.',
    example: 'LAPTOP01 leaves the domain',
    source: 'lifecycle.md 8, OQ11',
    run: (world, words) => leaves(world, switchedOn(world, words.device)),
  },
  {
    id: 'image',
    group: 'device',
    pattern: '{device} gets the disk image of {device}',
    help: 'A disk taken from another machine; a join comes along without its TPM keys. The domain account stays its own.',
    example: 'LAPTOP01 gets the disk image of LAPTOP02',
    source: 'lifecycle.md 8',
    run: imaged,
  },
];
