/**
 * Users of the tenant: found by the name that they sign in with, or by the account in Active Directory that they come from.
 * Sources: lifecycle.md 7 ("UPN suffix verified"), on-premises.md 4.5 (AttributeValueMustBeUnique, retried each cycle).
 */
import type { CloudUser, TenantState } from './state.ts';

export const suffixOf = (userPrincipalName: string): string => userPrincipalName.slice(userPrincipalName.indexOf('@') + 1).toLowerCase();

/** A subdomain of a verified domain is fine (lifecycle.md 7). */
export const isVerified = (tenant: Pick<TenantState, 'initialDomain' | 'domains'>, domain: string): boolean =>
  [tenant.initialDomain, ...tenant.domains.map(({ name }) => name)].some((name) => domain === name.toLowerCase() || domain.endsWith(`.${name.toLowerCase()}`));

/** What the tenant calls a user of that name: an unverified suffix gives way to the initial domain (general knowledge, no stored source). */
export const nameInTenant = (tenant: Pick<TenantState, 'initialDomain' | 'domains'>, userPrincipalName: string): string =>
  (isVerified(tenant, suffixOf(userPrincipalName)) ? userPrincipalName : `${userPrincipalName.split('@')[0] ?? ''}@${tenant.initialDomain}`);

/** Names come from clients, too: those that every object answers to are nobody's. */
export const userNamed = ({ users }: TenantState, userPrincipalName: string): CloudUser | undefined =>
  (Object.hasOwn(users, userPrincipalName.toLowerCase()) ? users[userPrincipalName.toLowerCase()] : undefined);

/** The user that Connect made of an account. */
export const userFrom = (tenant: TenantState, samAccountName: string): CloudUser | undefined =>
  Object.values(tenant.users).find((user) => user.onPremisesSamAccountName === samAccountName);

export interface SentUser {
  readonly samAccountName: string;
  readonly userPrincipalName: string;
}

/** Takes over the names that Connect sends; a name that another user has is refused. A user who is gone stays gone. */
export function exportUsers(tenant: TenantState, sent: readonly SentUser[]): { readonly tenant: TenantState; readonly refused: ReadonlySet<string> } {
  let users = tenant.users;
  const refused = new Set<string>();
  for (const { samAccountName, userPrincipalName } of sent) {
    const known = userFrom({ ...tenant, users }, samAccountName);
    if (!known) continue;
    const name = nameInTenant(tenant, userPrincipalName);
    const holder = users[name.toLowerCase()];
    if (holder && holder !== known) {
      refused.add(samAccountName);
      continue;
    }
    const { [known.userPrincipalName.toLowerCase()]: _renamed, ...others } = users;
    users = { ...others, [name.toLowerCase()]: { ...known, userPrincipalName: name } };
  }
  return { tenant: users === tenant.users ? tenant : { ...tenant, users }, refused };
}
