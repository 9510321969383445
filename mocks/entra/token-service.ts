/**
 * The token service: whether a primary refresh token is issued. Sources: lifecycle.md 7 (issue conditions), 2.5 (PRT codes),
 * protocols.md 6.1 (order of the checks), 7; errors.json (AADSTS, NTSTATUS); invariants I7 to I9, I37.
 */
import type { CredentialKind, Failure } from '../../knowledge/vocabulary.ts';
import { verifyPassword } from '../active-directory/users.ts';
import type { DirectoryState } from '../active-directory/state.ts';
import type { CloudUser, TenantState } from './state.ts';
import { isVerified, suffixOf, userFrom, userNamed } from './users.ts';

/** What a user presents. */
export interface UserCredential {
  /** sAMAccountName. */
  readonly user: string;
  readonly upn: string;
  readonly credential: CredentialKind;
  /** Of the password presented, or with which the old token was obtained. */
  readonly passwordVersion: number;
  /** The old token is shown and says who the user is, whatever the name sent with it (lifecycle.md 7: UPN change). */
  readonly foundByToken: boolean;
  /** False: only the old token is shown, not the credential itself. */
  readonly withCredential: boolean;
  /** At least one pass-through authentication agent runs. */
  readonly agentsRunning: boolean;
  readonly requestId: string;
}

export interface TokenRequest extends UserCredential {
  /** Registered in this tenant, enabled, and the certificate is the one of this registration. */
  readonly deviceAccepted: boolean;
}

type Refusal = { readonly failure: Failure };

/** STATUS_LOGON_FAILURE for HTTP 400 with invalid_grant (dsregcmd.md 3). */
const refused = (request: UserCredential, number: number, text: string, status = '0xc000006d', error = 'invalid_grant'): Refusal => ({
  failure: { code: status, reason: `AADSTS${number}: ${text}`, server: { httpStatus: 400, code: error, message: `AADSTS${number}: ${text}`, requestId: request.requestId } },
});

const wrongPassword = (request: UserCredential): Refusal => refused(request, 50126, 'Error validating credentials due to invalid username or password.');
const disabledUser = (request: UserCredential): Refusal => refused(request, 50057, 'The user account is disabled.');
const unknownUser = (request: UserCredential): Refusal => refused(request, 50034, 'The user account does not exist in the directory.');

/** An agent asks any running DC, never the hash in the cloud. */
function refuseByAgent(directory: DirectoryState, request: UserCredential): Refusal | null {
  if (!request.agentsRunning) return refused(request, 80001, 'No authentication agent answers.');
  const checked = verifyPassword(directory, request);
  if (!('failure' in checked)) return null;
  switch (checked.failure.code) {
    case '0xc000005e':
      return refused(request, 80001, 'The authentication agent is unable to connect to Active Directory.');
    case '0xc0000072':
      return disabledUser(request);
    case '0xc0000064':
      return unknownUser(request);
    default:
      return wrongPassword(request);
  }
}

function refusePassword(tenant: TenantState, directory: DirectoryState, request: UserCredential, user: CloudUser): Refusal | null {
  // Tokens are partitioned per kind: Hello and smart card outlive a new password (I37).
  if (request.credential !== 'password') return null;
  const cloudVersion = user.passwordVersion;
  const byHash = tenant.authentication === 'password-hash-sync';
  if (!request.withCredential) {
    return byHash && cloudVersion !== request.passwordVersion ? refused(request, 50133, 'The session is not valid: the password has expired or was changed.') : null;
  }
  if (!byHash) return refuseByAgent(directory, request);
  return cloudVersion === request.passwordVersion ? null : wrongPassword(request);
}

/** What keeps CloudAP from asking at all: nothing goes out. @param deviceKeyUsable whether the device can prove itself with dk */
export function refuseToAsk(upn: string, deviceKeyUsable: boolean): Failure | null {
  // The name never leaves the device (errors.json 0xc004844c: not of the form user@domain).
  if (!/^[^@]+@[^@]+$/.test(upn)) return { code: '0xc004844c', reason: `the user name "${upn}" is not of the form user@domain` };
  return deviceKeyUsable ? null : { code: '0x80090016', reason: 'the device key cannot be used: nothing can be signed' };
}

/** What makes a request that of a device: its realm, and that it proves to be a device of the tenant. `null`: nothing speaks against it. */
export function refuseDevice(tenant: TenantState, request: TokenRequest): Refusal | null {
  const domain = suffixOf(request.upn);
  // A real output shows 0xc00000d0 with AADSTS90002; errors.json also knows 0xc000005f for a realm not found.
  if (!isVerified(tenant, domain)) return refused(request, 90002, `Tenant '${domain}' not found.`, '0xc00000d0', 'invalid_request');
  if (!request.deviceAccepted) return refused(request, 50155, 'Device is not authenticated.');
  return null;
}

/** Whether this is the user, and may sign in. */
export function refuseUser(tenant: TenantState, directory: DirectoryState, request: UserCredential): Refusal | null {
  const user = request.foundByToken ? userFrom(tenant, request.user) : userNamed(tenant, request.upn);
  if (!user) return unknownUser(request);
  if (!user.enabled) return disabledUser(request);
  return refusePassword(tenant, directory, request, user);
}

/** `null`: issued. The realm comes first (the client asks for it), then the device, then the user. */
export const refusePrt = (tenant: TenantState, directory: DirectoryState, request: TokenRequest): Refusal | null =>
  refuseDevice(tenant, request) ?? refuseUser(tenant, directory, request);
