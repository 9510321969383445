/** What administrators of Active Directory do. */
import {
  addUserCertificate,
  clearUserCertificate,
  deleteComputer,
  moveComputer,
  renameComputer,
  setComputerEnabled,
  setControllerRunning,
  setGroupMember,
  setKeywords,
  setPasswordVersion,
  setSelfWriteDenied,
  setUserEnabled,
  setUserPrincipalName,
} from '../../mocks/active-directory/administration.ts';
import { renameOu } from '../../mocks/active-directory/membership.ts';
import { anyController, linksFrom } from '../../mocks/active-directory/replica.ts';
import { unknownTenantId } from '../../mocks/active-directory/service-connection-point.ts';
import type { DirectoryState } from '../../mocks/active-directory/state.ts';
import { dayMs } from '../calendar.ts';
import { ouDn } from '../scenario/create-world/plan.ts';
import { deviceOf, type World } from '../world.ts';
import { deviceFor, passwordChanged, personOf } from './people.ts';
import { ImpossibleAction, type Verb, type VerbResult } from './verb.ts';

type Words = { readonly [placeholder: string]: string };

/** A write on the DC the console talks to; replication hears of it. */
function written(world: World, words: Words, change: (directory: DirectoryState, controller: string) => DirectoryState): VerbResult {
  const named = words.controller;
  const names = Object.keys(world.directory.controllers);
  if (named !== undefined && !names.includes(named)) throw new ImpossibleAction(`there is no domain controller ${named}`, names);
  const controller = named === undefined ? anyController(world.directory, 'writable') : (world.directory.controllers[named] ?? null);
  if (!controller?.running) throw new ImpossibleAction('no writable domain controller is running', names.map((name) => `${name} starts`));
  const tells = linksFrom(world.directory, controller.name).map((link) => ({ to: { kind: 'replication' as const, of: link }, event: { type: 'CHANGED' } }));
  return { changes: { directory: change(world.directory, controller.name) }, tells };
}

const guidOf = (world: World, words: Words): string => deviceOf(world, deviceFor(world, words.device)).objectGuid;
/** Another user who has the name already: a directory holds each of them once. */
const holderOf = (world: World, userPrincipalName: string): string | undefined =>
  Object.values(world.directory.controllers).flatMap(({ replica }) => Object.values(replica.users)).find((user) => user.userPrincipalName.toLowerCase() === userPrincipalName.toLowerCase())?.samAccountName;

const source = 'on-premises.md 1.4, 1.5; lifecycle.md 8';
const rightKeywords = (world: World): string[] => [`azureADName:${world.tenant.domains[0]?.name ?? world.tenant.initialDomain}`, `azureADId:${world.tenant.tenantId}`];

