/**
 * The events that a managed join can raise: a table small enough for the simulation and the event-log evidence to load at
 * once. All known events, with when they occur and what to do, are in data/events.json (loaded by explain only).
 */
import type { LogLine } from './vocabulary.ts';
import { windowsReleases, type WindowsRelease } from './windows-releases.ts';

type EventLevel = 'Information' | 'Warning' | 'Error' | 'Critical' | 'Verbose';
type EventChannel = 'Admin' | 'Operational' | 'Analytic' | 'System';
/** Where the fact comes from: Microsoft text, the provider's manifest, general knowledge, or public reports. */
type EventSource = 'documented' | 'manifest' | 'general knowledge' | 'field report';

export interface EventDefinition {
  readonly log: LogLine['log'];
  readonly channel: EventChannel;
  /** Event source as the Event Viewer names it. */
  readonly provider: string;
  readonly id: number;
  readonly level: EventLevel;
  readonly title: string;
  /** Our own words; `{field}` stands for a value of the event's data. */
  readonly text: string;
  readonly fields: readonly string[];
  /** First Windows release whose manifest has it. */
  readonly since: string;
  readonly source: EventSource;
}

type Row = readonly [number, EventLevel, string, EventSource, string, string];

const registration: readonly Row[] = [
  [100, 'Information', '1511', 'manifest', 'Discovery request sent', 'The discovery request was sent.'],
  [101, 'Information', '1511', 'manifest', 'Discovery answered', 'The discovery request was answered. Server answer: {ServerMessage}'],
  [102, 'Information', '1511', 'documented', 'Join request prepared', 'The join request was prepared. Type: {JoinRequestType} ({JoinRequestTypeSymbolicName}). Domain: {Domain}'],
  [103, 'Information', '1511', 'manifest', 'Join request sent', 'The join request was sent. Token: {AuthToken}'],
  [104, 'Information', '1511', 'manifest', 'Join request answered', 'The join request was answered. Answer: {ServerResponse}. Activity id: {ActivityId}'],
  [105, 'Information', '1511', 'manifest', 'Join answer processed', 'The answer to the join request was processed and the device certificate is in place.'],
  [106, 'Information', '1511', 'manifest', 'Post-join work done', 'The work after the join was done: the sign-in package knows the new state.'],
  [110, 'Information', '1803', 'manifest', 'Registration state removed', 'The registration state was removed from this device. Join type: {JoinType} ({JoinTypeSymbolicName}). Tenant: {TenantId}. User: {UPN}'],
  [111, 'Information', '1803', 'manifest', 'Registration state written', 'The registration state was written to disk. Join type: {JoinRequestType} ({JoinRequestTypeSymbolicName})'],
  [112, 'Information', '11-24H2', 'manifest', 'Host name refused', 'The server reported an error about the host name of this device.'],
  [200, 'Error', '1511', 'manifest', 'Discovery request failed to go out', 'The discovery request could not be sent. Exit code: {ExitCode}. Domain: {Domain}'],
  [201, 'Error', '1511', 'documented', 'Discovery answer shows a failure', 'The discovery request was answered with a failure. Exit code: {ExitCode}. HTTP status: {HttpStatus}. Server answer: {ServerMessage}'],
  [202, 'Error', '1511', 'documented', 'Join request could not be prepared', 'The join request could not be prepared. Exit code: {ExitCode}. Type: {JoinRequestType} ({JoinRequestTypeSymbolicName}). Domain: {Domain}'],
  [203, 'Error', '1511', 'manifest', 'Join request failed to go out', 'The join request could not be sent. Exit code: {ExitCode}. Activity id: {ActivityId}'],
  [204, 'Error', '1511', 'documented', 'Join answer shows a failure', 'The join request was answered with a failure. Exit code: {ExitCode}. Activity id: {ActivityId}. HTTP status: {HttpStatus}. Server answer: {ServerResponse}'],
  [205, 'Error', '1511', 'manifest', 'Join answer could not be processed', 'The answer to the join request could not be processed. Exit code: {ExitCode}'],
  [206, 'Error', '1511', 'manifest', 'Post-join work failed', 'The work after the join failed. Exit code: {ExitCode}'],
  [212, 'Information', '1607', 'manifest', 'Registry access failed', 'The registry could not be accessed. Error: {ErrorCode}. Operation: {Operation}. Path: {Path}'],
  [219, 'Information', '1607', 'manifest', 'AD join state unreadable', 'The AD join state of this computer could not be read. Error: {ErrorCode}'],
  [220, 'Information', '1607', 'documented', 'Own computer object unreadable', 'The name of this computer could not be read in the format {Format}. Error: {ErrorCode}'],
  [221, 'Information', '1607', 'manifest', 'LDAP connection failed', 'The LDAP connection failed. Server: {Server}. Port: {Port}. Authentication: {AuthMethod}. Error: {ErrorCode}'],
  [225, 'Error', '1607', 'manifest', 'WinHTTP not initialised', 'WinHTTP could not be initialised. Agent: {UserAgent}. Access type: {AccessType}. Proxy: {ProxyName}. Bypass list: {ProxyBypassList}. Flags: {Flags}. Error: {ErrorCode}'],
  [226, 'Error', '1607', 'manifest', 'WinHTTP connection failed', 'WinHTTP could not connect. Server: {Server}. Port: {Port}. Error: {ErrorCode}'],
  [230, 'Error', '1607', 'manifest', 'WinHTTP request not sent', 'WinHTTP could not send the request. Error: {ErrorCode}'],
  [231, 'Error', '1607', 'manifest', 'TLS certificate refused', 'The TLS certificate of the server has errors. Error: {ErrorCode}. Status: {WinHttpStatus} ({WinHttpStatusFlag})'],
  [233, 'Error', '1607', 'manifest', 'WinHTTP reported a failure', 'WinHTTP reported a failure. Status: {StatusCode} ({StatusName}). Error: {ErrorCode}'],
  [239, 'Error', '1803', 'manifest', 'Registration state not removed', 'The registration state could not be removed from this device. Exit code: {ExitCode}. Join type: {JoinType} ({JoinTypeSymbolicName}). Tenant: {TenantId}. User: {UPN}'],
  [240, 'Error', '1803', 'manifest', 'Registration state not written', 'The registration state could not be written to disk. Exit code: {ExitCode}. Join type: {JoinRequestType} ({JoinRequestTypeSymbolicName})'],
  [244, 'Error', '1809', 'manifest', 'Signing for the managed registration failed', 'The authentication data of the managed registration could not be signed. Exit code: {ExitCode}'],
  [245, 'Error', '1809', 'manifest', 'Bootstrap certificate could not be provided', 'The signing certificate of the automatic registration could not be checked or renewed. Exit code: {ExitCode}'],
  [257, 'Information', '1903', 'manifest', 'Task switched on', 'A scheduled task was switched on. Folder: {Folder}. Task: {TaskName}'],
  [258, 'Warning', '1903', 'manifest', 'Task could not be switched on', 'A scheduled task could not be switched on. Error: {ErrorCode}. Folder: {Folder}. Task: {TaskName}'],
  [261, 'Error', '2004', 'manifest', 'Server-side device operation failed', 'The operation {ServerOperation} failed on the server. Exit code: {ExitCode}. Tenant: {TenantId}. Device: {DeviceId}. Join type: {JoinType} ({JoinTypeName}). Request id: {RequestId}. Time: {Time}. HTTP status: {HttpStatus}. Error: {ErrorCode}, {ErrorSubcode}. Message: {ServerMessage}'],
  [262, 'Information', '2004', 'manifest', 'Server-side device operation done', 'A device operation was done on the server. Tenant: {TenantId}. Device: {DeviceId}. User: {JoinUpn}. Join type: {JoinType} ({JoinTypeName}). Request id: {RequestId}. Time: {Time}. HTTP status: {HttpStatus}'],
  [304, 'Error', '1511', 'documented', 'Automatic registration failed while joining', 'The automatic registration failed at the join phase. Exit code: {ExitCode}. Server error: {ServerErrorMessage}. Tenant type: {TenantType}. Registration type: {JoinType}. Debug output: {DebugOutput}'],
  [305, 'Error', '1511', 'documented', 'Automatic registration failed while authenticating', 'The automatic registration failed at the authentication phase: no access token. Exit code: {ExitCode}. Server error: {ServerErrorMessage}. Tenant type: {TenantType}. Tenant: {TenantName}'],
  [306, 'Information', '1511', 'manifest', 'Automatic registration succeeded', 'The automatic registration succeeded.'],
  [307, 'Error', '1511', 'documented', 'Service connection point not readable', 'The automatic registration failed: the registration data could not be read from Active Directory. Exit code: {ExitCode}'],
  [309, 'Error', '1607', 'manifest', 'Discovery of the registration service failed', 'The registration service could not be discovered. Exit code: {ExitCode}'],
  [330, 'Error', '1607', 'manifest', 'Two registration services configured', 'Azure and enterprise registration are both configured; only one may be. Azure tenant: {AzureADTenantName}. Enterprise service: {EnterpriseDrsName}'],
  [331, 'Information', '1607', 'manifest', 'Pre-check finished', 'The pre-check of the automatic join finished. Debug output: {DebugOutput}'],
  [332, 'Warning', '1607', 'manifest', 'Joined, but the state is damaged', 'The device is joined but lacks part of its state: it will be removed and joined again.'],
  [333, 'Warning', '1607', 'manifest', 'Pre-check: not SYSTEM', 'The device cannot be joined: the task has to run as SYSTEM.'],
  [334, 'Warning', '1607', 'documented', 'Pre-check: no domain controller', 'The device cannot be joined: no domain controller could be located.'],
  [335, 'Information', '1607', 'manifest', 'Pre-check: already joined', 'The device is already joined.'],
  [336, 'Information', '1607', 'manifest', 'WPAD found nothing', 'No automatic proxy configuration was found; the request goes direct. Status: {InternetStatus} ({dwInternetStatus}). Result: {Result} ({dwResult}). Error: {dwError}'],
  [337, 'Error', '1607', 'manifest', 'Request through the proxy failed', 'The request through the proxy failed. Status: {InternetStatus} ({dwInternetStatus}). Result: {Result} ({dwResult}). Error: {dwError}'],
  [338, 'Information', '1607', 'manifest', 'WPAD found a configuration', 'An automatic proxy configuration was found. Entries: {ProxyCount}'],
  [339, 'Information', '1607', 'manifest', 'Proxy in use', 'Proxy data of this request. Proxy used: {fProxy}. Bypassed: {fBypass}. Scheme: {INTERNET_SCHEME}. Proxy: {pwszProxy}. Port: {ProxyPort}'],
  [340, 'Error', '1607', 'manifest', 'WPAD failed', 'The automatic proxy detection failed. Status: {InternetStatus} ({dwInternetStatus}). Result: {Result} ({dwResult}). Error: {dwError}'],
  [341, 'Error', '1607', 'manifest', 'No further proxy', 'There is no further proxy to fail over to. Error: {ErrorCode}'],
  [344, 'Error', '1607', 'manifest', 'Device key locked', 'The device key cannot be used; the TPM may be locked out. Exit code: {ExitCode}'],
  [345, 'Error', '1607', 'manifest', 'Device key missing', 'The device key cannot be used; it was probably removed. Exit code: {ExitCode}'],
  [369, 'Information', '1703', 'documented', 'Message of the Workstation service', 'The Workstation service reported about device registration: {Message}'],
  [370, 'Error', '1709', 'manifest', 'Automatic unregistration failed', 'The automatic task could not unregister the device. Exit code: {ExitCode}. Server error: {ServerErrorMessage}. Tenant type: {TenantType}. Registration type: {JoinType}. Debug output: {DebugOutput}'],
  [371, 'Information', '1709', 'manifest', 'Automatic unregistration succeeded', 'The automatic task unregistered the device.'],
  [387, 'Warning', '1709', 'manifest', 'Recovery flag not reset', 'The recovery flag could not be reset. Exit code: {ExitCode}'],
  [388, 'Information', '1709', 'manifest', 'Recovery called', 'The recovery of the device was called through {APIName}. Exit code: {ExitCode}'],
  [4096, 'Information', '1703', 'manifest', 'Join task will be triggered', 'The automatic registration task will be triggered.'],
];

