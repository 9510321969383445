import { expect, test } from 'vitest';
import { computer, holding, server, settled } from '../../test/small-connect.ts';
import { smallWorld } from '../../test/small-world.ts';
import { moveComputer, setComputerEnabled } from '../active-directory/administration.ts';
import { replicate } from '../active-directory/replica.ts';
import type { ComputerObject, Replica } from '../active-directory/state.ts';
import {
  afterExport, importDirectory, importedComputer, importTenant, planExport, recordRun, runHistoryMax, synchronise, withoutRefused, type ExportPlan,
} from './engine.ts';
import type { ConnectServer, RunRecord } from './state.ts';

const real = Object.values(smallWorld().directory.controllers.DC01?.replica.computers ?? {})[0] as ComputerObject;
/** As the directory holds it: `computer` of the small Connect, with what Connect does not read. */
const inAd = (change: Partial<ComputerObject> = {}): ComputerObject => ({
  ...real, ...computer, cn: 'LAPTOP01', userCertificate: computer.userCertificate.map((certificate) => ({ ...certificate, notBeforeMs: 0 })), version: { number: 1, atMs: 0, controller: 'DC01' }, ...change,
});
const replica = (...computers: ComputerObject[]): Replica => ({ serviceConnectionPoint: null, users: {}, computers: Object.fromEntries(computers.map((one) => [one.objectGuid, one])) });
const newer = { number: 2, atMs: 5, controller: 'DC01', usn: 12 };
const counts = ({ adds, updates, deletes }: { adds: number; updates: number; deletes: number }) => [adds, updates, deletes];
const objectOf = ({ connectorSpace }: ConnectServer, id = 'd1') => connectorSpace[id];
const waits = (state: ConnectServer, id = 'd1') => [objectOf(state, id)?.withheld, objectOf(state, id)?.pendingExport];

test('Connect reads a computer with its certificates, without what it has no use for', () => {
  expect(importedComputer(inAd())).toEqual(computer);
});

test('a new computer is staged, a known one is read anew when it changed, a deleted one leaves', () => {
  const added = importDirectory(server, replica(inAd()), 'Delta');
  expect(counts(added)).toEqual([1, 0, 0]);
  expect(objectOf(added.server)).toEqual({ objectGuid: 'd1', imported: computer, importedAt: { controller: 'DC01', usn: 0 }, withheld: null, pendingExport: null, exported: null, exportError: null });
  const renamed = importDirectory(added.server, replica(inAd({ cn: 'NEW', version: newer })), 'Delta');
  expect([counts(renamed), objectOf(renamed.server)?.imported?.displayName, objectOf(renamed.server)?.importedAt]).toEqual([[0, 1, 0], 'NEW', { controller: 'DC01', usn: 12 }]);
  const gone = importDirectory(renamed.server, replica(inAd({ deleted: true })), 'Delta');
  expect([counts(gone), objectOf(gone.server)?.imported]).toEqual([[0, 0, 1], null]);
  expect(counts(importDirectory(gone.server, replica(inAd({ deleted: true })), 'Delta'))).toEqual([0, 0, 0]);
  const back = importDirectory(gone.server, replica(inAd()), 'Delta');
  expect([counts(back), objectOf(back.server)?.imported]).toEqual([[1, 0, 0], computer]);
});

test('what was never known and is deleted already is no deletion', () => {
  const result = importDirectory(server, replica(inAd({ deleted: true }), inAd({ objectGuid: 'd2' })), 'Delta');
  expect([counts(result), Object.keys(result.server.connectorSpace)]).toEqual([[1, 0, 0], ['d2']]);
});

