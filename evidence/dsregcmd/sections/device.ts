/** Device State, Device Details, Tenant Details. Source: dsregcmd.md 3. */
import { field, flag, range, type Field, type Section } from '../format.ts';
import { shows } from '../releases.ts';
import type { StatusOptions, StatusView } from '../view.ts';

export function deviceState({ device }: StatusView, { release }: StatusOptions): Section {
  const fields: Field[] = [flag('AzureAdJoined', device.azureAdJoined), flag('EnterpriseJoined', false), flag('DomainJoined', device.domainJoined)];
  if (device.domainJoined) fields.push(field('DomainName', device.domainName));
  if (shows(release, 'virtualDesktop')) fields.push(field('Virtual Desktop', 'NOT SET'));
  if (shows(release, 'deviceName')) fields.push(field('Device Name', device.deviceName));
  return { title: 'Device State', groups: [fields] };
}

export const keyProviderName = (provider: 'tpm' | 'software'): string => (provider === 'tpm' ? 'Microsoft Platform Crypto Provider' : 'Microsoft Software Key Storage Provider');

export function deviceDetails({ details }: StatusView, { release }: StatusOptions): Section | null {
  if (!details) return null;
  const fields = [
    field('DeviceId', details.deviceId),
    field('Thumbprint', details.thumbprint),
    field('DeviceCertificateValidity', range(details.notBeforeMs, details.notAfterMs)),
    field('KeyContainerId', details.keyContainerId),
    field('KeyProvider', keyProviderName(details.keyProvider)),
    flag('TpmProtected', details.keyProvider === 'tpm'),
  ];
  if (shows(release, 'deviceAuthStatus')) fields.push(field('DeviceAuthStatus', details.authStatus));
  return { title: 'Device Details', groups: [fields] };
}

const drs = 'enterpriseregistration.windows.net';

export function tenantFields({ tenant }: StatusView, { release }: StatusOptions): Field[] {
  if (!tenant) return [];
  const id = `urn:ms-drs:${drs}`;
  const service = (prefix: string, version: string, url: string, versionName = `${prefix}Version`): Field[] => [field(versionName, version), field(`${prefix}Url`, url), field(`${prefix}Id`, id)];
  return [
    field('TenantName', tenant.tenantName),
    field('TenantId', tenant.tenantId),
    field('Idp', 'login.windows.net'),
    field('AuthCodeUrl', `https://login.microsoftonline.com/${tenant.tenantId}/oauth2/authorize`),
    field('AccessTokenUrl', `https://login.microsoftonline.com/${tenant.tenantId}/oauth2/token`),
    field('MdmUrl', tenant.mdm ? 'https://enrollment.manage.microsoft.com/enrollmentserver/discovery.svc' : ''),
    field('MdmTouUrl', tenant.mdm ? 'https://portal.manage.microsoft.com/TermsofUse.aspx' : ''),
    field('MdmComplianceUrl', tenant.mdm ? 'https://portal.manage.microsoft.com/?portalAction=Compliance' : ''),
    field('SettingsUrl', ''),
    ...service('JoinSrv', shows(release, 'joinServerVersion2') ? '2.0' : '1.0', `https://${drs}/EnrollmentServer/device/`),
    ...service('KeySrv', '1.0', `https://${drs}/EnrollmentServer/key/`),
    ...service('WebAuthNSrv', '1.0', `https://${drs}/webauthn/${tenant.tenantId}/`),
    ...service('DeviceManagementSrv', '1.0', `https://${drs}/manage/${tenant.tenantId}/`, 'DeviceManagementSrvVer'),
  ];
}

export const tenantDetails = (view: StatusView, options: StatusOptions): Section | null => (view.tenant ? { title: 'Tenant Details', groups: [tenantFields(view, options)] } : null);
