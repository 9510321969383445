/**
 * The users: their accounts in Active Directory as LDIF, and by which name Connect, Azure AD and the device know them. Sources:
 * on-premises.md 1.4 (attributes), lifecycle.md 6.3 step 7, 7 (the device's name is the one that a domain controller told it).
 */
import { sidToOctets } from '../mocks/active-directory/binary.ts';
import { dnOf } from '../mocks/active-directory/service-connection-point.ts';
import type { UserObject } from '../mocks/active-directory/state.ts';
import { userFrom } from '../mocks/entra/users.ts';
import { sessionOf } from '../simulation/session.ts';
import { deviceOf, type World } from '../simulation/world.ts';
import { controllerSeen } from './ad.ts';
import { activeServer } from './connect.ts';
import type { Evidence, Viewpoint } from './evidence.ts';
import { ldifRecord, type LdifAttribute } from './ldif.ts';

const accountOf = (world: World, user: string): UserObject | undefined => controllerSeen(world)?.replica.users[user];

/** The container that new accounts fall into; joinlab moves no users. */
const dnOfUser = ({ displayName }: UserObject, world: World): string => `CN=${displayName},CN=Users,${dnOf(world.directory.forest)}`;

function connectPlace(world: World, user: string): string {
  const known = activeServer(world)?.users[user];
  if (!known) return 'not in scope';
  if (known.exportError) return `refused: ${known.exportError}`;
  return known.pendingExport ? 'update waits for export' : 'exported';
}

/** What CloudAP sends for the user; nothing before the first credential. */
function sentName({ world, device }: Viewpoint, user: string): string | undefined {
  const upn = (world.actors[`prt:${device}/${user}`]?.context as { readonly upn?: string } | undefined)?.upn;
  return upn === '' ? undefined : upn;
}

const reads: { readonly [field: string]: (viewpoint: Viewpoint, user: string) => string | undefined } = {
  userPrincipalName: ({ world }, user) => accountOf(world, user)?.userPrincipalName,
  connect: ({ world }, user) => connectPlace(world, user),
  cloud: ({ world }, user) => userFrom(world.tenant, user)?.userPrincipalName,
  cached: ({ world, device }, user) => deviceOf(world, device).cachedLogons.find((logon) => logon.samAccountName === user)?.userPrincipalName,
  session: ({ world, device }, user) => {
    const session = sessionOf(world, device);
    return session.user === user ? (session.upn ?? undefined) : undefined;
  },
  prt: sentName,
};

const titles: { readonly [field: string]: (viewpoint: Viewpoint) => string } = {
  connect: () => 'Connect',
  cloud: () => 'Azure AD',
  cached: ({ device }) => `${device}, cached sign-in`,
  session: ({ device }) => `${device}, session`,
  prt: ({ device }) => `${device}, sent for the token`,
};

function attributesOf(world: World, user: UserObject): LdifAttribute[] {
  return [
    ...['top', 'person', 'organizationalPerson', 'user'].map((value): LdifAttribute => ['objectClass', value]),
    ['cn', user.displayName],
    ['distinguishedName', dnOfUser(user, world)],
    ['displayName', user.displayName],
    ['userAccountControl', user.enabled ? '512' : '514'],
    ['objectSid', sidToOctets(user.objectSid)],
    ['sAMAccountName', user.samAccountName],
    ['sAMAccountType', '805306368'],
    ['userPrincipalName', user.userPrincipalName],
    ['objectCategory', `CN=Person,CN=Schema,CN=Configuration,${dnOf(world.directory.forest)}`],
  ];
}

/** Which copy this is, which other DCs hold another name, and by which name everybody else knows the user. */
function commentsOf(viewpoint: Viewpoint, user: UserObject): string[] {
  const { directory } = viewpoint.world;
  const seen = controllerSeen(viewpoint.world)?.name;
  const others = Object.values(directory.controllers).flatMap(({ name, replica }) => {
    const upn = replica.users[user.samAccountName]?.userPrincipalName;
    return name === seen || upn === user.userPrincipalName ? [] : [`${name} holds another copy, userPrincipalName: ${upn ?? 'none'}`];
  });
  const known = Object.entries(titles).map(([field, title]) => `${title(viewpoint)}: ${reads[field]?.(viewpoint, user.samAccountName) ?? 'none'}`);
  return [`the copy on ${seen ?? 'no DC'}`, ...others, ...known];
}

const namesOf = ({ world }: Viewpoint): readonly string[] => Object.values(world.people).map(({ samAccountName }) => samAccountName);

function dataOf(viewpoint: Viewpoint, user: string) {
  return { samAccountName: user, ...Object.fromEntries(Object.entries(reads).map(([field, read]) => [field, read(viewpoint, user) ?? null])) };
}

export const userEvidence: Evidence = {
  name: 'user',
  title: 'the users: account in Active Directory (LDIF), and the names that Connect, Azure AD and the device know',
  fields: [...Object.keys(reads), ...Object.keys(reads).map((field) => `${field} of *`)],
  // Without `of NAME` the one who is signed in.
  field: (viewpoint, name) => {
    const [, field = '', named] = /^(\w+)(?: of (\S+))?$/.exec(name) ?? [];
    const user = named ?? sessionOf(viewpoint.world, viewpoint.device).user;
    return user === null || !namesOf(viewpoint).includes(user) ? undefined : reads[field]?.(viewpoint, user);
  },
  render: (viewpoint) => {
    const accounts = namesOf(viewpoint).flatMap((user) => accountOf(viewpoint.world, user) ?? []);
    return accounts.map((user) => ldifRecord(dnOfUser(user, viewpoint.world), attributesOf(viewpoint.world, user), commentsOf(viewpoint, user))).join('\n');
  },
  data: (viewpoint) => namesOf(viewpoint).map((user) => dataOf(viewpoint, user)),
};
