/** Device Details: certificate and key of the joined device, and whether Entra still accepts it. Source: dsregcmd.md 3. */
import { field, flag, timeRange, type Field, type Section } from '../format.ts';
import { prints } from '../releases.ts';
import type { DeviceAuthStatus, KeyProvider, StatusView, WindowsRelease } from '../view.ts';

const providerNames: Readonly<Record<KeyProvider, string>> = {
  tpm: 'Microsoft Platform Crypto Provider',
  software: 'Microsoft Software Key Storage Provider',
};

interface KeyPlace {
  readonly keyContainerId: string;
  readonly keyProvider: KeyProvider;
}

export const keyFields = ({ keyContainerId, keyProvider }: KeyPlace): Field[] => [
  field('KeyContainerId', keyContainerId),
  field('KeyProvider', providerNames[keyProvider]),
  flag('TpmProtected', keyProvider === 'tpm'),
];

function authStatusText(status: DeviceAuthStatus): string {
  switch (status.kind) {
    case 'success':
      return 'SUCCESS';
    case 'disabled-or-deleted':
      return 'FAILED. Device is either disabled or deleted';
    case 'error':
      return status.code === null ? 'FAILED. ERROR' : `FAILED. Error: ${status.code}`;
  }
}

export function deviceDetails({ details }: StatusView, release: WindowsRelease): Section | null {
  if (!details) return null;
  const fields = [
    field('DeviceId', details.deviceId),
    field('Thumbprint', details.thumbprint),
    field('DeviceCertificateValidity', timeRange(details.notBeforeMs, details.notAfterMs)),
    ...keyFields(details),
  ];
  if (prints(release, 'deviceAuthStatus')) fields.push(field('DeviceAuthStatus', authStatusText(details.authStatus)));
  return { title: 'Device Details', groups: [fields] };
}
