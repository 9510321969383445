/** The old layout, Windows 10 1607 to 1709, also what `/status_old` prints: three sections only. Source: dsregcmd.md 4. */
import type { WindowsRelease } from '../../knowledge/windows-releases.ts';
import { field, flag, type Field, type Section } from './format.ts';
import { keyProviderName, tenantFields } from './sections/device.ts';
import { ngcFields } from './sections/surroundings.ts';
import { ssoFields, userFields } from './sections/user.ts';
import type { StatusOptions, StatusView } from './view.ts';

/** Published samples of 1607 differ (17 to 19); 1709 has 23. */
export const legacyWidth = (release: WindowsRelease): number => (release === '1607' ? 18 : 23);

const idpFirst = (fields: readonly Field[]): Field[] => {
  const pick = (name: string): Field[] => fields.filter((one) => one.name === name);
  const head = [...pick('Idp'), ...pick('TenantId'), ...pick('TenantName')];
  return [...head, ...fields.filter((one) => !head.includes(one))];
};

function deviceState(view: StatusView, options: StatusOptions): Field[] {
  const { device, details, diagnostics } = view;
  const fields: Field[] = [flag('AzureAdJoined', device.azureAdJoined), flag('EnterpriseJoined', false)];
  if (details) {
    fields.push(field('DeviceId', details.deviceId), field('Thumbprint', details.thumbprint), field('KeyContainerId', details.keyContainerId), field('KeyProvider', keyProviderName(details.keyProvider)), flag('TpmProtected', details.keyProvider === 'tpm'));
    const passed = diagnostics?.kind === 'post-join' && diagnostics.keySignPassed;
    // Two colons, as 1607 printed it.
    fields.push(field(options.release === '1607' ? 'KeySignTest:' : 'KeySignTest', options.context === 'user' ? 'MUST Run elevated to test.' : passed ? 'PASSED' : 'FAILED'));
    const tenant = idpFirst(tenantFields(view, options));
    fields.push(...(options.release === '1607' ? tenant.filter((one) => !/^(WebAuthN|DeviceManagement)/.test(one.name)) : tenant));
  }
  fields.push(flag('DomainJoined', device.domainJoined));
  if (device.domainJoined) fields.push(field('DomainName', device.domainName));
  return fields;
}

const newOnly = new Set(['AzureAdPrtUpdateTime', 'AzureAdPrtExpiryTime', 'WorkAccountCount', 'CanReset']);

export function legacySections(view: StatusView, options: StatusOptions): Section[] {
  const sso = ssoFields(view, options).filter((one) => !newOnly.has(one.name) && (options.release !== '1607' || one.name === 'AzureAdPrt'));
  const user = userFields(view, options).filter((one) => !newOnly.has(one.name));
  const [account] = options.context === 'system' ? [] : view.workAccounts;
  const workplace = account
    ? [field('WorkplaceDeviceId', account.deviceId), field('WorkplaceThumbprint', account.thumbprint), field('WorkplaceIdp', 'login.windows.net'), field('WorkplaceTenantId', account.tenantId), field('WorkplaceTenantName', account.tenantName), field('WorkplaceMdmUrl', ''), field('WorkplaceSettingsUrl', '')]
    : [];
  const at = user.findIndex((one) => one.name === 'WorkplaceJoined') + 1;
  const ngc = ngcFields(view, options).filter((one) => options.release !== '1607' || !['PostLogonEnabled', 'CertEnrollment', 'IsDeviceJoined'].includes(one.name));
  return [
    { title: 'Device State', groups: [deviceState(view, options)] },
    { title: 'User State', groups: [[...user.slice(0, at), ...workplace, ...user.slice(at), ...sso]] },
    { title: 'Ngc Prerequisite Check', groups: [ngc] },
  ];
}
