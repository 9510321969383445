/** Joining and leaving a domain, as the directory sees it. Sources: lifecycle.md 2.2 step 1, 8; on-premises.md 1.4 (names are unique), 1.8. */
import { controllerOf, writeAttributes, writeReplica } from './replica.ts';
import type { ComputerObject, DirectoryState } from './state.ts';

/** What a new account gets; whatever has its name already is taken over instead. */
export type NewAccount = Pick<ComputerObject, 'objectGuid' | 'objectSid' | 'cn' | 'parentDn' | 'operatingSystem' | 'operatingSystemVersion'>;

const accountName = (cn: string): string => `${cn.toUpperCase()}$`;

/** Every object that ever had the name, deleted ones included. */
export const accountsNamed = (directory: DirectoryState, controller: string, cn: string): readonly ComputerObject[] =>
  Object.values(controllerOf(directory, controller).replica.computers).filter((computer) => computer.samAccountName === accountName(cn));

export function joinDomain(
  directory: DirectoryState,
  atMs: number,
  controller: string,
  account: NewAccount,
): { readonly directory: DirectoryState; readonly computer: ComputerObject } {
  const known = accountsNamed(directory, controller, account.cn).find(({ deleted }) => !deleted);
  const fresh: ComputerObject = {
    ...account, samAccountName: accountName(account.cn), dnsHostName: `${account.cn}.${directory.domain.dnsName}`, enabled: true, userCertificate: [], selfWriteDenied: false,
    creatorSid: null, isCriticalSystemObject: false, memberOf: [], whenCreatedMs: atMs, whenChangedMs: atMs, deleted: false, version: { number: 0, atMs, controller },
  };
  const { operatingSystem, operatingSystemVersion } = account;
  const change: Partial<ComputerObject> = known ? { enabled: true, operatingSystem, operatingSystemVersion, whenChangedMs: atMs } : { enabled: true };
  let computer = known ?? fresh;
  const written = writeReplica(
    directory,
    controller,
    (replica, next) => {
      computer = writeAttributes(computer, change, next);
      return { ...replica, computers: { ...replica.computers, [computer.objectGuid]: computer } };
    },
    atMs,
  );
  return { directory: written, computer };
}

/** A renamed OU takes its computers along on every DC, and none of them changes by it: no version counts up (lifecycle.md 5). */
export function renameOu(directory: DirectoryState, from: string, to: string): DirectoryState {
  const isBelow = (dn: string): boolean => dn.toLowerCase() === from.toLowerCase() || dn.toLowerCase().endsWith(`,${from.toLowerCase()}`);
  const moved = (computer: ComputerObject): ComputerObject => (isBelow(computer.parentDn) ? { ...computer, parentDn: computer.parentDn.slice(0, -from.length) + to } : computer);
  const controllers = Object.entries(directory.controllers).map(([name, controller]) => {
    const computers = Object.fromEntries(Object.entries(controller.replica.computers).map(([guid, computer]) => [guid, moved(computer)]));
    return [name, { ...controller, replica: { ...controller.replica, computers } }] as const;
  });
  return { ...directory, controllers: Object.fromEntries(controllers) };
}
