/**
 * The sync engine: import stages what the directory says, synchronise decides, export sends. Each is a function of the server's
 * state. Sources: on-premises.md 4.2, 4.3, 4.5; lifecycle.md 5 (table of events).
 */
import type { ComputerObject, Replica } from '../active-directory/state.ts';
import type { CloudDeviceLifecycle } from '../../knowledge/vocabulary.ts';
import { withheldReason } from './rules.ts';
import type { ConnectorObject, ConnectServer, ImportedComputer, RunRecord } from './state.ts';
import { importUsers, synchroniseUsers, waitingUsers } from './users.ts';

/** Run records kept (the product purges after seven days; a bound by number keeps worlds small). */
export const runHistoryMax = 60;

export const recordRun = (server: ConnectServer, run: RunRecord): ConnectServer => ({ ...server, runs: [...server.runs.slice(-(runHistoryMax - 1)), run] });

/** What Connect reads of a computer object. */
export const importedComputer = (computer: ComputerObject): ImportedComputer => ({
  objectGuid: computer.objectGuid,
  objectSid: computer.objectSid,
  displayName: computer.cn,
  enabled: computer.enabled,
  operatingSystem: computer.operatingSystem,
  operatingSystemVersion: computer.operatingSystemVersion,
  parentDn: computer.parentDn,
  memberOf: computer.memberOf,
  isCriticalSystemObject: computer.isCriticalSystemObject,
  userCertificate: computer.userCertificate.map(({ id, subject, notAfterMs, keyHolder }) => ({ id, subject, notAfterMs, keyHolder })),
});

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const fresh = (objectGuid: string): ConnectorObject => ({ objectGuid, imported: null, withheld: null, pendingExport: null, exported: null, exportError: null });

export interface ImportResult {
  readonly server: ConnectServer;
  readonly adds: number;
  readonly updates: number;
  readonly deletes: number;
}

/** Reads the directory. A full import also takes over filter edits that waited (on-premises.md 4.4). */
export function importDirectory(server: ConnectServer, replica: Replica, policy: 'Delta' | 'Initial'): ImportResult {
  const includedOus = policy === 'Initial' && server.pendingIncludedOus ? server.pendingIncludedOus : server.includedOus;
  const pendingIncludedOus = policy === 'Initial' ? null : server.pendingIncludedOus;
  let connectorSpace = server.connectorSpace;
  let adds = 0;
  let updates = 0;
  let deletes = 0;
  for (const computer of Object.values(replica.computers)) {
    const known = connectorSpace[computer.objectGuid];
    if (computer.deleted) {
      if (!known?.imported) continue;
      deletes += 1;
      connectorSpace = { ...connectorSpace, [computer.objectGuid]: { ...known, imported: null } };
      continue;
    }
    const now = importedComputer(computer);
    // A delta reads what changed; a renamed OU changes no computer below it, so only a full import sees the new place (lifecycle.md 5).
    const importedAt = { controller: server.controller, usn: computer.version.usn ?? 0 };
    if (policy === 'Delta' && known?.imported && same(known.importedAt, importedAt)) continue;
    if (!known?.imported) adds += 1;
    else if (!same(known.imported, now)) updates += 1;
    connectorSpace = { ...connectorSpace, [computer.objectGuid]: { ...(known ?? fresh(computer.objectGuid)), imported: now, importedAt } };
  }
  const users = importUsers(server.users, replica);
  return {
    server: { ...server, connectorSpace, users: users.users, includedOus, pendingIncludedOus, fullSyncRequired: policy === 'Initial' ? false : server.fullSyncRequired },
    adds,
    updates: updates + users.updates,
    deletes,
  };
}

/** What Azure AD says about an object that the server exported earlier. */
export interface CloudView {
  readonly lifecycle: CloudDeviceLifecycle;
  readonly enabled: boolean;
}

/** Confirms exports: an object deleted only in the cloud is exported anew, one disabled only there is corrected. */
export function importTenant(server: ConnectServer, cloud: (objectGuid: string) => CloudView): ConnectServer {
  let connectorSpace = server.connectorSpace;
  for (const object of Object.values(connectorSpace)) {
    if (!object.exported) continue;
    const view = cloud(object.objectGuid);
    const isThere = view.lifecycle !== 'absent' && view.lifecycle !== 'deleted';
    if (isThere && view.enabled === object.exported.enabled) continue;
    const exported = isThere ? { ...object.exported, enabled: view.enabled } : null;
    connectorSpace = { ...connectorSpace, [object.objectGuid]: { ...object, exported } };
  }
  return connectorSpace === server.connectorSpace ? server : { ...server, connectorSpace };
}

