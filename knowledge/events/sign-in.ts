/** Events of the logs AAD/Analytic, AAD/Operational and System that sign-ins and tokens leave. Facts: data/events.json. */
import type { EventRow } from './row.ts';

export const analyticEvents: readonly EventRow[] = [
  [1006, 'Information', '1511', 'documented', 'PRT acquisition starts', 'The acquisition of a primary refresh token starts.'],
  [1007, 'Information', '1511', 'documented', 'PRT acquisition ends', 'The acquisition of the primary refresh token ended. Status: {Status}'],
  [1012, 'Information', '1511', 'manifest', 'Tokens being stored', 'The single sign-on tokens are being stored.'],
  [1013, 'Information', '1511', 'manifest', 'Tokens stored', 'The single sign-on tokens were stored. Status: {Status}'],
  [1015, 'Information', '1511', 'manifest', 'Realm answer', 'The user realm was answered: {Response}. Status: {Status}'],
  [1017, 'Information', '1511', 'manifest', 'Device is hybrid joined', 'The device is domain joined and registered.'],
  [1018, 'Information', '1511', 'documented', 'Correlation id of the acquisition', 'Correlation id of the acquisition: {value}'],
  [1022, 'Information', '1511', 'documented', 'URL requested', 'Request to {value}'],
  [1026, 'Information', '1511', 'manifest', 'Credential type', 'Credential type: {value}. Correlation id: {CorrelationID}'],
  [1028, 'Information', '1511', 'manifest', 'PRT refresh starts', 'The refresh of the primary refresh token starts.'],
  [1029, 'Information', '1511', 'manifest', 'PRT refresh ends', 'The refresh of the primary refresh token ended. Status: {Status}'],
  [1030, 'Information', '1511', 'manifest', 'Correlation id of the refresh', 'Correlation id of the refresh: {value}'],
  [1031, 'Information', '1511', 'manifest', 'Encrypted token answer', 'The encrypted token answer was received.'],
  [1144, 'Information', '1607', 'documented', 'Request with user name', 'User name: {value}. {Method} {EndpointUri}. Correlation id: {CorrelationID}'],
  [1157, 'Information', '1703', 'documented', 'Step after the acquisition starts', 'The step that follows the acquisition starts.'],
  [1158, 'Information', '1703', 'documented', 'Step after the acquisition ends', 'The step that follows the acquisition ended. Status: {Status}'],
];

export const operationalEvents: readonly EventRow[] = [
  [1024, 'Error', '1511', 'manifest', 'HTTP status', 'HTTP status of a request: {value}'],
  [1025, 'Error', '1511', 'documented', 'Failed HTTP request', 'HTTP status {value} for {Method} {EndpointUri}. Correlation id: {CorrelationID}'],
  [1081, 'Error', '1511', 'documented', 'Entra ID refused', 'OAuth error {Error}: {ErrorDescription}. Correlation id: {CorrelationID}'],
  [1082, 'Error', '1511', 'manifest', 'Key not usable', 'Key error {Error}: {ErrorDescription}. Correlation id: {CorrelationID}'],
  [1084, 'Error', '1511', 'documented', 'Network failure', 'Transport error {Result} for {Target}'],
  [1085, 'Error', '1511', 'manifest', 'Sign-in failed', 'The sign-in to Entra ID failed. Status: {Status}. Correlation id: {CorrelationID}'],
  [1086, 'Error', '1511', 'documented', 'Transport failure of the attempt', 'The attempt failed on the way. Status: {Status}. Correlation id: {CorrelationID}'],
  [1088, 'Error', '1511', 'documented', 'WS-Trust refused', 'WS-Trust error {Error}: {ErrorDescription}'],
  [1089, 'Error', '1511', 'manifest', 'Device not joined to the cloud', 'The device is not joined to the cloud. Status: {Status}'],
  [1098, 'Error', '1511', 'documented', 'Token broker error', 'Token broker error {Error}: {ErrorMessage}. {AdditionalInformation}'],
  [1104, 'Error', '1511', 'documented', 'CloudAP plug-in call failed', 'The plug-in call {API} returned {Result}'],
  [1160, 'Error', '1703', 'documented', 'PRT acquisition failed', 'The acquisition of the primary refresh token failed. Status: {Status}. Correlation id: {CorrelationID}'],
  [
    1250, 'Information', '11-21H2', 'documented', 'PRT acquisition diagnostics',
    'Acquisition for {UserIdentity} with {CredentialType}: {Result}. {Method} {EndpointUri}, transport {HTTPTransportError}, HTTP status {HTTPStatus}. Server: {ErrorCode}, {ErrorDescription}. Correlation id: {CorrelationID}',
  ],
  [
    1252, 'Information', '11-21H2', 'documented', 'PRT refresh diagnostics',
    'Refresh for {UserIdentity} with {CredentialType}: {Result}. New token: {NewToken}. {Method} {EndpointUri}, transport {HTTPTransportError}, HTTP status {HTTPStatus}. Server: {ErrorCode}, {ErrorDescription}. Correlation id: {CorrelationID}',
  ],
];

export const systemEvents: readonly EventRow[] = [
  [
    3210, 'Error', 'earlier', 'documented', 'Domain controller refused the machine password',
    'This computer could not authenticate with {DomainController}, a domain controller of {Domain}.',
  ],
  [
    5719, 'Error', 'earlier', 'general knowledge', 'No domain controller for the secure channel',
    'No secure channel to a domain controller of {Domain} could be set up. Error: {ErrorCode}',
  ],
];
