/** Users of the tenant as the token service sees them, with what AD knows of them. */
import type { CredentialKind, Failure } from '../../knowledge/vocabulary.ts';
import type { UserObject } from '../../mocks/active-directory/state.ts';
import type { CloudUser } from '../../mocks/entra/state.ts';
import { refuseUser, type UserCredential } from '../../mocks/entra/token-service.ts';
import { userFrom } from '../../mocks/entra/users.ts';
import { agentsRunning } from '../../simulation/operations/token.ts';
import type { World } from '../../simulation/world.ts';

export const userOf = (world: World, upn: string): CloudUser | undefined => world.tenant.users[upn.toLowerCase()];

/** The account in AD from which the user was synchronised, on whichever DC has it. */
export const accountOf = (world: World, upn: string): UserObject | undefined =>
  Object.values(world.directory.controllers)
    .flatMap(({ replica }) => Object.values(replica.users))
    .find(({ userPrincipalName }) => userPrincipalName.toLowerCase() === upn.toLowerCase());

export interface Presented {
  readonly upn: string;
  readonly credential: CredentialKind;
  readonly passwordVersion: number;
  /** False: a token that was obtained with it. */
  readonly withCredential: boolean;
  /** sAMAccountName in a token at hand, which says who the user is, whatever the name sent with it. */
  readonly account?: string;
}

/** The same in the words of the token service's rules. */
export const credentialOf = (world: World, presented: Presented, requestId: string): UserCredential => ({
  ...presented, foundByToken: presented.account !== undefined, user: presented.account ?? userOf(world, presented.upn)?.onPremisesSamAccountName ?? '', agentsRunning: agentsRunning(world), requestId,
});

/** Who has signed in. */
export const signedInUser = (world: World, { upn, account }: Presented): CloudUser | undefined => (account === undefined ? userOf(world, upn) : userFrom(world.tenant, account));

/** Why the user may not sign in, or `null`. */
export const refuseSignIn = (world: World, presented: Presented, requestId: string): Failure | null =>
  refuseUser(world.tenant, world.directory, credentialOf(world, presented, requestId))?.failure ?? null;
