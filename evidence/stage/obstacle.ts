/**
 * What keeps a step from happening although its turn has come. `needsSomebody`: the runs and cycles that come change nothing.
 * Sources: lifecycle.md 2.2, 4 (disabled task), 5 (scope, threshold, staging), 8 (damaged state, deleted objects); on-premises.md 3, 4, 6.
 */
import type { Failure } from '../../knowledge/vocabulary.ts';
import type { ConnectServer, WithheldReason } from '../../mocks/connect/state.ts';
import { isVerified, suffixOf, userFrom } from '../../mocks/entra/users.ts';
import { policyAllowsJoin } from '../../mocks/windows/registry.ts';
import { isEnabled } from '../../simulation/cloud-device.ts';
import { sessionOf } from '../../simulation/session.ts';
import { trafficFailure } from '../../simulation/traffic.ts';
import { deviceOf, type World } from '../../simulation/world.ts';

export interface Obstacle {
  readonly what: string;
  readonly needsSomebody: boolean;
}

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const byHand = (what: string): Obstacle => ({ what, needsSomebody: true });

/** Steps that only a run of the task takes. */
const runsOfTheTask: ReadonlySet<number> = new Set([2, 3, 4, 5, 6, 7, 10, 11, 12, 13]);

export const toBeSwitchedOn = (name: string): string => `${name} to be switched on`;

function inTheTask(world: World, name: string): Obstacle | null {
  const device = deviceOf(world, name);
  if (!policyAllowsJoin(device)) return byHand('the policy autoWorkplaceJoin, which is 0 and forbids registration, to be set to 1 or removed');
  if (!device.task.enabled) return byHand('the task Automatic-Device-Join, which is disabled, to be enabled');
  const state = sessionOf(world, name).state;
  if (state === 'off') return byHand(toBeSwitchedOn(name));
  return null;
}

const withheldWords: { readonly [Reason in WithheldReason]: string | null } = {
  'out-of-scope': 'its OU is not selected: move the computer, or select the OU and run a full cycle',
  'not-in-pilot-group': 'the computer is no member of the pilot group',
  // These two end when the device writes its certificate and the next cycle reads it.
  'no-certificate': null,
  'no-valid-certificate': null,
  'downlevel-windows': 'its Windows is older than 10',
  'critical-system-object': 'isCriticalSystemObject is set',
  'too-many-certificates': 'userCertificate has more than 15 values: remove the old ones',
  deleted: 'the computer object is deleted in Active Directory',
};

/** Why the cycles that come will not bring the object. */
export function inConnect(world: World, name: string): Obstacle | null {
  const server = Object.values(world.connect.servers).find((candidate) => !candidate.stagingMode);
  if (!server) return byHand('an active Connect server: all are in staging mode');
  const scheduler = world.actors[`connect-scheduler:${server.name}`]?.context as { enabled?: boolean; wizardOpen?: boolean; serverRunning?: boolean } | undefined;
  if (scheduler?.serverRunning === false) return byHand('the Connect server, which is down');
  if (scheduler?.enabled === false) return byHand('the Connect scheduler, which is disabled');
  if (scheduler?.wizardOpen) return byHand('the Connect wizard to be closed');
  return inObject(server, deviceOf(world, name).objectGuid);
}

export const waitsForConfirmation = 'the deletions that wait in Connect to be confirmed: while they exceed the threshold nothing is exported';

function inObject(server: ConnectServer, objectGuid: string): Obstacle | null {
  const object = server.connectorSpace[objectGuid];
  const reason = object?.withheld ? withheldWords[object.withheld] : null;
  if (object?.withheld && reason) return byHand(`Connect, which withholds the object (${object.withheld}): ${reason}`);
  const lastExport = server.runs.findLast((run) => run.profile === 'Export');
  if (lastExport?.result === 'stopped-deletion-threshold-exceeded') {
    return byHand(waitsForConfirmation);
  }
  return null;
}

/** The name that Azure AD would be asked for, and who has to do something before it is the right one (lifecycle.md 7). */
function inUserName(world: World, name: string): Obstacle | null {
  const { user, upn } = sessionOf(world, name);
  if (user === null || upn === null) return null;
  const prt = world.actors[`prt:${name}/${user}`]?.context as { readonly upn: string; readonly upnKept: boolean } | undefined;
  const sent = prt?.upnKept ? prt.upn : upn;
  const inTenant = userFrom(world.tenant, user)?.userPrincipalName;
  if (!sent.includes('@')) return byHand(`a userPrincipalName of the form user@domain in Active Directory: it is "${sent}"`);
  if (!isVerified(world.tenant, suffixOf(sent))) return byHand(`${suffixOf(sent)}, the suffix of ${sent}, to be verified in the tenant, or for another userPrincipalName`);
  if (inTenant === undefined || sameName(inTenant, sent)) return null;
  if (sent !== upn) return byHand(`dsregcmd /leave and a new join: this Windows goes on sending ${sent}, and Azure AD knows ${inTenant}`);
  const inDirectory = Object.values(world.directory.controllers).map(({ replica }) => replica.users[user]?.userPrincipalName ?? '');
  return inDirectory.some((known) => sameName(known, sent))
    ? { what: `the next synchronisation cycle, which brings ${sent} to Azure AD, and then a sign-in or unlock`, needsSomebody: false }
    : byHand(`a sign-in or unlock with a domain controller in reach: the device still knows ${sent}, and Azure AD ${inTenant}`);
}

function inSignIn(world: World, name: string): Obstacle | null {
  const device = deviceOf(world, name);
  if (device.join && !isEnabled(world, device.join.deviceId)) {
    return byHand('the device object, which is disabled: enable the computer in Active Directory, the next cycle brings it to Azure AD');
  }
  if (sessionOf(world, name).user !== null) return inUserName(world, name);
  const unreachable = trafficFailure(world, name, 'system', { kind: 'dc', controller: null, service: 'kerberos' }) !== null;
  if (unreachable && device.cachedLogons.length === 0) return byHand('a user to sign in, which takes a domain controller: nobody has a cached sign-in on this PC');
  return byHand('a user to sign in');
}

/** Why the step does not come, or `null` where it only takes its time. */
export function obstacleOf(world: World, name: string, step: number): Obstacle | null {
  if (runsOfTheTask.has(step)) return inTheTask(world, name);
  if (step === 9) return inConnect(world, name);
  return step === 14 ? inSignIn(world, name) : null;
}

/** How the last attempt at this step ended, as long as nothing has succeeded since. */
export function lastFailure(world: World, name: string, step: number): Failure | null {
  if (runsOfTheTask.has(step)) return (world.actors[`registration:${name}`]?.context as { failure?: Failure | null } | undefined)?.failure ?? null;
  if (step !== 14) return null;
  const { user } = sessionOf(world, name);
  return (world.actors[`prt:${name}/${user ?? ''}`]?.context as { attempt?: { failure: Failure } | null } | undefined)?.attempt?.failure ?? null;
}