const analytic: readonly Row[] = [
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

const operational: readonly Row[] = [
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
  [1250, 'Information', '11-21H2', 'documented', 'PRT acquisition diagnostics', 'Acquisition for {UserIdentity} with {CredentialType}: {Result}. {Method} {EndpointUri}, transport {HTTPTransportError}, HTTP status {HTTPStatus}. Server: {ErrorCode}, {ErrorDescription}. Correlation id: {CorrelationID}'],
  [1252, 'Information', '11-21H2', 'documented', 'PRT refresh diagnostics', 'Refresh for {UserIdentity} with {CredentialType}: {Result}. New token: {NewToken}. {Method} {EndpointUri}, transport {HTTPTransportError}, HTTP status {HTTPStatus}. Server: {ErrorCode}, {ErrorDescription}. Correlation id: {CorrelationID}'],
];

const system: readonly Row[] = [
  [3210, 'Error', 'earlier', 'documented', 'Domain controller refused the machine password', 'This computer could not authenticate with {DomainController}, a domain controller of {Domain}.'],
  [5719, 'Error', 'earlier', 'general knowledge', 'No domain controller for the secure channel', 'No secure channel to a domain controller of {Domain} could be set up. Error: {ErrorCode}'],
];

const fieldsOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].flatMap((match) => match[1] ?? []);

