/** Users of the tenant as the token service sees them, with what AD knows of them. */
import type { CredentialKind, Failure } from '../../knowledge/vocabulary.ts';
import type { UserObject } from '../../mocks/active-directory/state.ts';
import type { CloudUser } from '../../mocks/entra/state.ts';
import { refuseUser, type UserCredential } from '../../mocks/entra/token-service.ts';
import { userFrom, userNamed } from '../../mocks/entra/users.ts';
import { agentsRunning } from '../../simulation/operations/token.ts';
import type { World } from '../../simulation/world.ts';

/** Who is meant: a name that was typed, or the user of a token, who may be called otherwise by now. */
export interface Named {
  readonly upn: string;
  /** sAMAccountName in a token at hand, which says who the user is, whatever the name sent with it. */
  readonly account?: string;
}

/** The account in the token, where the service goes by it. */
const accountBehind = ({ settings }: World, { account }: Named): string | undefined => (settings['prt.renewalFindsUser'] === 'byToken' ? account : undefined);

export function userBehind(world: World, named: Named): CloudUser | undefined {
  const account = accountBehind(world, named);
  return account === undefined ? userNamed(world.tenant, named.upn) : userFrom(world.tenant, account);
}

/** The account in AD from which the user was synchronised, on whichever DC has it. */
export const accountOf = ({ directory }: World, { onPremisesSamAccountName }: CloudUser): UserObject | undefined =>
  Object.values(directory.controllers).map(({ replica }) => replica.users[onPremisesSamAccountName]).find((account) => account !== undefined);

export interface Presented extends Named {
  readonly credential: CredentialKind;
  readonly passwordVersion: number;
  /** False: a token that was obtained with it. */
  readonly withCredential: boolean;
}

/** The same in the words of the token service's rules. */
export function credentialOf(world: World, presented: Presented, requestId: string): UserCredential {
  const account = accountBehind(world, presented);
  return {
    ...presented, foundByToken: account !== undefined, user: account ?? userNamed(world.tenant, presented.upn)?.onPremisesSamAccountName ?? '', agentsRunning: agentsRunning(world), requestId,
  };
}

/** Why the user may not sign in, or `null`. */
export const refuseSignIn = (world: World, presented: Presented, requestId: string): Failure | null =>
  refuseUser(world.tenant, world.directory, credentialOf(world, presented, requestId))?.failure ?? null;
