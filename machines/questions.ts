/**
 * Every question a chart may ask, with what goes out and what comes back. A chart registers those it needs:
 * `setup({ actors: { discoverRealm: questions.discoverRealm } })`. The operation of the same name answers it
 * (`simulation/operations/`). A question that fails comes back as a `Failure` through `onError`; every invoke needs one.
 */
import { question } from './language.ts';
import type { CredentialKind, CyclePolicy } from '../knowledge/vocabulary.ts';

/** No input or no output. */
export type Nothing = Record<string, never>;

export interface CredentialCheck {
  /** sAMAccountName. */
  readonly user: string;
  readonly credential: CredentialKind;
  readonly passwordVersion: number;
}

export interface TenantInformation {
  readonly tenantId: string;
  readonly tenantName: string;
  readonly configuredIn: 'registry' | 'directory';
}

export interface RegistrationAnswer {
  readonly deviceId: string;
  readonly thumbprint: string;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
}

export interface PrtRequest {
  readonly user: string;
  readonly upn: string;
  readonly credential: CredentialKind;
  readonly passwordVersion: number;
  readonly renewal: boolean;
  readonly withCredential: boolean;
}

export const questions = {
  // --- domain controllers (asked by dc-locator and session; SYSTEM) ---
  /** DNS SRV records, then LDAP pings; the first acceptable answer, and whether it is a DC of the closest site. */
  locateController: question<{ force: boolean }, { controller: string; closestSite: boolean }>(),
  /** One LDAP ping to a remembered DC. */
  pingController: question<{ controller: string }, Nothing>(),

  // --- the registration, in its order ---
  /** Local: joined already, state complete, policy, and whether a bootstrap certificate was written before (pre-check without the DC). */
  readLocalState: question<Nothing, { join: 'none' | 'complete' | 'incomplete'; policyAllows: boolean; mustUnregister: boolean; certificateWritten: boolean }>(),
  /** Local: `CDJ\AAD` TenantId and TenantName; `found` false when neither value is there. */
  readClientServiceConnectionPoint: question<Nothing, { found: boolean; tenantId: string; tenantName: string }>(),
  /** LDAP: `keywords` of the SCP. */
  readServiceConnectionPoint: question<{ controller: string }, { tenantId: string; tenantName: string }>(),
  discoverRegistrationService: question<{ tenantId: string; tenantName: string }, { tenantId: string; tenantName: string }>(),
  discoverRealm: question<{ tenantName: string }, { realm: 'Managed' | 'Federated' }>(),
  /** LDAP: own computer object; whether it already carries a certificate whose key this machine holds. */
  readComputerObject: question<{ controller: string }, { certificateUsable: boolean }>(),
  /** Local: key pair and self-signed certificate `CN=<objectGUID>`. */
  createBootstrapCertificate: question<Nothing, { certificateId: string }>(),
  /** LDAP modify on the own object. */
  writeUserCertificate: question<{ controller: string }, Nothing>(),
  /** Local: device key and transport key in the TPM, or in software. */
  createDeviceKeys: question<Nothing, { keyContainerId: string; provider: 'tpm' | 'software' }>(),
  registerDevice: question<{ tenantId: string; tenantName: string; keyContainerId: string }, RegistrationAnswer>(),
  /** DELETE with the device certificate. */
  unregisterDevice: question<Nothing, Nothing>(),
  /** LDAP: takes this machine's own value out of `userCertificate` (OQ10). */
  removeUserCertificate: question<Nothing, Nothing>(),

  // --- sign-in and token ---
  /** Kerberos at a DC. No DC in reach fails with 0xc000005e, and the cached verifier is asked. */
  verifyCredential: question<CredentialCheck, { upn: string }>(),
  /** Local: the verifier that an earlier sign-in at a DC left behind. */
  verifyCachedCredential: question<CredentialCheck, { upn: string }>(),
  /**
   * CloudAP asks for a PRT (or renews it). `withCredential`: the credential itself goes with the request, not only the old token
   * (`dsregcmd /refreshprt` has none). Times are virtual milliseconds.
   */
  acquirePrt: question<PrtRequest, { updatedAtMs: number; expiresAtMs: number }>(),

  // --- Azure AD Connect (asked by connect-cycle and password-sync; the server's own context) ---
  importDirectory: question<{ policy: CyclePolicy; cycle: number }, { result: string }>(),
  importTenant: question<{ policy: CyclePolicy; cycle: number }, { result: string }>(),
  exportTenant: question<{ cycle: number }, { result: string }>(),
  synchronisePasswords: question<Nothing, { changed: number }>(),
};
