/**
 * Users in the sync engine: what was read of them and what Azure AD was told. Users are in scope from the start or not at all;
 * the name they sign in with is all that flows here (hashes have a loop of their own). Sources: lifecycle.md 5, on-premises.md 4.2, 4.5.
 */
import type { Replica } from '../active-directory/state.ts';
import type { ConnectorUser, ConnectServer } from './state.ts';

type Users = ConnectServer['users'];

/** The same table when no user is another. */
function changeEach(users: Users, change: (user: ConnectorUser, samAccountName: string) => ConnectorUser): Users {
  let changed = users;
  for (const [samAccountName, user] of Object.entries(users)) {
    const next = change(user, samAccountName);
    if (next !== user) changed = { ...changed, [samAccountName]: next };
  }
  return changed;
}

export const usersInScope = (replica: Replica, inScope: readonly string[]): Users =>
  Object.fromEntries(inScope.flatMap((samAccountName): [string, ConnectorUser][] => {
    const user = replica.users[samAccountName];
    return user ? [[samAccountName, { imported: user.userPrincipalName, exported: user.userPrincipalName, pendingExport: false, exportError: null }]] : [];
  }));

export function importUsers(users: Users, replica: Replica): { readonly users: Users; readonly updates: number } {
  let updates = 0;
  const imported = changeEach(users, (user, samAccountName) => {
    const now = replica.users[samAccountName]?.userPrincipalName;
    if (now === undefined || now === user.imported) return user;
    updates += 1;
    return { ...user, imported: now };
  });
  return { users: imported, updates };
}

/** A name that Azure AD did not take over as it was sent, and would take now, counts as not sent. */
export const confirmUsers = (users: Users, cloud: (samAccountName: string, sent: string) => 'as sent' | 'not as sent'): Users =>
  changeEach(users, (user, samAccountName) => (user.exported !== null && cloud(samAccountName, user.exported) === 'not as sent' ? { ...user, exported: null } : user));

export const synchroniseUsers = (users: Users): Users =>
  changeEach(users, (user) => (user.pendingExport === (user.imported !== user.exported) ? user : { ...user, pendingExport: !user.pendingExport }));

export const waitingUsers = (users: Users): readonly { readonly samAccountName: string; readonly userPrincipalName: string }[] =>
  Object.entries(users).flatMap(([samAccountName, { imported, pendingExport }]) => (pendingExport ? [{ samAccountName, userPrincipalName: imported }] : []));

/** What was refused waits, and is sent again by every cycle. */
export const afterUserExport = (users: Users, sent: readonly { readonly samAccountName: string }[], refused: ReadonlySet<string>): Users =>
  changeEach(users, (user, samAccountName) => {
    if (refused.has(samAccountName)) return { ...user, exportError: 'AttributeValueMustBeUnique' };
    return sent.some((known) => known.samAccountName === samAccountName) ? { ...user, exported: user.imported, pendingExport: false, exportError: null } : user;
  });
