import { numbered, word, type OtherCode } from './entry.ts';

const http = numbered('HTTP', 'RFC 9110; protocols.md 5.7, 7');
const aadsts = numbered('AADSTS', 'protocols.md 7; Microsoft\'s public list of codes');
const server = word('server word', 'protocols.md 5.7');
const oauth = word('server word', 'protocols.md 7');
const graph = word('server word', 'protocols.md 8.1');
const kerberos = word('Kerberos', 'MicrosoftDocs/entra-docs:docs/identity/devices/how-to-hybrid-join-using-microsoft-entra-kerberos.md');

/** HTTP statuses, sign-in codes and error words of the services. */
export const webCodes: readonly OtherCode[] = [
  http(200, 'OK', 'The request was answered. A body in HTML instead of JSON comes from a proxy or captive portal (0x8007000d).'),
  http(204, 'No Content', 'Done, nothing to say (Graph PATCH and DELETE).'),
  http(302, 'Found', 'Redirected: from a registration endpoint it means a captive portal or a proxy sign-in page.'),
  http(
    400,
    'Bad Request',
    'The service refused the request; the error type and message beside it decide. In a registration: DirectoryError or AuthenticationError. For the PRT: the AADSTS code.',
    { confidence: 'high' },
  ),
  http(401, 'Unauthorized', 'No valid proof of identity: token missing or refused; for DELETE of a device, the client certificate is missing or unknown.'),
  http(403, 'Forbidden', 'Not allowed; may come from a proxy or firewall instead of the service.'),
  http(404, 'Not Found', 'No such object. In Graph the path takes the object id, not the device id.'),
  http(407, 'Proxy Authentication Required', 'The proxy wants credentials; in SYSTEM context it must accept the computer account.', { remedy: ['let the proxy accept the computer account, or pass the registration hosts without a sign-in'] }),
  http(408, 'Request Timeout', 'The server waited too long for the request.'),
  http(429, 'Too Many Requests', 'Throttled: too many requests in a short time.', { remedy: ['wait as long as Retry-After says, then try again'] }),
  http(500, 'Internal Server Error', 'The service failed internally.', { remedy: ['try again later'] }),
  http(502, 'Bad Gateway', 'A gateway on the way got no valid answer.'),
  http(503, 'Service Unavailable', 'The service is busy or down: 0x801c0025 in the join.', { remedy: ['wait; the next run tries again'] }),
  http(504, 'Gateway Timeout', 'A gateway on the way got no answer in time.'),
  aadsts(65001, 'DelegationDoesNotExist', 'The user or administrator has not consented to the application.'),
  aadsts(70044, '', 'The session has expired under a sign-in frequency policy.'),
  aadsts(700016, 'UnauthorizedClient_DoesNotMatchRequest', 'The application was not found in the tenant.'),
  aadsts(7000218, '', 'The request lacks client_assertion or client_secret.'),
  aadsts(900023, 'InvalidTenantName', 'The tenant in the address is neither a valid id nor a valid domain name.', { confidence: 'low' }),
  server(
    'DirectoryError',
    'Error type of the registration service: the directory refused. The message decides: device not found (not synchronised yet), certificate not found, AADSTS90002 (wrong tenant), throttled. Client code 0x801c03f2.',
    { confidence: 'high' },
  ),
  server(
    'AuthenticationError',
    'Error type of the registration service: the proof was not accepted. "Verification of the target computer\'s SID": the certificate in Entra is not the signing one. Client code 0x801c0002.',
    { confidence: 'high' },
  ),
  server('AuthorizationError', 'Error type of the registration service: authenticated, but not allowed.'),
  server('InvalidParameter', 'Error type of the registration service: malformed body, certificate request or blob.'),
  server('DirectoryAccountError', 'Error type of the registration service: trouble with the directory account.'),
  server('CertificateAuthorityError', 'Error type of the registration service: the certificate could not be issued.'),
  server('SqlError', 'Error type of the registration service: its database failed.'),
  server('UnknownError', 'Error type of the registration service without a more precise reason.'),
  server(
    'error_missing_device',
    'Sub-code of recent builds: the device object is not in Entra. DeviceJoin: not synchronised yet. DeviceRenew: stale local state, dsregcmd /leave. Client code 0x801c03f3.',
  ),
  server('error_fail', 'Sub-code of recent builds without a more precise reason.'),
  server('DeviceJoin', 'Server operation: first registration of the device.', { confidence: 'low' }),
  server(
    'DeviceRenew',
    'Server operation: renewal of an existing registration. With error_missing_device the object is gone.',
    { remedy: ['dsregcmd /debug /leave, then restart'] },
  ),
  oauth('invalid_grant', 'The credential, token or device was refused; the AADSTS code beside it decides.'),
  oauth('invalid_request', 'The request or tenant was refused (for example AADSTS90002); in recent registrations the error code beside error_missing_device.'),
  oauth('invalid_client', 'The application could not prove itself.'),
  oauth('unauthorized_client', 'The application may not use this way to get a token.'),
  oauth('interaction_required', 'A silent request met a demand for interaction, usually MFA or a device policy.', { remedy: ['sign in interactively, or exempt the silent request in Conditional Access'] }),
  oauth('temporarily_unavailable', 'The service is overloaded for the moment.', { remedy: ['wait and try again'] }),
  oauth('unsupported_grant_type', 'The way to get a token is not supported.'),
  oauth('device_authentication_failed', 'Sub-error beside AADSTS700003: the device object was not found in the tenant.'),
  oauth('authorization_pending', 'Device-code flow: the user has not finished signing in.'),
  graph('Request_ResourceNotFound', 'Graph: no object with this id. Devices are addressed by object id, or by deviceId in parentheses.'),
  graph('InvalidAuthenticationToken', 'Graph: the token is missing or not valid.'),
  graph('Authorization_RequestDenied', 'Graph: the caller lacks the permission.'),
  graph('Request_UnsupportedQuery', 'Graph: the query needs the header ConsistencyLevel: eventual, or is not supported.'),
  kerberos('KDC_ERR_S_PRINCIPAL_UNKNOWN', 'Kerberos error 7: the target principal is unknown; 0x80090303 in the join through Entra Kerberos.'),
  kerberos('KDC_ERR_NULL_KEY', 'Kerberos error 9: the service principal has no key; 0x8009030c in the join through Entra Kerberos.'),
  word('AD FS', 'published dsregcmd output')('MSIS9682', 'AD FS refused the enterprise PRT: the certificate does not come from a registered device with a transport key.'),
];
