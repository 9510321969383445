import { expect, test } from 'vitest';
import type { ConnectServer } from '../../mocks/connect/state.ts';
import { ask, codeOf, smallWorld, withFault, type SpecChange } from '../../test/small-world.ts';
import { after } from '../../test/small-sentences.ts';
import type { World } from '../world.ts';

const people = { alice: {}, bob: {} };
const start = (change: SpecChange = {}) => smallWorld({ people, device: { state: 'pending' }, ...change });
const step = (world: World, operation: string, policy = 'Delta') => ask(world, operation, { policy, cycle: 7 }, 'closed', 'connect-cycle:SYNC01');
const did = (world: World, operation: string, policy = 'Delta'): World => ({ ...world, ...step(world, operation, policy).changes });
const server = (world: World): ConnectServer => world.connect.servers.SYNC01 as ConnectServer;
const newestRun = (world: World) => server(world).runs.at(-1);
const run = { cycle: 7, startedAtMs: 0, endedAtMs: 0, result: 'success', adds: 0, updates: 0, deletes: 0 };
const idOf = (world: World): string => world.devices.LAPTOP01?.objectGuid ?? '';

test('the import reads the DC of the server and is recorded with what it found', () => {
  const renamed = after(start(), 'AD admin renames LAPTOP01 to LAPTOP99 at DC02');
  expect(newestRun(did(renamed, 'importDirectory'))).toEqual({ ...run, connector: 'contoso.com', profile: 'Delta Import' });
  expect(newestRun(did(after(renamed, 'Connect admin makes SYNC01 read DC02'), 'importDirectory', 'Initial'))).toEqual({ ...run, connector: 'contoso.com', profile: 'Full Import', updates: 1 });
  expect(newestRun(did(after(start(), 'AD admin deletes LAPTOP01'), 'importDirectory'))).toMatchObject({ deletes: 1 });
  expect(newestRun(did({ ...start(), connect: smallWorld({ device: { state: 'workgroup' } }).connect }, 'importDirectory'))).toMatchObject({ adds: 1 });
  expect(step(start(), 'importDirectory').outcome).toEqual({ ok: true, output: { result: 'success' } });
});

test('a server that cannot reach its DC or the internet learns it from the code of the path', () => {
  expect(codeOf(step(after(start(), 'DC01 stops'), 'importDirectory'))).toBe('0x8007203a');
});

test('the tenant import notices what is missing or disabled there', () => {
  expect(newestRun(did(start(), 'importTenant'))).toEqual({ ...run, connector: 'contoso.onmicrosoft.com', profile: 'Delta Import' });
  expect(newestRun(did(start(), 'importTenant', 'Initial'))).toMatchObject({ profile: 'Full Import' });
  expect(server(did(start(), 'importTenant')).connectorSpace).toEqual(server(start()).connectorSpace);
  const gone = { ...start(), actors: smallWorld({ people }).actors };
  expect(server(did(gone, 'importTenant')).connectorSpace[idOf(gone)]?.exported).toBeNull();
});

test('a user whose name the tenant did not take over is told again, where it would take it now', () => {
  const before = start();
  const exported = (world: World, sent: string) => {
    const { alice } = server(world).users;
    const known = { ...server(world), users: { ...server(world).users, alice: { ...alice, exported: sent } } } as ConnectServer;
    return server(did({ ...world, connect: { servers: { SYNC01: known } } }, 'importTenant')).users.alice?.exported;
  };
  expect(exported(before, 'alice@contoso.com')).toBe('alice@contoso.com');
  expect(exported(before, 'alice.berg@contoso.com')).toBeNull();
  expect(exported(before, 'alice@unverified.example')).toBe('alice@unverified.example');
  expect(exported(after(before, 'Entra admin deletes user alice'), 'alice.berg@contoso.com')).toBe('alice.berg@contoso.com');
});

const waiting = (kind: 'add' | 'update' | 'delete', change: SpecChange = {}): World => {
  const world = start(change);
  const object = server(world).connectorSpace[idOf(world)];
  const next = { ...object, pendingExport: kind, imported: object?.imported && { ...object.imported, displayName: 'NEW' } };
  return { ...world, connect: { servers: { ...world.connect.servers, SYNC01: { ...server(world), connectorSpace: { [idOf(world)]: next } } as ConnectServer } } };
};

