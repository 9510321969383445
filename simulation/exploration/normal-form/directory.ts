/**
 * What of the directory decides. Dates are shown; update sequence numbers are settled with what Connect imported (`imported-usns.ts`). A version counts only against the other copies' of
 * the same attribute: where all copies agree it is as if never written, else numbers count from the lowest, and a time is
 * "this instant" (0) or its rank among the earlier ones with the same number (on-premises.md 1.8).
 */
import type { AttributeVersion, ComputerObject, DirectoryState, DomainController, ObjectVersion, UserObject } from '../../../mocks/active-directory/state.ts';
import { dated } from './certificates.ts';

/** What `replica.ts` compares an attribute with that was never written. */
const unwritten: AttributeVersion = { number: 1, atMs: 0, controller: '' };

const equal = (a: AttributeVersion, b: AttributeVersion): boolean => a.number === b.number && a.atMs === b.atMs && a.controller === b.controller;

/** One attribute over all copies; `null` for a copy that never wrote it. The result has `null` where nothing need be said. */
function relativeVersions(copies: readonly (AttributeVersion | null)[], nowMs: number): (AttributeVersion | null)[] {
  const first = copies[0] ?? unwritten;
  if (copies.every((copy) => equal(copy ?? unwritten, first))) return copies.map(() => null);
  const lowest = Math.min(...copies.map((copy) => (copy ?? unwritten).number));
  const earlier = (number: number): number[] => [...new Set(copies.flatMap((copy) => (copy && copy.number === number && copy.atMs < nowMs ? [copy.atMs] : [])))].sort((a, b) => b - a);
  return copies.map((copy) => {
    if (!copy) return null;
    const { number, atMs, controller } = copy;
    return { number: number - lowest + 1, atMs: atMs >= nowMs ? 0 : -1 - earlier(number).indexOf(atMs), controller };
  });
}

interface Versioned {
  readonly version: ObjectVersion;
}

/** The versions of one object on every DC that holds it, per attribute. */
function relativeObject<Value extends Versioned>(copies: readonly Value[], nowMs: number): Value[] {
  const attributes = [...new Set(copies.flatMap(({ version }) => Object.keys(version.attributes ?? {})))].sort();
  const kept: { [attribute: string]: AttributeVersion }[] = copies.map(() => ({}));
  for (const attribute of attributes) {
    const versions = relativeVersions(copies.map(({ version }) => version.attributes?.[attribute] ?? null), nowMs);
    for (const [index, version] of versions.entries()) if (version) (kept[index] as { [name: string]: AttributeVersion })[attribute] = version;
  }
  return copies.map((copy, index) => ({ ...copy, version: { ...unwritten, usn: copy.version.usn ?? 0, ...(Object.keys(kept[index] ?? {}).length > 0 ? { attributes: kept[index] } : {}) } }));
}

type Table<Value> = { readonly [id: string]: Value };

/** Rewrites the same table of every DC object by object; the order of keys stays. */
function overCopies<Value extends Versioned>(tables: readonly Table<Value>[], nowMs: number): Table<Value>[] {
  const result: { [id: string]: Value }[] = tables.map((table) => ({ ...table }));
  for (const id of new Set(tables.flatMap((table) => Object.keys(table)))) {
    const holders = [...tables.keys()].filter((index) => tables[index]?.[id] !== undefined);
    const relative = relativeObject(holders.map((index) => (tables[index] as Table<Value>)[id] as Value), nowMs);
    for (const [at, index] of holders.entries()) (result[index] as { [id: string]: Value })[id] = relative[at] as Value;
  }
  return result;
}

const shownOnly = (computer: ComputerObject, nowMs: number): ComputerObject => ({
  ...computer, whenCreatedMs: 0, whenChangedMs: 0, userCertificate: computer.userCertificate.map((certificate) => dated(certificate, nowMs)),
});

export function normaliseDirectory(directory: DirectoryState, nowMs: number): DirectoryState {
  const controllers = Object.values(directory.controllers);
  const computers = overCopies(controllers.map(({ replica }) => replica.computers), nowMs);
  const users: Table<UserObject>[] = overCopies(controllers.map(({ replica }) => replica.users), nowMs);
  const points = controllers.map(({ replica }) => replica.serviceConnectionPoint);
  const pointVersions = relativeVersions(points.flatMap((point) => (point ? [point.version] : [])), nowMs);
  const next: { [name: string]: DomainController } = {};
  for (const [index, controller] of controllers.entries()) {
    const point = points[index] ?? null;
    next[controller.name] = {
      ...controller,
      usn: 1,
      replica: {
        serviceConnectionPoint: point && { ...point, version: { ...unwritten, ...pointVersions.shift() } },
        computers: Object.fromEntries(Object.entries(computers[index] ?? {}).map(([id, computer]) => [id, shownOnly(computer, nowMs)])),
        users: Object.fromEntries(Object.entries(users[index] ?? {}).map(([id, user]) => [id, { ...user, version: { ...user.version, usn: 1 } }])),
      },
    };
  }
  return { ...directory, controllers: next };
}
