/**
 * Virtual latencies, there and back, of the questions that leave a machine. None is published; each is an assumption of the
 * order that traces of real machines show. They never decide an outcome, only who comes first.
 */

const assumed = 'assumed: no published figure';

export const timings = {
  local: { ms: 0, source: 'inside the machine: no latency is modelled' },
  ldapPing: { ms: 60, source: assumed },
  locate: { ms: 400, source: assumed },
  ldapRead: { ms: 120, source: assumed },
  ldapWrite: { ms: 240, source: assumed },
  kerberos: { ms: 200, source: assumed },
  discovery: { ms: 600, source: assumed },
  realm: { ms: 500, source: assumed },
  registration: { ms: 3_000, source: assumed },
  unregistration: { ms: 1_500, source: assumed },
  token: { ms: 2_000, source: assumed },
  passwordHash: { ms: 2_000, source: assumed },
  connectImport: { ms: 20_000, source: 'a sixth of connect.runTime (OQ16) at its default of two minutes' },
  connectExport: { ms: 40_000, source: 'a third of connect.runTime (OQ16) at its default of two minutes' },
  /** Until an unreachable service is given up. */
  giveUp: { ms: 4_000, source: assumed },
} as const satisfies { readonly [key: string]: { readonly ms: number; readonly source: string } };

export type TimingKey = keyof typeof timings;
