/** Joins that bring a token: who may, and that this tenant allows none of them. Source: protocols.md 5.4, 5.7 (E6, E7). */
import type { Failure } from '../../knowledge/vocabulary.ts';
import { refuse, type Asked } from './registration-service.ts';

export interface BearerClaims {
  readonly [name: string]: unknown;
}

/** JoinType of a hybrid join; the only one whose claims are documented. */
const hybridJoin = 6;

/** As the refusal names them; but for DomainJoin the names are assumed. */
const requestTypes: { readonly [joinType: number]: string } = { 0: 'DeviceJoin', 4: 'DeviceRegistration', 6: 'DomainJoin', 8: 'DeviceJoin' };

/** What AD FS says of a computer; how Azure AD spells the names is not known (PQ3). */
const computerClaims: readonly { readonly name: string; readonly value?: string }[] = [
  { name: 'http://schemas.microsoft.com/authorization/claims/PermitDeviceRegistrationClaim', value: 'true' },
  { name: 'http://schemas.microsoft.com/ws/2012/01/accounttype', value: 'DJ' },
  { name: 'http://schemas.microsoft.com/identity/claims/onpremobjectguid' },
  { name: 'primarysid' },
];

const holds = (claims: BearerClaims, { name, value }: (typeof computerClaims)[number]): boolean =>
  typeof claims[name] === 'string' && (value === undefined || String(claims[name]).toLowerCase() === value.toLowerCase());

/** No token, or none that this service accepts. */
export const refuseBearer = (asked: Asked, why: string): { readonly failure: Failure } => refuse(asked, '0x801c0002', 'AuthenticationError', why, { httpStatus: 401 });

export function refuseJoinType(asked: Asked, joinType: number, claims: BearerClaims): { readonly failure: Failure } {
  const missing = joinType === hybridJoin ? computerClaims.find((claim) => !holds(claims, claim)) : undefined;
  if (missing) return refuse(asked, '0x801c0002', 'AuthorizationError', `The claim ${missing.name} is missing from the token${missing.value ? `, or is not ${missing.value}` : ''}.`);
  return refuse(asked, '0x801c0002', 'AuthenticationError', `The enrollment request type (${requestTypes[joinType] ?? `JoinType ${joinType}`}) is not allowed.`);
}
