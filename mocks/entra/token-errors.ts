/**
 * Refusals of the token service. Sources: protocols.md 7 (cases, `error`, status, body); errors.json; for client assertions and secrets
 * (7000xx) Microsoft's public list of AADSTS codes. Texts beyond the first words are assumed.
 */
import type { Failure, ServerError } from '../../knowledge/vocabulary.ts';

interface TokenError {
  readonly error: string;
  readonly text: string;
  readonly status?: number;
  readonly suberror?: string;
}

const grant = (text: string): TokenError => ({ error: 'invalid_grant', text });
const client = (text: string): TokenError => ({ error: 'invalid_client', text, status: 401 });
const request = (text: string): TokenError => ({ error: 'invalid_request', text });

const tokenErrors = {
  130004: grant('The key of Windows Hello for Business is not found.'),
  130005: grant('The signature of Windows Hello for Business is not valid.'),
  135011: grant('Device used during the authentication is disabled.'),
  140000: grant('Request nonce is not provided.'),
  140001: grant('The session key is not valid.'),
  50008: grant('SAML token is invalid.'),
  500011: { error: 'invalid_resource', text: 'The resource principal was not found in the tenant.' },
  5000611: grant("Symmetric Key Derivation Function version 'KDFV1' is invalid. Update the device for the latest updates."),
  50012: grant('Authentication failed: the signature of the request is not valid.'),
  50013: { error: 'invalid_client', text: 'Assertion failed: it has been used before.', status: 401 },
  50017: grant('Validation of the given certificate has failed.'),
  50027: grant('JWT token is invalid or malformed.'),
  50034: grant('The user account does not exist in the directory.'),
  50059: request('No tenant-identifying information found in either the request or implied by any provided credentials.'),
  50155: grant('Device is not authenticated.'),
  50173: grant('The provided grant has expired due to it being revoked, a fresh auth token is needed.'),
  // The device-code flow; the words of `error` are those that clients switch on (protocols.md 6.6), the numbers are assumed.
  70016: { error: 'authorization_pending', text: 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.' },
  70018: { error: 'bad_verification_code', text: 'Invalid verification code due to the user typing in a wrong one.' },
  70019: { error: 'expired_token', text: 'Verification code expired. Have the user retry the sign-in.' },
  70020: { error: 'authorization_declined', text: 'The end user declined the request.' },
  70000: grant('The provided grant is invalid or malformed.'),
  700003: { error: 'invalid_grant', text: "Device object was not found in the tenant '{}' directory.", suberror: 'device_authentication_failed' },
  700016: { error: 'unauthorized_client', text: "Application with identifier '{}' was not found in the directory." },
  700021: client('Client assertion application identifier does not match client_id parameter.'),
  700023: client('Client assertion audience claim does not match Realm issuer.'),
  700024: client('Client assertion is not within its valid time range.'),
  700027: client('Client assertion failed signature validation.'),
  7000215: client('Invalid client secret provided.'),
  7000218: client("The request body must contain the following parameter: 'client_assertion' or 'client_secret'."),
  70003: { error: 'unsupported_grant_type', text: "The app requested an unsupported grant type '{}'." },
  70008: grant('The provided authorization code or refresh token has expired due to inactivity.'),
  70011: { error: 'invalid_scope', text: "The provided value for the input parameter 'scope' is not valid." },
  700082: grant('The refresh token has expired due to inactivity.'),
  90002: { error: 'invalid_tenant', text: "Tenant '{}' not found." },
  90014: request("The required field '{}' is missing from the request."),
} as const satisfies { readonly [number: number]: TokenError };

export type TokenErrorNumber = keyof typeof tokenErrors;

/** @param about what the text is about, where it names it */
export function tokenFailure(number: TokenErrorNumber, requestId: string, about = ''): Failure {
  const { error, text, status = 400, suberror }: TokenError = tokenErrors[number];
  const message = `AADSTS${number}: ${text.replace('{}', about)}`;
  // STATUS_LOGON_FAILURE is what Windows makes of a refused token request (dsregcmd.md 3).
  return { code: '0xc000006d', reason: message, server: { httpStatus: status, code: error, message, requestId, ...(suberror ? { subcode: suberror } : {}) } };
}

export interface ErrorIds {
  readonly correlationId: string;
  /** `2026-01-31 09:15:00Z`. */
  readonly timestamp: string;
}

/** Body of an error (protocols.md 7). */
export function tokenErrorBody({ code, message, requestId, subcode }: ServerError, { correlationId, timestamp }: ErrorIds) {
  const number = /^AADSTS(\d+)/.exec(message)?.[1];
  return {
    error: code,
    error_description: `${message}\r\nTrace ID: ${requestId}\r\nCorrelation ID: ${correlationId}\r\nTimestamp: ${timestamp}`,
    error_codes: number === undefined ? [] : [Number(number)],
    timestamp,
    trace_id: requestId,
    correlation_id: correlationId,
    ...(number === undefined ? {} : { error_uri: `https://login.microsoftonline.com/error?code=${number}` }),
    ...(subcode === undefined ? {} : { suberror: subcode }),
  };
}