test('a delta skips what has the update sequence number of last time; only a full import sees the new place of a renamed unit', () => {
  const moved = replica(inAd({ parentDn: 'OU=Notebooks,DC=contoso,DC=com' }));
  expect(importDirectory(holding({}), moved, 'Delta')).toEqual({ server: holding({}), adds: 0, updates: 0, deletes: 0 });
  const full = importDirectory(holding({}), moved, 'Initial');
  expect([counts(full), objectOf(full.server)?.imported?.parentDn]).toEqual([[0, 1, 0], 'OU=Notebooks,DC=contoso,DC=com']);
  // A write whose attributes are the same to Connect is no update, and is not looked at again.
  const unchanged = importDirectory(holding({}), replica(inAd({ version: newer })), 'Delta');
  expect([counts(unchanged), objectOf(unchanged.server)?.importedAt?.usn]).toEqual([[0, 0, 0], 12]);
  expect(counts(importDirectory(unchanged.server, replica(inAd({ cn: 'NEW', version: newer })), 'Delta'))).toEqual([0, 0, 0]);
});

test('the number of one DC means nothing at another: a delta there reads the object anew', () => {
  const elsewhere = importDirectory({ ...holding({}), controller: 'DC02' }, replica(inAd({ cn: 'NEW' })), 'Delta');
  expect([counts(elsewhere), objectOf(elsewhere.server)?.importedAt]).toEqual([[0, 1, 0], { controller: 'DC02', usn: 0 }]);
});

test('a delta sees what replication brings, even where the object here was written more often', () => {
  const { directory, connect } = smallWorld();
  const { objectGuid } = real;
  const here = [true, false, true].reduce((state, enabled) => setComputerEnabled(state, 1, { objectGuid, enabled, controller: 'DC01' }), directory);
  const there = moveComputer(here, 2, { objectGuid, parentDn: 'OU=Quarantine,DC=contoso,DC=com', controller: 'DC02' });
  const dc01 = (state: typeof directory): Replica => state.controllers.DC01?.replica ?? replica();
  const sync = { ...(connect.servers.SYNC01 ?? server), controller: 'DC01' };
  const first = importDirectory(sync, dc01(there), 'Delta');
  const second = importDirectory(first.server, dc01(replicate(there, 'DC02', 'DC01')), 'Delta');
  expect([counts(second), objectOf(second.server, objectGuid)?.imported?.parentDn]).toEqual([[0, 1, 0], 'OU=Quarantine,DC=contoso,DC=com']);
});

test('filter edits wait for a full import, which also ends the demand for one', () => {
  const edited = { ...server, pendingIncludedOus: ['OU=All'], fullSyncRequired: true };
  expect(importDirectory(edited, replica(), 'Delta').server).toEqual(edited);
  expect(importDirectory(edited, replica(), 'Initial').server).toEqual({ ...server, includedOus: ['OU=All'] });
  expect(importDirectory({ ...server, fullSyncRequired: true }, replica(), 'Initial').server).toEqual(server);
});

test.each([
  ['there as exported', 'registered', true, computer],
  ['disabled only in the cloud', 'pending', false, { ...computer, enabled: false }],
  ['deleted only in the cloud', 'deleted', true, null],
  ['never there', 'absent', true, null],
] as const)('the tenant confirms an export: %s', (_what, lifecycle, enabled, exported) => {
  const after = importTenant(holding({}), () => ({ lifecycle, enabled }));
  expect(after).toEqual(holding({ exported }));
});

test('the tenant says nothing about what was never exported, and a confirmed import is the same state', () => {
  const mixed = holding({ exported: null }, { objectGuid: 'd2' });
  const asked: string[] = [];
  expect(importTenant(mixed, (id) => { asked.push(id); return { lifecycle: 'registered', enabled: true }; })).toBe(mixed);
  expect(asked).toEqual(['d2']);
});

const sixteen = Array.from({ length: 16 }, (_, index) => ({ id: `c${index}`, subject: 'CN=d1', notAfterMs: 9_000, keyHolder: 'LAPTOP01' }));

