/**
 * The events that a managed join can raise: a table small enough for the simulation and the event-log evidence to load at
 * once. All known events, with when they occur and what to do, are in data/events.json (loaded by explain only).
 */
import { registrationEvents } from './events/registration.ts';
import type { EventLevel, EventRow, EventSource } from './events/row.ts';
import { analyticEvents, operationalEvents, systemEvents } from './events/sign-in.ts';
import type { LogLine } from './vocabulary.ts';
import { windowsReleases, type WindowsRelease } from './windows-releases.ts';

type EventChannel = 'Admin' | 'Operational' | 'Analytic' | 'System';

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

const fieldsOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].flatMap((match) => match[1] ?? []);

const table = (log: LogLine['log'], channel: EventChannel, provider: string, rows: readonly EventRow[]): EventDefinition[] =>
  rows.map(([id, level, since, source, title, text]) => ({ log, channel, provider, id, level, title, text, fields: fieldsOf(text), since, source }));

export const eventDefinitions: readonly EventDefinition[] = [
  ...table('User Device Registration', 'Admin', 'Microsoft-Windows-User Device Registration', registrationEvents),
  ...table('AAD', 'Analytic', 'Microsoft-Windows-AAD', analyticEvents),
  ...table('AAD', 'Operational', 'Microsoft-Windows-AAD', operationalEvents),
  ...table('System', 'System', 'NETLOGON', systemEvents),
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
  'User Device Registration/304': [
    ['1511', ['ExitCode', 'ServerErrorMessage', 'TenantName']],
    ['1809', ['ExitCode', 'ServerErrorMessage', 'TenantType', 'JoinType', 'DebugOutput']],
  ],
  'User Device Registration/305': [['1511', ['ExitCode', 'ServerErrorMessage', 'TenantType']], ['1809', ['ExitCode', 'ServerErrorMessage', 'TenantType', 'TenantName']]],
  'User Device Registration/212': [['1607', ['ErrorCode']], ['1803', ['ErrorCode', 'Operation', 'Path']]],
  'User Device Registration/231': [['1607', ['ErrorCode']], ['1809', ['ErrorCode', 'WinHttpStatus', 'WinHttpStatusFlag']]],
  'User Device Registration/233': [['1607', ['StatusCode', 'ErrorCode']], ['1809', ['StatusCode', 'ErrorCode', 'StatusName']]],
  'User Device Registration/336': internetFields,
  'User Device Registration/337': internetFields,
  'User Device Registration/340': internetFields,
  'User Device Registration/370': [
    ['1709', ['ExitCode', 'ServerErrorMessage', 'TenantName']],
    ['1809', ['ExitCode', 'ServerErrorMessage', 'TenantType', 'JoinType', 'DebugOutput']],
  ],
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
