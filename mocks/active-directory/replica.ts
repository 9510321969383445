/** Reading and writing one DC's copy, and what replication makes of two copies. Source: on-premises.md 1.4, 1.8. */
import type { AttributeVersion, DirectoryState, DomainController, ObjectVersion, Replica } from './state.ts';

/** The DC, or an error naming the ones there are: asking for another is a bug. */
export function controllerOf(directory: DirectoryState, name: string): DomainController {
  const controller = directory.controllers[name];
  if (!controller) throw new Error(`There is no domain controller ${name}; there are ${Object.keys(directory.controllers).join(', ')}.`);
  return controller;
}

/** The first DC that runs, writable where asked; `null` when there is none. */
export const anyController = (directory: DirectoryState, needs: 'any' | 'writable' = 'any'): DomainController | null =>
  Object.values(directory.controllers).find((controller) => controller.running && (needs === 'any' || !controller.readOnly)) ?? null;

/** The version that follows, and the update sequence number of the write. */
type NextVersion = ((old: AttributeVersion) => AttributeVersion) & { readonly usn: number };

/** One change on one DC: the copy is replaced and its update sequence number counts up. */
export function writeReplica(directory: DirectoryState, controller: string, change: (replica: Replica, version: NextVersion) => Replica, atMs: number): DirectoryState {
  const known = controllerOf(directory, controller);
  const usn = known.usn + 1;
  const next: NextVersion = Object.assign((old: AttributeVersion): AttributeVersion => ({ number: old.number + 1, atMs, controller }), { usn });
  return { ...directory, controllers: { ...directory.controllers, [controller]: { ...known, usn, replica: change(known.replica, next) } } };
}

interface Versioned {
  readonly version: ObjectVersion;
}

/** What an attribute has that was never written since the start. */
const unwritten: AttributeVersion = { number: 1, atMs: 0, controller: '' };

/** Writes attributes of one object: each counts up on its own, and the object with them. */
export function writeAttributes<Value extends Versioned>(object: Value, change: Partial<Value>, next: NextVersion): Value {
  const attributes: { [attribute: string]: AttributeVersion } = { ...object.version.attributes };
  for (const attribute of Object.keys(change).sort()) attributes[attribute] = next(attributes[attribute] ?? unwritten);
  return { ...object, ...change, version: { ...next(object.version), usn: next.usn, attributes } };
}

/** The target's copy with whatever is newer at the source, attribute by attribute; the same object when nothing is. */
function mergeObject<Value extends Versioned>(target: Value, source: Value, usn: number): Value {
  const theirs = source.version.attributes ?? {};
  const attributes: { [attribute: string]: AttributeVersion } = { ...target.version.attributes };
  const taken: { [attribute: string]: unknown } = {};
  for (const attribute of Object.keys(theirs).sort()) {
    const version = theirs[attribute] ?? unwritten;
    if (!isNewer(version, attributes[attribute] ?? unwritten)) continue;
    attributes[attribute] = version;
    taken[attribute] = source[attribute as keyof Value];
  }
  if (Object.keys(taken).length === 0) return target;
  const { number, atMs, controller } = isNewer(source.version, target.version) ? source.version : target.version;
  return { ...target, ...taken, version: { number, atMs, controller, usn, attributes } };
}

/** Links along which a change at `source` travels. */
export const linksFrom = (directory: DirectoryState, source: string): string[] =>
  Object.entries(directory.replicationLinks).filter(([, link]) => link.source === source).map(([name]) => name);

export function isNewer(a: AttributeVersion, b: AttributeVersion): boolean {
  if (a.number !== b.number) return a.number > b.number;
  if (a.atMs !== b.atMs) return a.atMs > b.atMs;
  return a.controller > b.controller;
}

function mergeObjects<Value extends Versioned>(target: { readonly [id: string]: Value }, source: { readonly [id: string]: Value }, usn: number): { readonly [id: string]: Value } {
  let merged = target;
  for (const [id, object] of Object.entries(source)) {
    const known = merged[id];
    const newest = known ? mergeObject(known, object, usn) : { ...object, version: { ...object.version, usn } };
    if (newest !== known) merged = { ...merged, [id]: newest };
  }
  return merged;
}

/** Copies what is newer at the source. The same state comes back when nothing was. */
export function replicate(directory: DirectoryState, source: string, target: string): DirectoryState {
  const from = controllerOf(directory, source).replica;
  const to = controllerOf(directory, target);
  const computers = mergeObjects(to.replica.computers, from.computers, to.usn + 1);
  const users = mergeObjects(to.replica.users, from.users, to.usn + 1);
  const ownScp = to.replica.serviceConnectionPoint;
  const theirScp = from.serviceConnectionPoint;
  const serviceConnectionPoint = theirScp && (!ownScp || isNewer(theirScp.version, ownScp.version)) ? theirScp : ownScp;
  if (computers === to.replica.computers && users === to.replica.users && serviceConnectionPoint === ownScp) return directory;
  return { ...directory, controllers: { ...directory.controllers, [target]: { ...to, usn: to.usn + 1, replica: { serviceConnectionPoint, computers, users } } } };
}
