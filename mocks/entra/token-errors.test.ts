import { expect, test } from 'vitest';
import { tokenErrorBody, tokenFailure, type TokenErrorNumber } from './token-errors.ts';

// number, `error`, status, sub-error, first words (protocols.md 7; 7000xx: public list)
const table: readonly (readonly [TokenErrorNumber, string, number, string | undefined, string])[] = [
  [130004, 'invalid_grant', 400, undefined, 'The key of Windows Hello for Business is not found.'],
  [130005, 'invalid_grant', 400, undefined, 'The signature of Windows Hello for Business is not valid.'],
  [135011, 'invalid_grant', 400, undefined, 'Device used during the authentication is disabled.'],
  [140000, 'invalid_grant', 400, undefined, 'Request nonce is not provided.'],
  [140001, 'invalid_grant', 400, undefined, 'The session key is not valid.'],
  [50008, 'invalid_grant', 400, undefined, 'SAML token is invalid.'],
  [500011, 'invalid_resource', 400, undefined, 'The resource principal was not found in the tenant.'],
  [5000611, 'invalid_grant', 400, undefined, "Symmetric Key Derivation Function version 'KDFV1' is invalid. Update the device for the latest updates."],
  [50012, 'invalid_grant', 400, undefined, 'Authentication failed: the signature of the request is not valid.'],
  [50013, 'invalid_client', 401, undefined, 'Assertion failed: it has been used before.'],
  [50017, 'invalid_grant', 400, undefined, 'Validation of the given certificate has failed.'],
  [50027, 'invalid_grant', 400, undefined, 'JWT token is invalid or malformed.'],
  [50034, 'invalid_grant', 400, undefined, 'The user account does not exist in the directory.'],
  [50059, 'invalid_request', 400, undefined, 'No tenant-identifying information found in either the request or implied by any provided credentials.'],
  [50155, 'invalid_grant', 400, undefined, 'Device is not authenticated.'],
  [50173, 'invalid_grant', 400, undefined, 'The provided grant has expired due to it being revoked, a fresh auth token is needed.'],
  [70016, 'authorization_pending', 400, undefined, 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.'],
  [70018, 'bad_verification_code', 400, undefined, 'Invalid verification code due to the user typing in a wrong one.'],
  [70019, 'expired_token', 400, undefined, 'Verification code expired. Have the user retry the sign-in.'],
  [70020, 'authorization_declined', 400, undefined, 'The end user declined the request.'],
  [70000, 'invalid_grant', 400, undefined, 'The provided grant is invalid or malformed.'],
  [700003, 'invalid_grant', 400, 'device_authentication_failed', "Device object was not found in the tenant 'X' directory."],
  [700016, 'unauthorized_client', 400, undefined, "Application with identifier 'X' was not found in the directory."],
  [700021, 'invalid_client', 401, undefined, 'Client assertion application identifier does not match client_id parameter.'],
  [700023, 'invalid_client', 401, undefined, 'Client assertion audience claim does not match Realm issuer.'],
  [700024, 'invalid_client', 401, undefined, 'Client assertion is not within its valid time range.'],
  [700027, 'invalid_client', 401, undefined, 'Client assertion failed signature validation.'],
  [7000215, 'invalid_client', 401, undefined, 'Invalid client secret provided.'],
  [7000218, 'invalid_client', 401, undefined, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'."],
  [70003, 'unsupported_grant_type', 400, undefined, "The app requested an unsupported grant type 'X'."],
  [70008, 'invalid_grant', 400, undefined, 'The provided authorization code or refresh token has expired due to inactivity.'],
  [70011, 'invalid_scope', 400, undefined, "The provided value for the input parameter 'scope' is not valid."],
  [700082, 'invalid_grant', 400, undefined, 'The refresh token has expired due to inactivity.'],
  [90002, 'invalid_tenant', 400, undefined, "Tenant 'X' not found."],
  [90014, 'invalid_request', 400, undefined, "The required field 'X' is missing from the request."],
];

test.each(table)('AADSTS%i is %s with status %i', (number, error, status, suberror, words) => {
  const message = `AADSTS${number}: ${words}`;
  expect(tokenFailure(number, 'r', 'X')).toEqual({
    code: '0xc000006d', reason: message, server: { httpStatus: status, code: error, message, requestId: 'r', ...(suberror === undefined ? {} : { subcode: suberror }) },
  });
});

test('where a text is about nothing its place stays empty', () => {
  expect(tokenFailure(90002, 'r').reason).toBe("AADSTS90002: Tenant '' not found.");
});

test('the body carries the number, the ids and the time; a sub-error only where there is one', () => {
  const ids = { correlationId: 'c', timestamp: '2026-01-31 09:15:00Z' };
  const server = tokenFailure(700003, 'r', 't').server;
  if (!server) throw new Error('a refusal has a server part');
  expect(tokenErrorBody(server, ids)).toEqual({
    error: 'invalid_grant',
    error_description: "AADSTS700003: Device object was not found in the tenant 't' directory.\r\nTrace ID: r\r\nCorrelation ID: c\r\nTimestamp: 2026-01-31 09:15:00Z",
    error_codes: [700003], timestamp: '2026-01-31 09:15:00Z', trace_id: 'r', correlation_id: 'c', error_uri: 'https://login.microsoftonline.com/error?code=700003', suberror: 'device_authentication_failed',
  });
  expect(tokenErrorBody({ httpStatus: 503, code: 'temporarily_unavailable', message: 'Later: AADSTS1.', requestId: 'r' }, ids)).toEqual({
    error: 'temporarily_unavailable', error_description: 'Later: AADSTS1.\r\nTrace ID: r\r\nCorrelation ID: c\r\nTimestamp: 2026-01-31 09:15:00Z', error_codes: [], timestamp: '2026-01-31 09:15:00Z', trace_id: 'r', correlation_id: 'c',
  });
});