const table = (log: LogLine['log'], channel: EventChannel, provider: string, rows: readonly Row[]): EventDefinition[] =>
  rows.map(([id, level, since, source, title, text]) => ({ log, channel, provider, id, level, title, text, fields: fieldsOf(text), since, source }));

export const eventDefinitions: readonly EventDefinition[] = [
  ...table('User Device Registration', 'Admin', 'Microsoft-Windows-User Device Registration', registration),
  ...table('AAD', 'Analytic', 'Microsoft-Windows-AAD', analytic),
  ...table('AAD', 'Operational', 'Microsoft-Windows-AAD', operational),
  ...table('System', 'System', 'NETLOGON', system),
];

const byLogAndId = new Map(eventDefinitions.map((definition) => [`${definition.log}/${definition.id}`, definition]));

/** Builds of the releases whose manifests the table names; `earlier` is before all of them. */
const builds: { readonly [release: string]: number } = {
  earlier: 0, '1511': 10_586, '1607': 14_393, '1703': 15_063, '1709': 16_299, '1803': 17_134, '1809': 17_763, '1903': 18_362, '2004': 19_041, '11-21H2': 22_000, '11-24H2': 26_100,
};

type History = readonly (readonly [from: string, fields: readonly string[]])[];

const internetFields: History = [['1607', ['dwInternetStatus', 'dwResult', 'dwError']], ['1809', ['dwInternetStatus', 'dwResult', 'dwError', 'InternetStatus', 'Result']]];