function pendingFor(object: ConnectorObject, withheld: ConnectorObject['withheld']): ConnectorObject['pendingExport'] {
  if (withheld !== null) return object.exported ? 'delete' : null;
  if (!object.exported) return 'add';
  return same(object.exported, object.imported) ? null : 'update';
}

/** Applies the rules to every object; nothing leaves the server here. */
export function synchronise(server: ConnectServer, nowMs: number, checksCertificate = true): ConnectServer {
  let connectorSpace = server.connectorSpace;
  for (const object of Object.values(connectorSpace)) {
    const reason = object.imported === null ? ('deleted' as const) : withheldReason(server, object.imported, nowMs, checksCertificate);
    // Too many certificates withhold the attribute and its object's changes; what exists in the cloud stays (on-premises.md 4.3).
    const pendingExport = reason === 'too-many-certificates' && object.exported ? null : pendingFor(object, reason);
    if (reason !== object.withheld || pendingExport !== object.pendingExport) {
      connectorSpace = { ...connectorSpace, [object.objectGuid]: { ...object, withheld: reason, pendingExport } };
    }
  }
  const users = synchroniseUsers(server.users);
  return connectorSpace === server.connectorSpace && users === server.users ? server : { ...server, connectorSpace, users };
}

export interface ExportPlan {
  readonly result: string;
  readonly add: readonly ImportedComputer[];
  readonly update: readonly ImportedComputer[];
  readonly remove: readonly string[];
  /** Users whose name changed. */
  readonly users: ReturnType<typeof waitingUsers>;
}

/** What an export would send. Over the deletion threshold nothing is sent, or everything but the deletions (OQ8). */
export function planExport(server: ConnectServer, thresholdMode: 'stopExport' | 'stopDeletes'): ExportPlan {
  const waiting = Object.values(server.connectorSpace).filter((object) => object.pendingExport !== null);
  const pick = (kind: 'add' | 'update'): ImportedComputer[] => waiting.flatMap((object) => (object.pendingExport === kind && object.imported ? [object.imported] : []));
  const remove = waiting.filter((object) => object.pendingExport === 'delete').map((object) => object.objectGuid);
  const users = waitingUsers(server.users);
  const nothing = { add: [], update: [], remove: [], users: [] };
  if (server.stagingMode) return { result: 'not-exported-staging', ...nothing };
  if (server.deletionThreshold !== null && remove.length + (server.deletionsElsewhere ?? 0) > server.deletionThreshold) {
    const result = 'stopped-deletion-threshold-exceeded';
    return thresholdMode === 'stopExport' ? { result, ...nothing } : { result, add: pick('add'), update: pick('update'), remove: [], users };
  }
  return { result: waiting.length + users.length === 0 ? 'completed-no-objects' : 'success', add: pick('add'), update: pick('update'), remove, users };
}

/** The export without the objects that Azure AD refuses; those are retried every cycle (on-premises.md 4.5). */
export function withoutRefused(plan: ExportPlan, refused: ReadonlySet<string>): ExportPlan {
  const isRefused = ({ objectGuid }: ImportedComputer): boolean => refused.has(objectGuid);
  if (![...plan.add, ...plan.update].some(isRefused)) return plan;
  const kept = (computers: readonly ImportedComputer[]): ImportedComputer[] => computers.filter((computer) => !isRefused(computer));
  return { ...plan, result: 'completed-export-errors', add: kept(plan.add), update: kept(plan.update) };
}

/** Takes note of what was sent, and of what was refused. */
export function afterExport(server: ConnectServer, plan: ExportPlan, refused: ReadonlySet<string> = new Set()): ConnectServer {
  let connectorSpace = server.connectorSpace;
  for (const objectGuid of refused) {
    const object = connectorSpace[objectGuid];
    if (!object || object.pendingExport === null || object.pendingExport === 'delete' || plan.result !== 'completed-export-errors') continue;
    connectorSpace = { ...connectorSpace, [objectGuid]: { ...object, exportError: { name: 'InvalidHardMatch', detail: 'The tenant refuses the object.' } } };
  }
  for (const computer of [...plan.add, ...plan.update]) {
    const object = connectorSpace[computer.objectGuid];
    if (object) connectorSpace = { ...connectorSpace, [computer.objectGuid]: { ...object, exported: computer, pendingExport: null, exportError: null } };
  }
  for (const objectGuid of plan.remove) {
    const object = connectorSpace[objectGuid];
    if (!object) continue;
    connectorSpace = { ...connectorSpace, [objectGuid]: { ...object, exported: null, pendingExport: null, exportError: null } };
  }
  return { ...server, connectorSpace };
}
