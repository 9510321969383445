/** What administrators change in the directory: pure functions, each one write on one domain controller. */
import { anyController, controllerOf, writeAttributes, writeReplica } from './replica.ts';
import type { BootstrapCertificate, ComputerObject, DirectoryState, ObjectVersion, UserObject } from './state.ts';

/** The DC an administrator's console writes to: the named one, else the first that runs and is writable. */
function target(directory: DirectoryState, controller?: string): string {
  const found = controller ? controllerOf(directory, controller) : anyController(directory, 'writable');
  if (!found) throw new Error('No writable domain controller is running.');
  return found.name;
}

function changeComputer(
  directory: DirectoryState,
  atMs: number,
  objectGuid: string,
  change: (computer: ComputerObject) => Partial<ComputerObject>,
  controller?: string,
): DirectoryState {
  const at = target(directory, controller);
  return writeReplica(
    directory,
    at,
    (replica, next) => {
      const computer = replica.computers[objectGuid];
      if (!computer) return replica;
      return { ...replica, computers: { ...replica.computers, [objectGuid]: writeAttributes(computer, { ...change(computer), whenChangedMs: atMs }, next) } };
    },
    atMs,
  );
}

interface OnComputer {
  readonly objectGuid: string;
  readonly controller?: string;
}

export const moveComputer = (directory: DirectoryState, atMs: number, { objectGuid, parentDn, controller }: OnComputer & { readonly parentDn: string }): DirectoryState =>
  changeComputer(directory, atMs, objectGuid, () => ({ parentDn }), controller);

export const setComputerEnabled = (directory: DirectoryState, atMs: number, { objectGuid, enabled, controller }: OnComputer & { readonly enabled: boolean }): DirectoryState =>
  changeComputer(directory, atMs, objectGuid, () => ({ enabled }), controller);

/** Becomes a tombstone: most attributes, userCertificate among them, are stripped (on-premises.md 1.8). */
export const deleteComputer = (directory: DirectoryState, atMs: number, { objectGuid, controller }: OnComputer): DirectoryState =>
  changeComputer(directory, atMs, objectGuid, () => ({ deleted: true, userCertificate: [] }), controller);

export const renameComputer = (directory: DirectoryState, atMs: number, { objectGuid, name, controller }: OnComputer & { readonly name: string }): DirectoryState =>
  changeComputer(
    directory,
    atMs,
    objectGuid,
    (computer) => ({ cn: name, samAccountName: `${name.toUpperCase()}$`, dnsHostName: computer.dnsHostName.replace(/^[^.]+/, name) }),
    controller,
  );

export const clearUserCertificate = (directory: DirectoryState, atMs: number, { objectGuid, controller }: OnComputer): DirectoryState =>
  changeComputer(directory, atMs, objectGuid, () => ({ userCertificate: [] }), controller);

export const addUserCertificate = (
  directory: DirectoryState,
  atMs: number,
  { objectGuid, certificate, controller }: OnComputer & { readonly certificate: BootstrapCertificate },
): DirectoryState =>
  changeComputer(directory, atMs, objectGuid, (computer) => ({ userCertificate: [...computer.userCertificate, certificate] }), controller);

export const setSelfWriteDenied = (directory: DirectoryState, atMs: number, { objectGuid, denied, controller }: OnComputer & { readonly denied: boolean }): DirectoryState =>
  changeComputer(directory, atMs, objectGuid, () => ({ selfWriteDenied: denied }), controller);

export const setGroupMember = (
  directory: DirectoryState,
  atMs: number,
  { objectGuid, group, member, controller }: OnComputer & { readonly group: string; readonly member: boolean },
): DirectoryState =>
  changeComputer(
    directory,
    atMs,
    objectGuid,
    (computer) => ({ memberOf: member ? [...new Set([...computer.memberOf, group])] : computer.memberOf.filter((known) => known !== group) }),
    controller,
  );

export const setOperatingSystem = (
  directory: DirectoryState,
  atMs: number,
  { objectGuid, operatingSystem, operatingSystemVersion, controller }: OnComputer & { readonly operatingSystem: string; readonly operatingSystemVersion: string },
): DirectoryState =>
  changeComputer(directory, atMs, objectGuid, () => ({ operatingSystem, operatingSystemVersion }), controller);

/** `null` removes the leaf; an empty list leaves it without keywords. */
export function setKeywords(directory: DirectoryState, atMs: number, keywords: readonly string[] | null, controller?: string): DirectoryState {
  const at = target(directory, controller);
  return writeReplica(
    directory,
    at,
    (replica, next) => {
      const old: ObjectVersion = replica.serviceConnectionPoint?.version ?? { number: 0, atMs, controller: at };
      return { ...replica, serviceConnectionPoint: keywords === null ? { removed: true, keywords: [], version: next(old) } : { keywords, version: next(old) } };
    },
    atMs,
  );
}

function changeUser(directory: DirectoryState, atMs: number, user: string, change: (known: UserObject) => Partial<UserObject>, controller?: string): DirectoryState {
  const at = target(directory, controller);
  return writeReplica(
    directory,
    at,
    (replica, next) => {
      const known = replica.users[user];
      return known ? { ...replica, users: { ...replica.users, [user]: writeAttributes(known, change(known), next) } } : replica;
    },
    atMs,
  );
}

export const setUserEnabled = (directory: DirectoryState, atMs: number, user: string, enabled: boolean, controller?: string): DirectoryState =>
  changeUser(directory, atMs, user, () => ({ enabled }), controller);


export const setUserPrincipalName = (
  directory: DirectoryState,
  atMs: number,
  { user, userPrincipalName, controller }: { readonly user: string; readonly userPrincipalName: string; readonly controller?: string },
): DirectoryState => changeUser(directory, atMs, user, () => ({ userPrincipalName }), controller);

/** Password changes reach every running DC at once (urgent replication, on-premises.md 1.8). */
export function setPasswordVersion(directory: DirectoryState, atMs: number, user: string, passwordVersion: number): DirectoryState {
  return Object.values(directory.controllers)
    .filter((controller) => controller.running && !controller.readOnly)
    .reduce((result, controller) => changeUser(result, atMs, user, () => ({ passwordVersion }), controller.name), directory);
}

export function setControllerRunning(directory: DirectoryState, controller: string, running: boolean): DirectoryState {
  return { ...directory, controllers: { ...directory.controllers, [controller]: { ...controllerOf(directory, controller), running } } };
}
