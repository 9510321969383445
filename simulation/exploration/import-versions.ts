/**
 * A delta import skips a computer whose version is the one imported last (`mocks/connect/engine.ts`). Numbers count up for ever;
 * what decides is how they stand to each other: they count from the lowest copy, and what is lower than every copy is 0.
 */
import type { DirectoryState, ObjectVersion } from '../../mocks/active-directory/state.ts';
import type { ConnectState } from '../../mocks/connect/state.ts';

type Numbered = { readonly version: ObjectVersion };
type Table = { readonly [id: string]: Numbered };

const lowest = (directory: DirectoryState, id: string): number =>
  Math.min(...Object.values(directory.controllers).flatMap(({ replica }) => [replica.computers[id], replica.users[id]].flatMap((object) => (object ? [object.version.number] : []))));

const mapEntries = <Value>(table: { readonly [key: string]: Value }, change: (value: Value, key: string) => Value): { readonly [key: string]: Value } =>
  Object.fromEntries(Object.entries(table).map(([key, value]) => [key, change(value, key)]));

/** What of a part can change such numbers, as text. */
export function versionSignature(slot: string, part: object): string {
  if (slot === 'directory') {
    const numbers = (table: Table): number[] => Object.values(table).map(({ version }) => version.number);
    return Object.values((part as DirectoryState).controllers).map(({ replica }) => [...numbers(replica.computers), ...numbers(replica.users)].join(' ')).join(';');
  }
  if (slot !== 'connect') return '';
  return Object.values((part as ConnectState).servers).map(({ connectorSpace }) => Object.values(connectorSpace).map(({ importedVersion }) => importedVersion).join(' ')).join(';');
}

export function relativeDirectory(directory: DirectoryState): DirectoryState {
  const rebase = <Value extends Numbered>(object: Value, id: string): Value => ({ ...object, version: { ...object.version, number: object.version.number - lowest(directory, id) + 1 } });
  return {
    ...directory,
    controllers: mapEntries(directory.controllers, (controller) => ({ ...controller, replica: { ...controller.replica, computers: mapEntries(controller.replica.computers, rebase), users: mapEntries(controller.replica.users, rebase) } })),
  };
}

/** @param directory as it was before its numbers were rebased */
export function relativeConnect(connect: ConnectState, directory: DirectoryState): ConnectState {
  return {
    ...connect,
    servers: mapEntries(connect.servers, (server) => ({
      ...server,
      connectorSpace: mapEntries(server.connectorSpace, (object, id) => (object.importedVersion === undefined ? object : { ...object, importedVersion: Math.max(0, object.importedVersion - lowest(directory, id) + 1) })),
    })),
  };
}