test.each([
  ['nothing changed', {}, [null, null]],
  ['new', { exported: null }, [null, 'add']],
  ['renamed', { exported: { ...computer, displayName: 'OLD' } }, [null, 'update']],
  ['gone from the directory', { imported: null }, ['deleted', 'delete']],
  ['gone before it was exported', { imported: null, exported: null }, ['deleted', null]],
  ['without its certificate', { imported: { ...computer, userCertificate: [] } }, ['no-certificate', 'delete']],
  ['never with a certificate', { imported: { ...computer, userCertificate: [] }, exported: null }, ['no-certificate', null]],
  ['sixteen certificates', { imported: { ...computer, userCertificate: sixteen } }, ['too-many-certificates', null]],
  ['sixteen certificates, never exported', { imported: { ...computer, userCertificate: sixteen }, exported: null }, ['too-many-certificates', null]],
] as const)('synchronise decides what an object waits for: %s', (_what, object, expected) => {
  expect(waits(synchronise(holding(object), 1_000))).toEqual(expected);
});

test('an object withheld before flows again, and what stays as it is is the same state', () => {
  expect(waits(synchronise(holding({ withheld: 'out-of-scope', pendingExport: 'delete' }), 1_000))).toEqual([null, null]);
  const unchanged = holding({}, { objectGuid: 'd2', imported: { ...computer, objectGuid: 'd2' }, withheld: 'no-valid-certificate', pendingExport: 'delete' });
  expect(synchronise(unchanged, 1_000)).toBe(unchanged);
  expect(waits(synchronise(holding({}), 10_000))).toEqual(['no-valid-certificate', 'delete']);
  expect(waits(synchronise(holding({}), 10_000, false))).toEqual([null, null]);
});

const waiting = (...ids: string[]) => ids.map((objectGuid) => ({ objectGuid, pendingExport: 'delete' as const, imported: null }));
const add = { objectGuid: 'a', pendingExport: 'add' as const, imported: { ...computer, objectGuid: 'a' } };
const update = { objectGuid: 'u', pendingExport: 'update' as const, imported: { ...computer, objectGuid: 'u' } };
const summary = ({ result, add: added, update: updated, remove }: ExportPlan) => [result, added.map(({ objectGuid }) => objectGuid), updated.map(({ objectGuid }) => objectGuid), remove];

test('an export sends additions, updates and deletions, and nothing that does not wait', () => {
  expect(summary(planExport(holding({}, add, update, ...waiting('x', 'y')), 'stopExport'))).toEqual(['success', ['a'], ['u'], ['x', 'y']]);
  expect(summary(planExport(holding({}), 'stopExport'))).toEqual(['completed-no-objects', [], [], []]);
  expect(summary(planExport({ ...holding(add), stagingMode: true }, 'stopExport'))).toEqual(['not-exported-staging', [], [], []]);
});

test('users whose name changed go along with the computers, past the threshold for deletions too, and from a staging server not at all', () => {
  const renamed = { imported: 'a@contoso.com', exported: 'alice@contoso.com', pendingExport: false, exportError: null };
  const state = synchronise({ ...holding({}), users: { alice: renamed } }, 1_000);
  const users = [{ samAccountName: 'alice', userPrincipalName: 'a@contoso.com' }];
  expect(planExport(state, 'stopExport')).toEqual({ result: 'success', add: [], update: [], remove: [], users });
  expect(planExport({ ...state, stagingMode: true }, 'stopExport').users).toEqual([]);
  const over = { ...holding(...waiting('x', 'y')), users: state.users, deletionThreshold: 1 };
  expect([planExport(over, 'stopDeletes').users, planExport(over, 'stopExport').users]).toEqual([users, []]);
  expect(synchronise(state, 1_000)).toBe(state);
});

test('an import counts the renamed users among the updates', () => {
  const alice = { imported: 'alice@contoso.com', exported: 'alice@contoso.com', pendingExport: false, exportError: null };
  const user = { ...smallWorld().directory.controllers.DC01?.replica.users.alice, userPrincipalName: 'a@contoso.com' } as Replica['users'][string];
  const result = importDirectory({ ...server, users: { alice } }, { ...replica(inAd()), users: { alice: user } }, 'Delta');
  expect([counts(result), result.server.users.alice?.imported]).toEqual([[1, 1, 0], 'a@contoso.com']);
});

