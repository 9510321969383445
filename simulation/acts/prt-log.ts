/**
 * What one attempt at a primary refresh token leaves in the AAD log. Sources: events.json (fields, first release), lifecycle.md
 * 2.4; dsregcmd.md 3: the attempt block shows the fields of 1250 and 1252.
 */
import type { CredentialKind, Failure, LogLine } from '../../knowledge/vocabulary.ts';
import { atLeast, type WindowsRelease } from '../../knowledge/windows-releases.ts';

export interface PrtEnd {
  readonly renewal: boolean;
  readonly upn: string;
  readonly credential: CredentialKind;
  /** `null`: issued. */
  readonly failure: Failure | null;
}

/** Credential Type as dsregcmd and the log print it; only `Password` was ever seen in an output, the others are assumed. */
const credentialNames: { readonly [Kind in CredentialKind]: string } = { password: 'Password', hello: 'NGC', 'smart-card': 'Certificate' };

const line = (id: number, data: LogLine['data']): LogLine => ({ log: 'AAD', id, data });

function errorLines(failure: Failure, endpoint: string, CorrelationID: string): LogLine[] {
  const { code, innerCode, reason, server } = failure;
  const request = { Method: 'POST', EndpointUri: endpoint, CorrelationID };
  if (server) return [line(1081, { Error: server.code, ErrorDescription: server.message, CorrelationID }), line(1025, { value: String(server.httpStatus), ...request })];
  if (innerCode !== undefined) return [line(1084, { Result: innerCode, Target: endpoint }), line(1086, { Status: code, CorrelationID })];
  // A malformed name is refused before anything is asked or signed: only the status tells (errors.json 0xc004844c).
  if (code === '0xc004844c') return [];
  return [line(1082, { Error: code, ErrorDescription: reason, CorrelationID })];
}

function diagnostics({ renewal, upn, credential, failure }: PrtEnd & { readonly failure: Failure }, endpoint: string, CorrelationID: string): LogLine {
  return line(renewal ? 1252 : 1250, {
    Result: failure.code,
    UserIdentity: upn,
    CredentialType: credentialNames[credential],
    ...(renewal ? { NewToken: 'NO' } : {}),
    CorrelationID,
    EndpointUri: endpoint,
    Method: 'POST',
    HTTPTransportError: failure.innerCode ?? '0x0',
    HTTPStatus: String(failure.server?.httpStatus ?? 0),
    ErrorCode: failure.server?.code ?? '',
    ErrorDescription: failure.server?.message ?? '',
  });
}

export function prtEndLines(end: PrtEnd, at: { readonly endpoint: string; readonly correlationId: string; readonly release: WindowsRelease }): LogLine[] {
  const { renewal, upn, credential, failure } = end;
  const { endpoint, correlationId, release } = at;
  const lines = [
    line(renewal ? 1030 : 1018, { value: correlationId }),
    line(1026, { value: credentialNames[credential], CorrelationID: correlationId }),
    // Older manifests only number the values; that they are the same ones is assumed.
    line(1144, { value: upn, Method: 'POST', EndpointUri: endpoint, CorrelationID: correlationId, value1: upn, value2: endpoint, value3: correlationId }),
    line(1022, { value: endpoint }),
  ];
  if (failure) {
    lines.push(...errorLines(failure, endpoint, correlationId));
    if (atLeast(release, '1709')) lines.push(line(1160, { Status: failure.code, CorrelationID: correlationId }));
    // The manifest has 1250 and 1252 from Windows 11 21H2 on.
    if (atLeast(release, '11-23H2')) lines.push(diagnostics({ ...end, failure }, endpoint, correlationId));
  }
  return [...lines, line(renewal ? 1029 : 1007, { Status: failure?.code ?? '0x0' })];
}