/** Data of events that had other fields before, oldest first: each list holds until the next. Source: events.json, fieldHistory. */
const olderFields: { readonly [event: string]: History | undefined } = {
  'User Device Registration/102': [['1511', ['JoinRequestInput', 'DomainInput']], ['1607', ['JoinRequestType', 'JoinRequestTypeSymbolicName', 'Domain']]],
  'User Device Registration/104': [['1511', ['ServerResponse']], ['1803', ['ServerResponse', 'ActivityId']]],
  'User Device Registration/202': [['1511', ['ExitCode', 'JoinRequestInput', 'DomainInput']], ['1607', ['ExitCode', 'JoinRequestType', 'JoinRequestTypeSymbolicName', 'Domain']]],
  'User Device Registration/304': [['1511', ['ExitCode', 'ServerErrorMessage', 'TenantName']], ['1809', ['ExitCode', 'ServerErrorMessage', 'TenantType', 'JoinType', 'DebugOutput']]],
  'User Device Registration/305': [['1511', ['ExitCode', 'ServerErrorMessage', 'TenantType']], ['1809', ['ExitCode', 'ServerErrorMessage', 'TenantType', 'TenantName']]],
  'User Device Registration/212': [['1607', ['ErrorCode']], ['1803', ['ErrorCode', 'Operation', 'Path']]],
  'User Device Registration/231': [['1607', ['ErrorCode']], ['1809', ['ErrorCode', 'WinHttpStatus', 'WinHttpStatusFlag']]],
  'User Device Registration/233': [['1607', ['StatusCode', 'ErrorCode']], ['1809', ['StatusCode', 'ErrorCode', 'StatusName']]],
  'User Device Registration/336': internetFields,
  'User Device Registration/337': internetFields,
  'User Device Registration/340': internetFields,
  'User Device Registration/370': [['1709', ['ExitCode', 'ServerErrorMessage', 'TenantName']], ['1809', ['ExitCode', 'ServerErrorMessage', 'TenantType', 'JoinType', 'DebugOutput']]],
  'AAD/1144': [['1607', ['value1', 'value2']], ['1803', ['value1', 'value2', 'value3']], ['1903', ['value', 'Method', 'EndpointUri', 'CorrelationID']]],
};

