/** The computer's own object: read by the join, and given its certificate. Source: on-premises.md 1.4, 1.5, 1.7. */
import type { Failure } from '../../knowledge/vocabulary.ts';
import { controllerOf, writeAttributes, writeReplica } from './replica.ts';
import type { BootstrapCertificate, ComputerObject, DirectoryState } from './state.ts';

/** How the machine authenticates: its object, and whether its password matches. */
export interface MachineAccount {
  readonly objectGuid: string;
  readonly passwordMatches: boolean;
}

type Reading = { readonly computer: ComputerObject } | { readonly failure: Failure };

/** Binds as the computer and reads its own object. */
export function readOwnComputer(directory: DirectoryState, controller: string, account: MachineAccount): Reading {
  const computer = controllerOf(directory, controller).replica.computers[account.objectGuid];
  if (!computer || computer.deleted) return { failure: { code: '0x8007052e', reason: 'the computer account does not exist on this domain controller (data 525)' } };
  if (!computer.enabled) return { failure: { code: '0x8007052e', reason: 'the computer account is disabled (data 533)' } };
  if (!account.passwordMatches) return { failure: { code: '0x8007052e', reason: 'the computer password does not match (data 52e)' } };
  return { computer };
}

type Writing = { readonly directory: DirectoryState } | { readonly failure: Failure };

/** Adds one value to `userCertificate` of the own object: an ordinary property write that SELF may do. */
export function writeOwnCertificate(directory: DirectoryState, controller: string, account: MachineAccount, certificate: BootstrapCertificate, atMs: number): Writing {
  const read = readOwnComputer(directory, controller, account);
  if ('failure' in read) return read;
  if (controllerOf(directory, controller).readOnly) return { failure: { code: '0x8007202b', reason: 'a read-only domain controller refers the write elsewhere' } };
  if (read.computer.selfWriteDenied) return { failure: { code: '0x80070005', reason: 'the computer may not write its own userCertificate (insufficient rights)' } };
  // A value that is there already is answered with "attribute or value exists"; a retry after a lost answer tolerates it.
  if (read.computer.userCertificate.some((known) => known.id === certificate.id)) return { directory };
  return {
    directory: writeReplica(
      directory,
      controller,
      (replica, next) => ({
        ...replica,
        computers: {
          ...replica.computers,
          [account.objectGuid]: writeAttributes(read.computer, { userCertificate: [...read.computer.userCertificate, certificate], whenChangedMs: atMs }, next),
        },
      }),
      atMs,
    ),
  };
}

/** Takes one value out of the own object; one that is not there is no error for whoever wants it gone. */
export function removeOwnCertificate(directory: DirectoryState, controller: string, account: MachineAccount, certificateId: string, atMs: number): Writing {
  const read = readOwnComputer(directory, controller, account);
  if ('failure' in read) return read;
  const userCertificate = read.computer.userCertificate.filter(({ id }) => id !== certificateId);
  const change = (computer: ComputerObject, next: Parameters<typeof writeAttributes>[2]): ComputerObject =>
    writeAttributes(computer, { userCertificate, whenChangedMs: atMs }, next);
  return { directory: writeReplica(
    directory,
    controller,
    (replica, next) => ({ ...replica, computers: { ...replica.computers, [account.objectGuid]: change(read.computer, next) } }),
    atMs,
  ) };
}

/** Candidates that the join looks at before it makes a new certificate (on-premises.md 1.6). */
const candidatesMax = 10;

/** Whether the object carries a certificate of the expected subject whose private key this machine can use. */
export function hasUsableCertificate(computer: ComputerObject, usableKeys: readonly string[], nowMs: number): boolean {
  return computer.userCertificate
    .slice(0, candidatesMax)
    .some((certificate) => certificate.subject === `CN=${computer.objectGuid}` && usableKeys.includes(certificate.id) && certificate.notAfterMs > nowMs);
}
