/**
 * The token service: whether a primary refresh token is issued. Sources: lifecycle.md 7 (issue conditions), 2.5 (PRT codes),
 * protocols.md 7, errors.json (AADSTS, NTSTATUS); invariants I7 to I9, I37.
 */
import type { CredentialKind, Failure } from '../../knowledge/vocabulary.ts';
import { verifyPassword } from '../active-directory/users.ts';
import type { DirectoryState } from '../active-directory/state.ts';
import type { TenantState } from './state.ts';

export interface TokenRequest {
  readonly user: string;
  readonly upn: string;
  readonly credential: CredentialKind;
  readonly passwordVersion: number;
  /** The device proves itself with dk; `false` when the key is not usable. */
  readonly deviceKeyUsable: boolean;
  /** Registered, enabled, and the certificate is the one of this registration. */
  readonly deviceAccepted: boolean;
  readonly requestId: string;
}

/** STATUS_LOGON_FAILURE for HTTP 400 with invalid_grant; STATUS_REQUEST_NOT_ACCEPTED for other refusals (dsregcmd.md 3). */
const refused = (request: TokenRequest, number: number, text: string, status = '0xc000006d', error = 'invalid_grant'): { readonly failure: Failure } => ({
  failure: { code: status, reason: `AADSTS${number}: ${text}`, server: { httpStatus: 400, code: error, message: `AADSTS${number}: ${text}`, requestId: request.requestId } },
});

const domainOf = (upn: string): string => upn.slice(upn.indexOf('@') + 1).toLowerCase();

/** A subdomain of a verified domain is fine (lifecycle.md 7). */
const isVerified = (tenant: TenantState, domain: string): boolean =>
  [tenant.initialDomain, ...tenant.domains.map(({ name }) => name)].some((name) => domain === name.toLowerCase() || domain.endsWith(`.${name.toLowerCase()}`));

function passwordFailure(tenant: TenantState, directory: DirectoryState, request: TokenRequest): { readonly failure: Failure } | null {
  if (request.credential !== 'password') return null;
  const wrong = refused(request, 50126, 'Error validating credentials due to invalid username or password.');
  if (tenant.authentication === 'pass-through') {
    if (!tenant.passThroughAgentsRunning) return refused(request, 80001, 'Unable to connect to the authentication agent.');
    const checked = verifyPassword(directory, request);
    if (!('failure' in checked)) return null;
    return checked.failure.code === '0xc000005e' ? refused(request, 80001, 'The authentication agent cannot reach Active Directory.') : wrong;
  }
  return tenant.users[request.upn.toLowerCase()]?.passwordVersion === request.passwordVersion ? null : wrong;
}

/** `null`: issued. */
export function refusePrt(tenant: TenantState, directory: DirectoryState, request: TokenRequest): { readonly failure: Failure } | null {
  const domain = domainOf(request.upn);
  if (!isVerified(tenant, domain)) return refused(request, 90002, `Tenant '${domain}' not found.`, '0xc00000d0', 'invalid_request');
  const user = tenant.users[request.upn.toLowerCase()];
  if (!user) return refused(request, 50034, 'The user account does not exist in the directory.');
  if (!user.enabled) return refused(request, 50057, 'The user account is disabled.');
  if (!request.deviceKeyUsable) return { failure: { code: '0x80090016', reason: 'the device key cannot be used: nothing can be signed' } };
  if (!request.deviceAccepted) return refused(request, 50155, 'Device is not authenticated.');
  return passwordFailure(tenant, directory, request);
}
