/**
 * The sync join as it goes over the wire: reading the PUT, wording the answer. Source: protocols.md 5.3, 5.5, 5.7. Names are
 * bound without regard to case, unknown members are ignored.
 */
import type { ServerError } from '../../knowledge/vocabulary.ts';
import type { ErrorFormat, Registered } from './registration-service.ts';

/** What the service takes from the body. */
export interface JoinRequest {
  readonly targetDomain: string;
  readonly targetDomainId: string;
  readonly deviceDisplayName: string;
  /** SID of `<SID>.<UTC time>`, the text that the computer signed. */
  readonly sid: string;
  readonly wantsSids: boolean;
}

const isObject = (value: unknown): value is { readonly [member: string]: unknown } => typeof value === 'object' && value !== null && !Array.isArray(value);

function member(value: unknown, name: string): unknown {
  if (!isObject(value)) return undefined;
  const key = Object.keys(value).find((known) => known.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : value[key];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** @returns the request, or what is wrong with it (E8) */
export function readJoinRequest(body: unknown): JoinRequest | { readonly invalid: string } {
  if (!isObject(body)) return { invalid: 'The body is not a JSON object.' };
  if (member(body, 'JoinType') !== 6) return { invalid: 'JoinType must be 6.' };
  if (text(member(member(body, 'CertificateRequest'), 'Data')) === '') return { invalid: 'CertificateRequest.Data is missing.' };
  const data = member(body, 'ServerAdJoinData');
  if (!isObject(data)) return { invalid: 'ServerAdJoinData is missing.' };
  const identity = member(data, 'ClientIdentity');
  if (text(member(identity, 'Type')) !== 'sha256signed' || text(member(identity, 'SignedBlob')) === '') {
    return { invalid: 'ClientIdentity must be of type sha256signed and carry a SignedBlob.' };
  }
  const signed = /^(S-1-5-21(?:-\d+)+)\.\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/.exec(text(member(identity, 'Sid')));
  if (!signed?.[1]) return { invalid: 'ClientIdentity.Sid must read <SID>.<UTC time>.' };
  return {
    targetDomain: text(member(data, 'TargetDomain')),
    targetDomainId: text(member(data, 'TargetDomainId')),
    deviceDisplayName: text(member(data, 'DeviceDisplayName')),
    sid: signed[1],
    wantsSids: text(member(member(body, 'Attributes'), 'ReturnClientSid')).toLowerCase() === 'true',
  };
}

/** Without `Certificate.RawBody`: whoever has the DER adds it. */
export function joinAnswer({ answer }: Pick<Registered, 'answer'>, request: Pick<JoinRequest, 'deviceDisplayName' | 'targetDomain' | 'wantsSids'>) {
  return {
    Certificate: { Thumbprint: answer.thumbprint },
    User: { Upn: `${request.deviceDisplayName.toLowerCase()}$@${request.targetDomain}` },
    // For hybrid devices there is nobody to add to the administrators.
    ...(request.wantsSids ? { MembershipChanges: [{ LocalSID: 'S-1-5-32-544', AddSIDs: [] }] } : {}),
  };
}

/** `time` as ISO 8601, UTC. */
export function errorAnswer(error: ServerError, time: string, format: ErrorFormat): { readonly [member: string]: string } {
  if (format === 'A') return { ErrorType: error.code, Message: error.message, TraceId: error.requestId, Time: time };
  return { code: error.code, subcode: error.subcode ?? 'error_fail', operation: error.operation ?? 'DeviceJoin', message: error.message, requestId: error.requestId, time };
}
