/** The device as Microsoft Graph returns it. Source: protocols.md 8.1 (not found), 8.2 (fields, nulls are present); lifecycle.md 2.3. */
import { createHash } from 'node:crypto';
import type { CloudDevice } from '../mocks/entra/state.ts';
import { isEnabled, lifecycleOf } from '../simulation/cloud-device.ts';
import { guidFor } from '../simulation/identity.ts';
import { deviceOf, type World } from '../simulation/world.ts';
import type { Evidence } from './evidence.ts';
import { isoSeconds } from './text.ts';

/** The record behind the object that can be seen now: a deleted one is hidden, for ever or for thirty days. */
export const visibleDevice = (world: World, name: string): CloudDevice | null => visibleRecord(world, deviceOf(world, name).objectGuid);

export function visibleRecord(world: World, deviceId: string): CloudDevice | null {
  const lifecycle = lifecycleOf(world, deviceId);
  return lifecycle === 'pending' || lifecycle === 'registered' ? (world.tenant.devices[deviceId] ?? null) : null;
}

/** Sixteen decimal digits, as global and hardware ids have. */
const digits = (of: string): string => String(BigInt(`0x${createHash('sha256').update(of).digest('hex').slice(0, 12)}`)).padStart(16, '6');

const physicalIds = ({ deviceId, registeredAtMs }: CloudDevice): string[] =>
  (registeredAtMs === null ? [] : [`[HWID]:h:${digits(`hardware ${deviceId}`)}`, `[GID]:g:${digits(`global ${deviceId}`)}`]);

const noExtensionAttributes = Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`extensionAttribute${index + 1}`, null]));

/** While Pending: nothing, or one entry that is no X509 key; what it holds is not known (PQ5), the SID is assumed. */
const securityIdsOf = (world: World, record: CloudDevice): readonly string[] =>
  (record.alternativeSecurityIds.length === 0 && world.settings['graph.pendingKey'] === 'other' ? [`SID:${record.onPremisesSecurityIdentifier}`] : record.alternativeSecurityIds);

function graphDeviceOf(world: World, name: string): GraphObject | null {
  const record = visibleDevice(world, name);
  return record && graphDevice(world, record);
}

export interface GraphObject {
  readonly [property: string]: unknown;
}

/** A record as Graph words it. */
export function graphDevice(world: World, record: CloudDevice): GraphObject {
  const time = (atMs: number | null): string | null => (atMs === null ? null : isoSeconds(world, atMs));
  return {
    id: record.objectId,
    deletedDateTime: null,
    accountEnabled: isEnabled(world, record.deviceId),
    approximateLastSignInDateTime: time(record.approximateLastSignInMs),
    complianceExpirationDateTime: null,
    createdDateTime: time(record.createdAtMs),
    deviceCategory: null,
    deviceId: record.deviceId,
    deviceMetadata: null,
    deviceOwnership: null,
    deviceVersion: 2,
    displayName: record.displayName,
    domainName: null,
    enrollmentProfileName: null,
    enrollmentType: null,
    externalSourceName: null,
    // By Intune, which joinlab does not model.
    isCompliant: null,
    isManaged: null,
    isRooted: null,
    managementType: null,
    manufacturer: null,
    mdmAppId: null,
    model: null,
    onPremisesLastSyncDateTime: time(record.syncedAtMs),
    onPremisesSecurityIdentifier: record.onPremisesSecurityIdentifier,
    onPremisesSyncEnabled: true,
    operatingSystem: record.operatingSystem,
    operatingSystemVersion: record.operatingSystemVersion,
    physicalIds: physicalIds(record),
    profileType: record.profileType,
    registrationDateTime: time(record.registeredAtMs),
    sourceType: null,
    systemLabels: [],
    trustType: record.trustType,
    extensionAttributes: { ...noExtensionAttributes, ...record.extensionAttributes },
    alternativeSecurityIds: securityIdsOf(world, record).map((text) => ({ type: 2, identityProvider: null, key: Buffer.from(text, 'utf16le').toString('base64') })),
  };
}

/** HTTP 404 of `GET /devices/{id}`. */
function notFound(world: World, name: string) {
  const { objectGuid } = deviceOf(world, name);
  return graphError(world, resourceNotFound(world.tenant.devices[objectGuid]?.objectId ?? objectGuid), guidFor(world.seed, `graph ${name} ${world.nowMs}`));
}

export interface GraphErrorWords {
  readonly code: string;
  readonly message: string;
}

export const resourceNotFound = (id: string): GraphErrorWords => ({
  code: 'Request_ResourceNotFound', message: `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
});

/** Body of every error of Graph (protocols.md 8.1). */
export const graphError = (world: World, { code, message }: GraphErrorWords, requestId: string, clientRequestId = requestId) => ({
  error: { code, message, innerError: { date: isoSeconds(world, world.nowMs).slice(0, -1), 'request-id': requestId, 'client-request-id': clientRequestId } },
});

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const fields = [
  'status', 'id', 'accountEnabled', 'alternativeSecurityIds', 'approximateLastSignInDateTime', 'createdDateTime', 'deletedDateTime',
  'deviceId', 'deviceVersion', 'displayName', 'isCompliant', 'isManaged', 'onPremisesLastSyncDateTime', 'onPremisesSecurityIdentifier',
  'onPremisesSyncEnabled', 'operatingSystem', 'operatingSystemVersion', 'physicalIds', 'profileType', 'registrationDateTime', 'trustType',
];

export const graphEvidence: Evidence = {
  name: 'graph',
  title: 'the device object as Graph returns it',
  fields,
  field: ({ world, device }, name) => {
    const found = graphDeviceOf(world, device);
    if (name === 'status') return found ? '200' : '404';
    return found && fields.includes(name) ? plain(found[name]) : undefined;
  },
  render: ({ world, device }) => `${JSON.stringify(graphDeviceOf(world, device) ?? notFound(world, device), null, 2)}\n`,
  data: ({ world, device }) => graphDeviceOf(world, device),
};
