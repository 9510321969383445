/** Device State: what the device is joined to. Source: dsregcmd.md 3. */
import { field, flag, type Field, type Section } from '../format.ts';
import { prints } from '../releases.ts';
import type { DeviceStateView, StatusView, VirtualDesktopView, WindowsRelease } from '../view.ts';

export function joinFields({ joinedTo }: DeviceStateView): Field[] {
  return [flag('AzureAdJoined', joinedTo === 'entra'), flag('EnterpriseJoined', joinedTo === 'on-premises-drs')];
}

export function domainFields({ domainName }: DeviceStateView): Field[] {
  const joined = flag('DomainJoined', domainName !== null);
  return domainName === null ? [joined] : [joined, field('DomainName', domainName)];
}

function virtualDesktopFields(desktop: VirtualDesktopView): Field[] {
  switch (desktop.kind) {
    case 'not-set':
      return [field('Virtual Desktop', 'NOT SET')];
    case 'invalid':
      return [field('Virtual Desktop', 'INVALID')];
    case 'set':
      return [
        flag('Virtual Desktop', true),
        field('Provider', desktop.provider),
        field('Type', desktop.type),
        field('User mode', desktop.userMode),
        field('Extensions', String(desktop.extensions.length)),
        ...desktop.extensions.map(({ key, value }) => field(key, value)),
      ];
  }
}

export function deviceState({ device }: StatusView, release: WindowsRelease): Section {
  return {
    title: 'Device State',
    groups: [
      [
        ...joinFields(device),
        ...domainFields(device),
        ...(prints(release, 'virtualDesktop') ? virtualDesktopFields(device.virtualDesktop) : []),
        ...(prints(release, 'deviceName') ? [field('Device Name', device.deviceName)] : []),
      ],
    ],
  };
}
