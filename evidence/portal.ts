/** The device's row in the portal (Entra, Devices). Source: lifecycle.md 2.3. */
import { isEnabled, lifecycleOf } from '../simulation/cloud-device.ts';
import type { World } from '../simulation/world.ts';
import type { Evidence } from './evidence.ts';
import { visibleDevice } from './graph.ts';
import { table, utc } from './text.ts';

/** `undefined` while there is no row. */
function portalRow(world: World, name: string): { readonly [column: string]: string } | undefined {
  const record = visibleDevice(world, name);
  if (!record) return undefined;
  const { deviceId } = record;
  return {
    name: record.displayName,
    enabled: isEnabled(world, deviceId) ? 'Yes' : 'No',
    os: record.operatingSystem,
    version: record.operatingSystemVersion,
    joinType: 'Microsoft Entra hybrid joined',
    // A computer registers itself: it has no owner, and Intune, which joinlab does not model, no part in it.
    owner: 'N/A',
    mdm: 'N/A',
    compliant: 'N/A',
    registered: lifecycleOf(world, deviceId) === 'pending' ? 'Pending' : utc(world, record.registeredAtMs ?? 0),
    activity: record.approximateLastSignInMs === null ? 'N/A' : utc(world, record.approximateLastSignInMs),
    deviceId,
    objectId: record.objectId,
  };
}

const titles: { readonly [column: string]: string } = {
  name: 'Name', enabled: 'Enabled', os: 'OS', version: 'Version', joinType: 'Join type', owner: 'Owner', mdm: 'MDM', compliant: 'Compliant',
  registered: 'Registered', activity: 'Activity', deviceId: 'Device ID', objectId: 'Object ID',
};

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
