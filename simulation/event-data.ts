/**
 * Completes what a chart or an act logs with the data that Windows writes beside it: charts say which event and why, the device
 * knows the rest. Fields follow the device's release, and an event that its manifest lacks is not written. Sources: events.json
 * (fields, fieldHistory, debugOutputKeys), protocols.md 5.3, 5.5, 5.7 (bodies), lifecycle.md 2.4.
 */
import { eventFields } from '../knowledge/events.ts';
import type { Failure, LogLine } from '../knowledge/vocabulary.ts';
import { discoveryDocument } from '../mocks/entra/discovery-document.ts';
import { errorAnswer, joinAnswer } from '../mocks/entra/registration-messages.ts';
import { formatIso } from './calendar.ts';
import { deviceCertificateDer } from './certificates.ts';
import { guidFor } from './identity.ts';
import { deviceOf, type World } from './world.ts';

/** What the registration chart has in hand when it logs. */
interface Attempt {
  readonly tenant: { readonly tenantId: string; readonly tenantName: string } | null;
  readonly keyContainerId: string;
  readonly answer: { readonly deviceId: string; readonly thumbprint: string; readonly notBeforeMs: number; readonly notAfterMs: number } | null;
  readonly failure: Failure | null;
  readonly controller: string;
}

type Data = { readonly [field: string]: string };

/** Type of the join request: a computer of a domain (protocols.md 5.1). */
const joinType = { JoinRequestType: '6', JoinRequestTypeSymbolicName: 'DOMAIN_JOINED_DEVICE' };

/** Version that Windows asks discovery for (protocols.md 3). */
const discoveryVersion = '1.7';

const attemptOf = (world: World, device: string): Attempt | undefined => world.actors[`registration:${device}`]?.context as unknown as Attempt | undefined;

const activityId = (world: World, device: string): string => guidFor(world.seed, `activity ${device} ${world.nowMs}`);

const requestType = (world: World): Data => ({
  ...joinType, Domain: world.directory.domain.dnsName, JoinRequestInput: joinType.JoinRequestType, DomainInput: world.directory.domain.dnsName,
});

function discoveryAnswer(world: World): string {
  const { tenantId, displayName, domains, initialDomain } = world.tenant;
  const domain = domains[0];
  return JSON.stringify(discoveryDocument({ tenantId, displayName, name: domain?.name ?? initialDomain, federated: domain?.realm === 'Federated' }, discoveryVersion));
}

function joinResponse(world: World, device: string, { answer, keyContainerId }: Attempt): string {
  if (!answer) return '';
  const { deviceId, thumbprint, notBeforeMs, notAfterMs } = answer;
  const der = deviceCertificateDer(world, { deviceId, tenantId: world.tenant.tenantId, joinType: 'joined', keyContainerId, notBeforeMs, notAfterMs });
  const certificate = { thumbprint, rawBody: Buffer.from(der).toString('base64') };
  return JSON.stringify(joinAnswer(certificate, { deviceDisplayName: device, targetDomain: world.directory.domain.dnsName, wantsSids: true }));
}

function refusal(world: World, { failure }: Attempt): Data {
  const server = failure?.server;
  if (!server) return {};
  const body = JSON.stringify(errorAnswer(server, formatIso(world.startMs + (failure.atMs ?? world.nowMs)), world.settings['entra.errorFormat']));
  return { ActivityId: server.requestId, HttpStatus: String(server.httpStatus), ServerResponse: body, ServerMessage: body };
}

/**
 * The block of a pre-check that ended with Join, as published blocks of a device that has no keys yet read. The line
 * `domainController` is ours: nothing else in the log says which DC was found.
 */
function preCheckBlock({ controller }: Attempt): string {
  const rows: readonly (readonly [string, string])[] = [
    ['preCheckResult', 'Join'], ['deviceKeysHealthy', 'undefined'], ['isJoined', 'undefined'], ['isDcAvailable', 'YES'], ['domainController', controller], ['isSystem', 'YES'],
    ['keyProvider', 'undefined'], ['keyContainer', 'undefined'], ['dsrInstance', 'undefined'], ['elapsedSeconds', '0'], ['resultCode', '0x0'],
  ];
  return rows.map(([key, value]) => `${key}: ${value}`).join('\n');
}

/** The outcome block of 304 with another mode; that 370 has the same keys is assumed. */
const unjoinBlock = (tenantId = 'undefined'): string =>
  [
    'joinMode: Unjoin', 'drsInstance: azure', 'registrationType: undefined', 'tenantType: Managed', `tenantId: ${tenantId}`,
    'configLocation: undefined', 'errorPhase: join', 'adalCorrelationId: undefined', 'adalLog: undefined', 'adalResponseCode: 0x0',
  ].join('\n');

/** A sync join sends no token, and a computer has no user name: those fields are empty (protocols.md 5.1, lifecycle.md 8). */
const registrationData: { readonly [id: number]: ((world: World, device: string, attempt: Attempt) => Data) | undefined } = {
  101: (world) => ({ ServerMessage: discoveryAnswer(world) }),
  102: requestType,
  103: () => ({ AuthToken: '' }),
  104: (world, device, attempt) => ({ ServerResponse: joinResponse(world, device, attempt), ActivityId: activityId(world, device) }),
  110: () => ({ UPN: '' }),
  111: () => joinType,
  200: (_world, _device, { tenant }) => ({ Domain: tenant?.tenantName || (tenant?.tenantId ?? '') }),
  201: (world, _device, attempt) => refusal(world, attempt),
  202: requestType,
  203: (world, device) => ({ ActivityId: activityId(world, device) }),
  204: (world, _device, attempt) => refusal(world, attempt),
  // EXTENDED_NAME_FORMAT 1 is the distinguished name, which the join translates its own name to (on-premises.md 1.6); assumed.
  370: (_world, _device, { tenant }) => ({ TenantName: tenant?.tenantName || 'undefined', DebugOutput: unjoinBlock(tenant?.tenantId) }),
  331: (_world, _device, attempt) => ({ DebugOutput: preCheckBlock(attempt) }),
  220: () => ({ Format: '1' }),
};

const nobody: Attempt = { tenant: null, keyContainerId: '', answer: null, failure: null, controller: '' };

/** @returns the line as the device writes it, or `null` where its release has no such event */
export function asWritten(world: World, device: string, line: LogLine): LogLine | null {
  const fields = eventFields(line.log, line.id, deviceOf(world, device).release);
  if (!fields) return null;
  if (fields.length === 0) return { log: line.log, id: line.id };
  const more = line.log === 'User Device Registration' ? registrationData[line.id]?.(world, device, attemptOf(world, device) ?? nobody) : undefined;
  const known: Data = { ...line.data, ...more };
  return { log: line.log, id: line.id, data: Object.fromEntries(fields.flatMap((field) => (known[field] === undefined ? [] : [[field, known[field]]]))) };
}
