/**
 * The sync join as it goes over the wire: reading the PUT, wording the answer. Source: protocols.md 5.3, 5.5, 5.7. Names are
 * bound without regard to case, unknown members are ignored.
 */
import type { ServerError } from '../../knowledge/vocabulary.ts';
import type { ErrorFormat } from './registration-service.ts';

/** What the service takes from the body. */
export interface JoinRequest {
  readonly targetDomain: string;
  readonly targetDomainId: string;
  readonly deviceDisplayName: string;
  readonly osVersion: string;
  /** The text that the computer signed, `<SID>.<UTC time>`, and its two halves. */
  readonly signedText: string;
  readonly sid: string;
  /** ISO 8601. */
  readonly signedAt: string;
  /** Base64: signature over the text, certificate request (PKCS#10), transport key. */
  readonly signedBlob: string;
  readonly certificateRequest: string;
  readonly transportKey: string;
  readonly wantsSids: boolean;
}

const isObject = (value: unknown): value is { readonly [member: string]: unknown } => typeof value === 'object' && value !== null && !Array.isArray(value);

function member(value: unknown, name: string): unknown {
  if (!isObject(value)) return undefined;
  const key = Object.keys(value).find((known) => known.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : value[key];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The SID of the computer, a full stop, the time with a blank instead of the `T`. */
const signedForm = /^(S-1-5-21(?:-\d{1,10}){1,14})\.(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)Z$/;

/** @returns the request, or what is wrong with it (E8) */
export function readJoinRequest(body: unknown): JoinRequest | { readonly invalid: string } {
  if (!isObject(body)) return { invalid: 'The body is not a JSON object.' };
  if (member(body, 'JoinType') !== 6) return { invalid: 'JoinType must be 6.' };
  const certificateRequest = text(member(member(body, 'CertificateRequest'), 'Data'));
  if (certificateRequest === '') return { invalid: 'CertificateRequest.Data is missing.' };
  const data = member(body, 'ServerAdJoinData');
  if (!isObject(data)) return { invalid: 'ServerAdJoinData is missing.' };
  const targetDomainId = text(member(data, 'TargetDomainId'));
  if (targetDomainId === '') return { invalid: 'ServerAdJoinData.TargetDomainId is missing.' };
  const identity = member(data, 'ClientIdentity');
  const signedBlob = text(member(identity, 'SignedBlob'));
  if (text(member(identity, 'Type')).toLowerCase() !== 'sha256signed' || signedBlob === '') {
    return { invalid: 'ClientIdentity must be of type sha256signed and carry a SignedBlob.' };
  }
  const signedText = text(member(identity, 'Sid'));
  const [, sid, day, time] = signedForm.exec(signedText) ?? [];
  if (!sid) return { invalid: 'ClientIdentity.Sid must read <SID>.<UTC time>, for example S-1-5-21-1-2-3-1104.2026-01-05 08:00:00Z.' };
  return {
    targetDomain: text(member(data, 'TargetDomain')),
    targetDomainId,
    deviceDisplayName: text(member(data, 'DeviceDisplayName')),
    osVersion: text(member(data, 'OSVersion')),
    signedText, sid, signedAt: `${day ?? ''}T${time ?? ''}Z`, signedBlob, certificateRequest,
    transportKey: text(member(data, 'TransportKey')),
    wantsSids: text(member(member(body, 'Attributes'), 'ReturnClientSid')).toLowerCase() === 'true',
  };
}

/** @param certificate as issued; `rawBody` is the base64 of its DER */
export function joinAnswer(certificate: { readonly thumbprint: string; readonly rawBody: string }, request: Pick<JoinRequest, 'deviceDisplayName' | 'targetDomain' | 'wantsSids'>) {
  return {
    Certificate: { Thumbprint: certificate.thumbprint, RawBody: certificate.rawBody },
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
