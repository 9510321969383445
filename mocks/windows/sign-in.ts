/** Cached verifiers. Sources: on-premises.md 3 "Interactive logon"; lifecycle.md 6.3 (8), invariants I12, I13. */
import type { CredentialKind, Failure } from '../../knowledge/vocabulary.ts';
import { registryPaths } from './registry.ts';
import type { CachedLogon, WindowsDevice } from './state.ts';

/** STATUS_NO_LOGON_SERVERS: nobody there to ask, and no verifier of that user. */
export const noLogonServers = '0xc000005e';
/** STATUS_LOGON_FAILURE. */
const logonFailure = '0xc000006d';

export function verifyFromCache(
  device: WindowsDevice,
  check: { readonly user: string; readonly credential: CredentialKind; readonly passwordVersion: number },
): CachedLogon | Failure {
  const cached = device.cachedLogons.find((logon) => logon.samAccountName === check.user);
  if (!cached) return { code: noLogonServers, reason: `${check.user} never signed in on ${device.name} with a domain controller in reach` };
  if (check.credential === 'password' && cached.passwordVersion !== check.passwordVersion) {
    return { code: logonFailure, reason: 'the password is not the one that this device validated last' };
  }
  return cached;
}

export const isFailure = (result: CachedLogon | Failure): result is Failure => 'code' in result;

/** Remembers a sign-in that a DC accepted; the oldest verifier is overwritten beyond `CachedLogonsCount`. */
export function cacheLogon(device: WindowsDevice, logon: CachedLogon, defaultCount: number): WindowsDevice {
  const count = Number(device.registry[registryPaths.cachedLogonsCount] ?? defaultCount);
  const others = device.cachedLogons.filter((known) => known.samAccountName !== logon.samAccountName);
  const kept = [...others, logon];
  return { ...device, cachedLogons: count <= 0 ? [] : kept.slice(-count) };
}