/** Names of an event's data on a release, in the manifest's order; `null` where the release does not raise it. */
export function eventFields(log: LogLine['log'], id: number, release: WindowsRelease): readonly string[] | null {
  const definition = eventDefinition(log, id);
  const { build } = windowsReleases[release];
  if (!definition || build < (builds[definition.since] ?? 0)) return null;
  const older = olderFields[`${log}/${id}`]?.findLast(([from]) => (builds[from] ?? 0) <= build);
  return older?.[1] ?? definition.fields;
}

/** What an event means, or undefined where the managed flow cannot raise it. */
export const eventDefinition = (log: LogLine['log'], id: number): EventDefinition | undefined => byLogAndId.get(`${log}/${id}`);

/**
 * The event's sentence with its data filled in: a field that is empty or not there reads "-", and a value that ends in a full
 * stop brings its own. Fields of older releases that the sentence does not name follow it.
 * @example eventText({ log: 'User Device Registration', id: 307, data: { ExitCode: '0x801c001d' } })
 */
export function eventText({ log, id, data = {} }: LogLine, release: WindowsRelease = '11-24H2'): string {
  const definition = eventDefinition(log, id);
  if (definition === undefined) return `Event ${id}.`;
  const fields = eventFields(log, id, release) ?? definition.fields;
  const told = (segment: string): boolean => [...segment.matchAll(/\{(\w+)\}/g)].every((match) => fields.includes(match[1] ?? ''));
  const sentence = definition.text.split(/(?<=\.) /).filter(told).join(' ');
  const rest = fields.filter((field) => !definition.fields.includes(field)).map((field) => `${field}: ${data[field] || '-'}`);
  const filled = sentence.replaceAll(/\{(\w+)\}(\.?)/g, (_, field: string, stop: string) => {
    const value = data[field] || '-';
    return value.endsWith('.') ? value : `${value}${stop}`;
  });
  return [filled, ...rest].join(' ');
}
