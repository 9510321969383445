/** The device's row in the portal (Entra, Devices). Source: lifecycle.md 2.3. */
import { isEnabled, lifecycleOf } from '../simulation/cloud-device.ts';
import { deviceOf, type World } from '../simulation/world.ts';
import type { Evidence } from './evidence.ts';
import { table, utc } from './text.ts';

/** `undefined` while there is no row. */
export function portalRow(world: World, name: string): { readonly [column: string]: string } | undefined {
  const deviceId = deviceOf(world, name).objectGuid;
  const record = world.tenant.devices[deviceId];
  const lifecycle = lifecycleOf(world, deviceId);
  if (!record || lifecycle === 'absent' || lifecycle === 'deleted') return undefined;
  return {
    name: record.displayName,
    enabled: isEnabled(world, deviceId) ? 'Yes' : 'No',
    os: record.operatingSystem,
    version: record.operatingSystemVersion,
    joinType: 'Microsoft Entra hybrid joined',
    owner: 'N/A',
    registered: lifecycle === 'pending' ? 'Pending' : utc(world, record.registeredAtMs ?? 0),
    activity: record.approximateLastSignInMs === null ? 'N/A' : utc(world, record.approximateLastSignInMs),
    deviceId,
  };
}

const titles: { readonly [column: string]: string } = { name: 'Name', enabled: 'Enabled', os: 'OS', version: 'Version', joinType: 'Join type', owner: 'Owner', registered: 'Registered', activity: 'Activity', deviceId: 'Device ID' };

export const portalEvidence: Evidence = {
  name: 'portal',
  title: "the device's row in the portal",
  fields: ['row', ...Object.keys(titles)],
  field: ({ world, device }, name) => (name === 'row' ? (portalRow(world, device) ? 'present' : 'absent') : portalRow(world, device)?.[name]),
  render: ({ world, device }) => {
    const row = portalRow(world, device);
    return row ? `${table(Object.entries(titles).map(([column, title]) => [title, row[column] ?? '']), '')}\n` : `The portal has no row for ${device}.\n`;
  },
  data: ({ world, device }) => portalRow(world, device) ?? null,
};