test('an export is recorded with what it sent, and the tenant holds it', () => {
  const exported = did(waiting('update'), 'exportTenant');
  expect(newestRun(exported)).toEqual({ ...run, connector: 'contoso.onmicrosoft.com', profile: 'Export', updates: 1 });
  expect(exported.tenant.devices[idOf(exported)]?.displayName).toBe('NEW');
  expect(newestRun(did(waiting('add'), 'exportTenant'))).toMatchObject({ adds: 1, updates: 0, deletes: 0 });
  expect(step(waiting('update'), 'exportTenant').tells).toEqual([{ to: { kind: 'cloud-device', of: idOf(start()) }, event: { type: 'EXPORTED', enabled: true } }]);
  expect(newestRun(did(waiting('delete'), 'exportTenant'))).toMatchObject({ deletes: 1, updates: 0 });
  expect(newestRun(did(start(), 'exportTenant'))).toMatchObject({ result: 'completed-no-objects' });
});

test('a staging server exports and records nothing', () => {
  expect(step(waiting('update', { connect: { SYNC01: { staging: 'yes' } } }), 'exportTenant')).toEqual({ outcome: { ok: true, output: { result: 'not-exported-staging' } } });
});

test('over the threshold nothing is sent, and a mail says so', () => {
  const stopped = did(waiting('delete', { connect: { SYNC01: { deletionThreshold: '0' } } }), 'exportTenant');
  expect([newestRun(stopped)?.result, newestRun(stopped)?.deletes, server(stopped).mailsSent]).toEqual(['stopped-deletion-threshold-exceeded', 0, [{ atMs: 0, subject: 'Deletions exceed the threshold: the export was stopped' }]]);
  expect(server(did(waiting('delete'), 'exportTenant')).mailsSent).toEqual([]);
});

test('what the tenant refuses is no success: an object with the fault on, a name that another user has', () => {
  for (const target of [null, 'LAPTOP01']) expect(newestRun(did(withFault(waiting('update'), 'export-object-error', target), 'exportTenant'))).toMatchObject({ result: 'completed-export-errors', updates: 0 });
  expect(newestRun(did(withFault(waiting('update'), 'export-object-error', 'PC09'), 'exportTenant'))).toMatchObject({ result: 'success', updates: 1 });
  const taken = start();
  const users = { ...server(taken).users, alice: { imported: 'bob@contoso.com', exported: 'alice@contoso.com', pendingExport: true, exportError: null } };
  const refused = did({ ...taken, connect: { servers: { SYNC01: { ...server(taken), users } } } }, 'exportTenant');
  expect([newestRun(refused)?.result, newestRun(refused)?.updates, server(refused).users.alice?.exportError]).toEqual(['completed-export-errors', 0, 'AttributeValueMustBeUnique']);
  const named = { ...users, alice: { ...users.alice, imported: 'alice.berg@contoso.com' } };
  const sent = did({ ...taken, connect: { servers: { SYNC01: { ...server(taken), users: named } } } }, 'exportTenant');
  expect([newestRun(sent)?.result, newestRun(sent)?.updates, Object.keys(sent.tenant.users).sort()]).toEqual(['success', 1, ['alice.berg@contoso.com', 'bob@contoso.com']]);
});

test('changed passwords reach the tenant, from the DC of the server, for the users that it holds', () => {
  const hash = (world: World) => ask(world, 'synchronisePasswords', {}, 'closed', 'password-sync:SYNC01');
  expect(hash(start())).toEqual({ outcome: { ok: true, output: { changed: 0 } } });
  const reset = after(start(), 'AD admin resets the password of alice', 'AD admin resets the password of bob', 'Entra admin deletes user bob');
  expect([hash(reset).outcome, hash(reset).changes?.tenant?.users['alice@contoso.com']?.passwordVersion]).toEqual([{ ok: true, output: { changed: 1 } }, 2]);
  expect(codeOf(hash(after(reset, 'DC01 stops')))).toBe('0x8007203a');
});
