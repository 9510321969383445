/**
 * What the Windows client makes of what came back: codes follow from the status, the shape of the body and how the connection ended.
 * Sources: errors.json (transport and dsreg codes), protocols.md 3, 5.7; lifecycle.md 2.5. Where the wire has no words, the header
 * `joinlab-reason` has those for the timeline.
 */
import type { Failure, ServerError } from '../../knowledge/vocabulary.ts';
import type { Break } from '../cloud/reply.ts';
import type { Received, WireAnswer } from './transport.ts';

/** WinHTTP errors as HRESULTs. */
const broken: { readonly [way in Break]: Failure } = {
  reset: { code: '0x80072efe', reason: 'the connection broke in the middle of the request' },
  cut: { code: '0x80072efe', reason: 'the connection broke before the answer arrived' },
  silent: { code: '0x80072ee2', reason: 'no answer came in time' },
  tls: { code: '0x80072f8f', reason: 'TLS to the service breaks' },
};

/** How the connection failed. */
export const transportFailure = ({ broken: way }: Extract<Received, { readonly broken: Break }>): Failure => broken[way];

/** An object in JSON; `undefined`: something else. */
export function jsonOf({ body }: WireAnswer): { readonly [member: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as { readonly [member: string]: unknown }) : undefined;
  } catch {
    return undefined;
  }
}

export const isPage = ({ headers }: WireAnswer): boolean => headers['content-type']?.startsWith('text/html') ?? false;

/** Words for the timeline: of the answer's own header, else the given ones. Header values are percent-encoded. */
export function reasonOf({ headers }: WireAnswer, otherwise: string): string {
  const said = headers['joinlab-reason'];
  return said === undefined ? otherwise : decodeURIComponent(said);
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** ErrorType of the older format. */
const typedCodes: { readonly [type: string]: string } = {
  DirectoryError: '0x801c03f2',
  AuthenticationError: '0x801c0002',
  AuthorizationError: '0x801c0002',
  InvalidParameter: '0x801c0001',
  UnknownError: '0x801c0006',
};

/** The newer format names no kind of error but the missing device; that the client knows the others by their words is assumed. */
function codeOfNewFormat(subcode: string, message: string): string {
  if (subcode === 'error_missing_device') return '0x801c03f3';
  return /SID|disabled|signed text/.test(message) ? '0x801c0002' : '0x801c03f2';
}

/** An error of the registration service in one of its two formats (protocols.md 5.7). */
export function serviceFailure(answer: WireAnswer): Failure | null {
  if (answer.status === 503) {
    const server = { httpStatus: 503, code: '', message: '', requestId: answer.headers['request-id'] ?? '' };
    return { code: '0x801c0025', reason: reasonOf(answer, 'the registration service is overloaded (HTTP 503)'), server };
  }
  const body = answer.status >= 400 ? jsonOf(answer) : undefined;
  if (!body) return null;
  const message = text(body.Message ?? body.message);
  const failure = (code: string, server: ServerError): Failure => ({ code, reason: reasonOf(answer, message), server });
  const type = text(body.ErrorType ?? body.code);
  const plain = { httpStatus: answer.status, code: type, message, requestId: text(body.TraceId ?? body.requestId) };
  // What stands before the service (throttling) keeps the older words in the newer format: sub-code and operation say nothing there.
  const typed = typedCodes[type];
  if (typed) return failure(typed, plain);
  const subcode = text(body.subcode);
  return failure(codeOfNewFormat(subcode, message), { ...plain, subcode, operation: text(body.operation) });
}
