/** The device as Microsoft Graph returns it. Source: protocols.md 8.2, lifecycle.md 2.3. */
import { isEnabled, lifecycleOf } from '../simulation/cloud-device.ts';
import { deviceOf, type World } from '../simulation/world.ts';
import type { Evidence } from './evidence.ts';
import { isoSeconds } from './text.ts';

export function graphDevice(world: World, name: string): { readonly [field: string]: unknown } | null {
  const deviceId = deviceOf(world, name).objectGuid;
  const record = world.tenant.devices[deviceId];
  const lifecycle = lifecycleOf(world, deviceId);
  if (!record || lifecycle === 'absent' || lifecycle === 'deleted') return null;
  const time = (atMs: number | null): string | null => (atMs === null ? null : isoSeconds(world, atMs));
  return {
    id: record.objectId,
    deletedDateTime: null,
    accountEnabled: isEnabled(world, deviceId),
    alternativeSecurityIds: record.alternativeSecurityIds.map((text) => ({ type: 2, identityProvider: null, key: Buffer.from(text, 'utf16le').toString('base64') })),
    approximateLastSignInDateTime: time(record.approximateLastSignInMs),
    createdDateTime: time(record.createdAtMs),
    deviceId: record.deviceId,
    displayName: record.displayName,
    isCompliant: null,
    isManaged: null,
    onPremisesSyncEnabled: true,
    onPremisesSecurityIdentifier: record.onPremisesSecurityIdentifier,
    operatingSystem: record.operatingSystem,
    operatingSystemVersion: record.operatingSystemVersion,
    profileType: record.profileType,
    registrationDateTime: time(record.registeredAtMs),
    trustType: record.trustType,
  };
}

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

export const graphEvidence: Evidence = {
  name: 'graph',
  title: 'the device object as Graph returns it',
  fields: ['id', 'accountEnabled', 'alternativeSecurityIds', 'approximateLastSignInDateTime', 'createdDateTime', 'deviceId', 'displayName', 'onPremisesSecurityIdentifier', 'operatingSystem', 'operatingSystemVersion', 'profileType', 'registrationDateTime', 'trustType'],
  field: ({ world, device }, name) => {
    const found = graphDevice(world, device);
    return found && name in found ? plain(found[name]) : undefined;
  },
  render: ({ world, device }) => `${JSON.stringify(graphDevice(world, device) ?? { error: { code: 'Request_ResourceNotFound', message: `Resource '${deviceOf(world, device).objectGuid}' does not exist.` } }, null, 2)}\n`,
  data: ({ world, device }) => graphDevice(world, device),
};