export const activeDirectoryVerbs: readonly Verb[] = [
  {
    id: 'move-computer',
    group: 'admin in AD',
    pattern: 'AD admin moves {device} to OU {ou}[ at {controller}]',
    help: 'Moves the computer object; objectGUID stays.',
    example: 'AD admin moves LAPTOP01 to OU Quarantine',
    source,
    run: (world, words) =>
      written(world, words, (directory, controller) =>
        moveComputer(directory, world.nowMs, { objectGuid: guidOf(world, words), parentDn: ouDn(words.ou ?? '', world.directory.forest), controller }),
      ),
  },
  {
    id: 'enable-computer',
    group: 'admin in AD',
    pattern: 'AD admin (enables|disables) {device}[ at {controller}]',
    help: 'Enables or disables the computer account.',
    example: 'AD admin disables LAPTOP01',
    source,
    run: (world, words) =>
      written(world, words, (directory, controller) =>
        setComputerEnabled(directory, world.nowMs, { objectGuid: guidOf(world, words), enabled: words.choice === 'enables', controller }),
      ),
  },
  {
    id: 'delete-computer',
    group: 'admin in AD',
    pattern: 'AD admin deletes {device}[ at {controller}]',
    help: 'Deletes the computer object.',
    example: 'AD admin deletes LAPTOP01',
    source,
    run: (world, words) => written(world, words, (directory, controller) => deleteComputer(directory, world.nowMs, { objectGuid: guidOf(world, words), controller })),
  },
  {
    id: 'rename-computer',
    group: 'admin in AD',
    pattern: 'AD admin renames {device} to {value}[ at {controller}]',
    help: 'Renames the computer object; objectGUID and deviceId stay.',
    example: 'AD admin renames LAPTOP01 to LAPTOP99',
    source,
    run: (world, words) =>
      written(world, words, (directory, controller) => renameComputer(directory, world.nowMs, { objectGuid: guidOf(world, words), name: words.value ?? '', controller })),
  },
  {
    id: 'clear-certificate',
    group: 'admin in AD',
    pattern: 'AD admin clears userCertificate of {device}[ at {controller}]',
    help: 'Removes every value of userCertificate.',
    example: 'AD admin clears userCertificate of LAPTOP01',
    source: 'on-premises.md 7 A14',
    run: (world, words) => written(world, words, (directory, controller) => clearUserCertificate(directory, world.nowMs, { objectGuid: guidOf(world, words), controller })),
  },
  {
    id: 'add-certificate',
    group: 'admin in AD',
    pattern: 'AD admin adds a foreign certificate to {device}[ at {controller}]',
    help: 'Adds a certificate of another subject to userCertificate; Connect does not count it.',
    example: 'AD admin adds a foreign certificate to LAPTOP01',
    source: 'on-premises.md 4.3',
    run: (world, words) => {
      const device = deviceFor(world, words.device);
      const count = Math.max(...Object.values(world.directory.controllers).map(({ replica }) => replica.computers[deviceOf(world, device).objectGuid]?.userCertificate.length ?? 0));
      const id = `${device}/foreign/${count}`;
      const certificate = { id, subject: `CN=${device}.${world.directory.forest}`, notBeforeMs: world.nowMs, notAfterMs: world.nowMs + 365 * dayMs, keyHolder: device };
      return written(world, words, (directory, controller) =>
        addUserCertificate(directory, world.nowMs, { objectGuid: deviceOf(world, device).objectGuid, certificate, controller }),
      );
    },
  },
  {
    id: 'deny-self-write',
    group: 'admin in AD',
    pattern: 'AD admin (denies|allows) {device} to write its own certificate[ at {controller}]',
    help: 'A deny entry on the property set keeps SELF from writing userCertificate.',
    example: 'AD admin denies LAPTOP01 to write its own certificate',
    source: 'on-premises.md 1.5, 7 A12',
    run: (world, words) =>
      written(world, words, (directory, controller) =>
        setSelfWriteDenied(directory, world.nowMs, { objectGuid: guidOf(world, words), denied: words.choice === 'denies', controller }),
      ),
  },
  {
    id: 'group-member',
    group: 'admin in AD',
    pattern: 'AD admin (adds|removes) {device} (to|from) group {group}[ at {controller}]',
    help: 'Changes the membership of a pilot group.',
    example: 'AD admin adds LAPTOP01 to group Pilot',
    source: 'on-premises.md 4.4',
    run: (world, words) =>
      written(world, words, (directory, controller) =>
        setGroupMember(directory, world.nowMs, { objectGuid: guidOf(world, words), group: words.group ?? '', member: words.choice === 'adds', controller }),
      ),
  },
  {
    id: 'set-scp',
    group: 'admin in AD',
    pattern: 'AD admin sets the SCP to {value}[ at {controller}]',
    help: 'Service connection point: right, none (no leaf), empty (no keywords), name-only, id-only or wrong-tenant.',
    example: 'AD admin sets the SCP to right',
    source: 'lifecycle.md 2.1, 3.4; on-premises.md 1.3',
    run: (world, words) => {
      const [name, id] = rightKeywords(world);
      const choices: { readonly [kind: string]: readonly (string | undefined)[] | null } = {
        right: [name, id], none: null, empty: [], 'name-only': [name], 'id-only': [id], 'wrong-tenant': [name, `azureADId:${unknownTenantId}`],
      };
      const chosen = choices[words.value ?? ''];
      if (chosen === undefined) throw new ImpossibleAction(`the SCP cannot be "${words.value ?? ''}"`, Object.keys(choices));
      return written(world, words, (directory, controller) =>
        setKeywords(directory, world.nowMs, chosen === null ? null : chosen.filter((keyword) => keyword !== undefined), controller),
      );
    },
  },
  {
    id: 'rename-ou',
    group: 'admin in AD',
    pattern: 'AD admin renames OU {ou} to {value}',
    help: 'Renames an OU: its computers get another DN; Connect notices at the next full import, and its filter still names the old one.',
    example: 'AD admin renames OU Laptops to Notebooks',
    source: 'lifecycle.md 5; on-premises.md 4.4, 7 E9',
    run: (world, words) => ({ changes: { directory: renameOu(world.directory, ouDn(words.ou ?? '', world.directory.forest), ouDn(words.value ?? '', world.directory.forest)) } }),
  },
  {
    id: 'enable-user',
    group: 'admin in AD',
    pattern: 'AD admin (enables|disables) user {person}[ at {controller}]',
    help: 'Enables or disables a user account.',
    example: 'AD admin disables user alice',
    source: 'lifecycle.md 7',
    run: (world, words) =>
      written(world, words, (directory, controller) => setUserEnabled(directory, world.nowMs, personOf(world, words.person).samAccountName, words.choice === 'enables', controller)),
  },
  {
    id: 'change-upn',
    group: 'admin in AD',
    pattern: 'AD admin changes the UPN of {person} to {value}[ at {controller}]',
    help: 'Another userPrincipalName: Azure AD learns it with the next cycle of Connect, a device at a sign-in or unlock with a domain controller in reach.',
    example: 'AD admin changes the UPN of alice to alice.berg@contoso.com',
    source: 'lifecycle.md 6.3 (7), 7 [S14,S17]',
    run: (world, words) => {
      const { samAccountName: user } = personOf(world, words.person);
      const userPrincipalName = words.value ?? '';
      const holder = holderOf(world, userPrincipalName);
      if (holder !== undefined && holder !== user) throw new ImpossibleAction(`${holder} has the UPN ${userPrincipalName}`);
      return written(world, words, (directory, controller) => setUserPrincipalName(directory, world.nowMs, { user, userPrincipalName, controller }));
    },
  },
  {
    id: 'reset-password',
    group: 'admin in AD',
    pattern: 'AD admin resets the password of {person}[ at {controller}]',
    help: 'A new password in AD; its hash reaches Azure AD with the next two-minute turn.',
    example: 'AD admin resets the password of alice',
    source: 'lifecycle.md 5, 6.3 (8)',
    run: (world, words) => {
      const person = personOf(world, words.person);
      const version = Math.max(...Object.values(world.directory.controllers).map((controller) => controller.replica.users[person.samAccountName]?.passwordVersion ?? 1)) + 1;
      const result = written(world, words, (directory) => setPasswordVersion(directory, world.nowMs, person.samAccountName, version));
      return { ...result, tells: [...(result.tells ?? []), ...passwordChanged(world)] };
    },
  },
  {
    id: 'reset-computer',
    group: 'admin in AD',
    pattern: 'AD admin resets the account of {device}',
    help: 'The computer password no longer matches: trust relationship broken.',
    example: 'AD admin resets the account of LAPTOP01',
    source: 'on-premises.md 7 A10',
    run: (world, words) => {
      const name = deviceFor(world, words.device);
      return { changes: { devices: { ...world.devices, [name]: { ...deviceOf(world, name), machinePasswordMatches: false } } } };
    },
  },
  {
    id: 'run-controller',
    group: 'admin in AD',
    pattern: '{controller} (stops|starts)',
    help: 'A domain controller goes down or comes back.',
    example: 'DC01 stops',
    source: 'on-premises.md 7 N10',
    run: (world, words) => {
      const names = Object.keys(world.directory.controllers);
      if (!names.includes(words.controller ?? '')) throw new ImpossibleAction(`there is no domain controller ${words.controller ?? ''}`, names);
      return { changes: { directory: setControllerRunning(world.directory, words.controller ?? '', words.choice === 'starts') } };
    },
  },
  {
    id: 'replication-link',
    group: 'admin in AD',
    pattern: 'replication from {controller} to {target} (breaks|works again)',
    help: 'Breaks or mends replication between two domain controllers, one way.',
    example: 'replication from DC01 to DC02 breaks',
    source: 'on-premises.md 7 A5, A13',
    run: (world, words) => {
      const link = `${words.controller ?? ''}>${words.target ?? ''}`;
      if (!world.directory.replicationLinks[link]) throw new ImpossibleAction(`there is no replication ${link}`, Object.keys(world.directory.replicationLinks));
      return { tells: [{ to: { kind: 'replication', of: link }, event: { type: words.choice === 'breaks' ? 'LINK_BROKEN' : 'LINK_RESTORED' } }] };
    },
  },
];
