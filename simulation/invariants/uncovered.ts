/** Invariants that no check looks at, each with its reason. Together with the covered ones they are all 47. */

export interface Uncovered {
  readonly id: `I${number}`;
  readonly reason: string;
}

export const uncoveredInvariants: readonly Uncovered[] = [
  { id: 'I21', reason: 'A property of the search, not of a run: the witness is the scenario vpn/logoff-loses-dc.' },
  { id: 'I29', reason: 'The federated join is not modelled: an attempt in a federated domain ends in the phase auth.' },
  { id: 'I30', reason: 'The fallback from a federated or Kerberos join is not modelled.' },
  { id: 'I32', reason: 'Enterprise registration at AD FS is not modelled: EnterpriseJoined is always NO.' },
  { id: 'I40', reason: 'Conditional Access is not modelled; I8 holds the tokens that it would look at.' },
  { id: 'I46', reason: 'The hybrid Autopilot is not modelled; I12 holds its first sign-in.' },
];
