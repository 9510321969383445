/**
 * A delta import skips a computer whose update sequence number is the one imported last (`mocks/connect/engine.ts`). Numbers count up
 * for ever and none comes twice, so all that decides is whether the copy is still the imported one: that is 1, every other is 0.
 */
import type { DirectoryState, ObjectVersion } from '../../mocks/active-directory/state.ts';
import type { ConnectState } from '../../mocks/connect/state.ts';

type Numbered = { readonly version: ObjectVersion };

const usnOf = ({ version }: Numbered): number => version.usn ?? 0;

/** The table itself where nothing changes: what stays the same value is known by it. */
function mapEntries<Value>(table: { readonly [key: string]: Value }, change: (value: Value, key: string) => Value): { readonly [key: string]: Value } {
  const entries = Object.entries(table);
  const changed = entries.map(([key, value]) => [key, change(value, key)] as const);
  return changed.every(([, value], at) => value === entries[at]?.[1]) ? table : Object.fromEntries(changed);
}

/** What of a part can change such numbers, as text. */
export function usnSignature(slot: string, part: object): string {
  if (slot === 'directory') return Object.values((part as DirectoryState).controllers).map(({ replica }) => Object.values(replica.computers).map(usnOf).join(' ')).join(';');
  if (slot !== 'connect') return '';
  return Object.values((part as ConnectState).servers)
    .map(({ connectorSpace }) => Object.values(connectorSpace).map(({ importedAt }) => `${importedAt?.controller ?? ''} ${importedAt?.usn ?? ''}`).join(' '))
    .join(';');
}

/** Every number is 1: the next write of a DC, whose own number is 1, too, gives its object another. */
export function relativeDirectory(directory: DirectoryState): DirectoryState {
  const controllers = mapEntries(directory.controllers, (controller) => {
    const computers = mapEntries(controller.replica.computers, (computer) => (computer.version.usn === 1 ? computer : { ...computer, version: { ...computer.version, usn: 1 } }));
    return computers === controller.replica.computers ? controller : { ...controller, replica: { ...controller.replica, computers } };
  });
  return controllers === directory.controllers ? directory : { ...directory, controllers };
}

/** @param directory as it was before its numbers were rebased */
export function relativeConnect(connect: ConnectState, directory: DirectoryState): ConnectState {
  const isStillThere = (id: string, { controller, usn }: { readonly controller: string; readonly usn: number }): boolean => {
    const copy = directory.controllers[controller]?.replica.computers[id];
    return copy !== undefined && usnOf(copy) === usn;
  };
  const servers = mapEntries(connect.servers, (server) => {
    const connectorSpace = mapEntries(server.connectorSpace, (object, id) => {
      if (!object.importedAt) return object;
      const usn = isStillThere(id, object.importedAt) ? 1 : 0;
      return usn === object.importedAt.usn ? object : { ...object, importedAt: { ...object.importedAt, usn } };
    });
    return connectorSpace === server.connectorSpace ? server : { ...server, connectorSpace };
  });
  return servers === connect.servers ? connect : { ...connect, servers };
}