test('more deletions than the threshold stop the export, or the deletions alone', () => {
  const at = (deletionThreshold: number | null, mode: 'stopExport' | 'stopDeletes') => summary(planExport({ ...holding(add, update, ...waiting('x', 'y')), deletionThreshold }, mode));
  expect(at(1, 'stopExport')).toEqual(['stopped-deletion-threshold-exceeded', [], [], []]);
  expect(at(1, 'stopDeletes')).toEqual(['stopped-deletion-threshold-exceeded', ['a'], ['u'], []]);
  for (const deletionThreshold of [2, null]) expect(at(deletionThreshold, 'stopExport')).toEqual(['success', ['a'], ['u'], ['x', 'y']]);
});

test('what the tenant refuses is left out of the export and waits with its error until it is taken', () => {
  const state = holding({ ...add, exported: null }, update, ...waiting('x'));
  const plan = planExport(state, 'stopExport');
  expect(withoutRefused(plan, new Set())).toBe(plan);
  expect(withoutRefused(plan, new Set(['x']))).toBe(plan);
  const refused = new Set(['a', 'x', 'unknown']);
  const sent = withoutRefused(plan, refused);
  expect(summary(sent)).toEqual(['completed-export-errors', [], ['u'], ['x']]);
  const after = afterExport(state, sent, refused);
  expect(objectOf(after, 'a')).toEqual({ ...settled, ...add, exported: null, exportError: { name: 'InvalidHardMatch', detail: 'The tenant refuses the object.' } });
  expect(objectOf(after, 'u')).toEqual({ ...settled, ...update, exported: update.imported, pendingExport: null });
  expect(objectOf(after, 'x')).toEqual({ ...settled, objectGuid: 'x', imported: null, exported: null });
  expect(Object.keys(after.connectorSpace).sort()).toEqual(['a', 'u', 'x']);
  const taken = afterExport(after, planExport(after, 'stopExport'));
  expect(objectOf(taken, 'a')).toEqual({ ...settled, objectGuid: 'a', imported: add.imported, exported: add.imported });
});

test('an error is noted only where the object was to be sent and the export got that far', () => {
  const refused = new Set(['d1']);
  const nothing = { add: [], update: [], remove: [], users: [] };
  expect(afterExport(holding({}), { ...nothing, result: 'completed-export-errors' }, refused)).toEqual(holding({}));
  expect(afterExport(holding({ ...update, objectGuid: 'd1' }), { ...nothing, result: 'not-exported-staging' }, refused)).toEqual(holding({ ...update, objectGuid: 'd1' }));
});

test('a deletion that the threshold holds back is not what the tenant refused', () => {
  const state = { ...holding(add, ...waiting('x', 'y')), deletionThreshold: 1 };
  const refused = new Set(['a', 'x']);
  const after = afterExport(state, withoutRefused(planExport(state, 'stopDeletes'), refused), refused);
  expect([objectOf(after, 'a')?.exportError?.name, objectOf(after, 'x')]).toEqual(['InvalidHardMatch', objectOf(state, 'x')]);
});

test('what is not in the connector space is not put there by an export', () => {
  expect(afterExport(server, { result: 'success', add: [computer], update: [], remove: ['d2'], users: [] })).toEqual(server);
});

test('an update refused until now loses its error with the deletion or the update that got through', () => {
  const failed = { exportError: { name: 'InvalidHardMatch', detail: 'x' } };
  expect(objectOf(afterExport(holding({ ...failed, pendingExport: 'delete' }), { result: 'success', add: [], update: [], remove: ['d1'], users: [] }))).toEqual({ ...settled, exported: null });
});

test('the newest runs are kept, sixty of them', () => {
  const run = (cycle: number): RunRecord => ({ cycle, connector: 'contoso.com', profile: 'Export', startedAtMs: 0, endedAtMs: 1, result: 'success', adds: 0, updates: 0, deletes: 0 });
  const full = Array.from({ length: 100 }, (_, cycle) => cycle).reduce((state, cycle) => recordRun(state, run(cycle)), server);
  expect([full.runs.length, full.runs[0]?.cycle, full.runs.at(-1)?.cycle]).toEqual([runHistoryMax, 40, 99]);
  expect(runHistoryMax).toBe(60);
});
