/** Work Account N: one section per registration in the user's profile. Source: dsregcmd.md 3. */
import { field, flag, timeRange, type Section } from '../format.ts';
import type { StatusContext, StatusView, WindowsRelease, WorkAccountView } from '../view.ts';
import { keyFields } from './device-details.ts';
import { workAccountsIn } from './user-state.ts';

function workAccount(account: WorkAccountView, position: number): Section {
  return {
    title: `Work Account ${position}`,
    groups: [
      [
        field('WorkplaceDeviceId', account.deviceId),
        field('WorkplaceThumbprint', account.thumbprint),
        field('DeviceCertificateValidity', timeRange(account.notBeforeMs, account.notAfterMs)),
        ...keyFields(account),
        field('WorkplaceTenantId', account.tenantId),
        field('WorkplaceTenantName', account.tenantName),
        field('WorkplaceMdmUrl', account.mdmUrl),
        field('WorkplaceSettingsUrl', account.settingsUrl),
        flag('NgcSet', account.helloSet),
      ],
    ],
  };
}

export function workAccounts(view: StatusView, _release: WindowsRelease, context: StatusContext): readonly Section[] {
  return workAccountsIn(view, context).map((account, index) => workAccount(account, index + 1));
}
