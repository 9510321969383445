/** Tenant Details: the tenant of the join and the addresses of its services. Source: dsregcmd.md 3. */
import { field, type Field, type Section } from '../format.ts';
import { prints } from '../releases.ts';
import type { StatusView, TenantDetailsView, WindowsRelease } from '../view.ts';

export function addressFields({ authority, mdm, settingsUrl }: TenantDetailsView): Field[] {
  return [
    field('AuthCodeUrl', `${authority}/oauth2/authorize`),
    field('AccessTokenUrl', `${authority}/oauth2/token`),
    field('MdmUrl', mdm?.url ?? ''),
    field('MdmTouUrl', mdm?.termsOfUseUrl ?? ''),
    field('MdmComplianceUrl', mdm?.complianceUrl ?? ''),
    field('SettingsUrl', settingsUrl),
  ];
}

export function serviceFields({ tenantId, registrationHost }: TenantDetailsView, release: WindowsRelease): Field[] {
  const base = `https://${registrationHost}`;
  const service = (prefix: string, versionName: string, version: string, path: string): Field[] => [
    field(versionName, version),
    field(`${prefix}Url`, `${base}/${path}/`),
    field(`${prefix}Id`, `urn:ms-drs:${registrationHost}`),
  ];
  const oldest = [
    ...service('JoinSrv', 'JoinSrvVersion', prints(release, 'joinServerVersion2') ? '2.0' : '1.0', 'EnrollmentServer/device'),
    ...service('KeySrv', 'KeySrvVersion', '1.0', 'EnrollmentServer/key'),
  ];
  if (!prints(release, 'fieldsSince1703')) return oldest;
  return [
    ...oldest,
    ...service('WebAuthNSrv', 'WebAuthNSrvVersion', '1.0', `webauthn/${tenantId}`),
    ...service('DeviceManagementSrv', 'DeviceManagementSrvVer', '1.0', `manage/${tenantId}`),
  ];
}

export const idpFields = ({ idp }: TenantDetailsView): Field[] => (idp === null ? [] : [field('Idp', idp)]);

export function tenantDetails({ tenant }: StatusView, release: WindowsRelease): Section | null {
  if (!tenant) return null;
  const names = [field('TenantName', tenant.tenantName), field('TenantId', tenant.tenantId)];
  return { title: 'Tenant Details', groups: [[...names, ...idpFields(tenant), ...addressFields(tenant), ...serviceFields(tenant, release)]] };
}
