import { expect, test } from 'vitest';
import type { Replica } from '../active-directory/state.ts';
import type { ConnectorUser } from './state.ts';
import { afterUserExport, confirmUsers, importUsers, synchroniseUsers, usersInScope, waitingUsers } from './users.ts';

const replicaOf = (names: { readonly [user: string]: string }): Replica => ({
  serviceConnectionPoint: null, computers: {},
  users: Object.fromEntries(Object.entries(names).map(([samAccountName, userPrincipalName]) => [samAccountName, {
    samAccountName, userPrincipalName, displayName: samAccountName, objectSid: 's', enabled: true, passwordVersion: 1, version: { number: 1, atMs: 0, controller: 'DC01' },
  }])),
});
const before = replicaOf({ alice: 'alice@contoso.com', bob: 'bob@contoso.com' });
const settled: ConnectorUser = { imported: 'alice@contoso.com', exported: 'alice@contoso.com', pendingExport: false, exportError: null };
const start = usersInScope(before, ['alice', 'nobody']);
const renamed = importUsers(start, replicaOf({ alice: 'a@contoso.com', bob: 'b@contoso.com' }));

test('who is in scope is known at the start, and nothing waits', () => {
  expect(start).toEqual({ alice: settled });
  expect(waitingUsers(synchroniseUsers(start))).toEqual([]);
});

test('an import counts the names that changed in scope, and says so by the same table when none did', () => {
  expect(renamed).toEqual({ users: { alice: { ...settled, imported: 'a@contoso.com' } }, updates: 1 });
  expect(importUsers(start, before)).toEqual({ users: start, updates: 0 });
  expect(importUsers(start, before).users).toBe(start);
  // An account that the DC does not hold stays what it was.
  expect(importUsers(start, replicaOf({})).users).toBe(start);
});

test('what was read waits only after the synchronisation, until it is exported', () => {
  expect(waitingUsers(renamed.users)).toEqual([]);
  const synchronised = synchroniseUsers(renamed.users);
  expect(waitingUsers(synchronised)).toEqual([{ samAccountName: 'alice', userPrincipalName: 'a@contoso.com' }]);
  expect(synchroniseUsers(synchronised)).toBe(synchronised);
  expect(afterUserExport(synchronised, waitingUsers(synchronised), new Set())).toEqual({ alice: { ...settled, imported: 'a@contoso.com', exported: 'a@contoso.com' } });
});

test('a name changed back before the export waits no more', () => {
  const back = importUsers(synchroniseUsers(renamed.users), before);
  expect(synchroniseUsers(back.users)).toEqual({ alice: settled });
});

test('what was refused waits with its error; the next success removes both', () => {
  const waiting = synchroniseUsers(renamed.users);
  const refused = afterUserExport(waiting, waitingUsers(waiting), new Set(['alice']));
  expect(refused.alice).toEqual({ ...settled, imported: 'a@contoso.com', pendingExport: true, exportError: 'AttributeValueMustBeUnique' });
  expect(waitingUsers(synchroniseUsers(refused))).toHaveLength(1);
  expect(afterUserExport(refused, waitingUsers(refused), new Set()).alice).toMatchObject({ pendingExport: false, exportError: null });
});

test('what Azure AD did not take over as it was sent is sent again', () => {
  const asked: string[] = [];
  const same = confirmUsers(start, (user, sent) => { asked.push(`${user} ${sent}`); return 'as sent'; });
  expect(same).toBe(start);
  expect(asked).toEqual(['alice alice@contoso.com']);
  const unconfirmed = confirmUsers(start, () => 'not as sent');
  expect(unconfirmed.alice).toEqual({ ...settled, exported: null });
  expect(waitingUsers(synchroniseUsers(unconfirmed))).toHaveLength(1);
  // It has been noticed already: nothing to compare.
  expect(confirmUsers(unconfirmed, () => { throw new Error('asked'); })).toBe(unconfirmed);
});
