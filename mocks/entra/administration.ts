/**
 * What administrators change in the tenant, and what time changes in it. The life of a device object (pending, registered,
 * disabled, deleted) is told to the `cloud-device` chart; here are the attributes that go with it.
 */
import type { CloudDevice, TenantState, VerifiedDomain } from './state.ts';

export function setCloudUser(tenant: TenantState, upn: string, change: { readonly enabled?: boolean; readonly passwordVersion?: number }): TenantState {
  const user = tenant.users[upn.toLowerCase()];
  return user ? { ...tenant, users: { ...tenant.users, [upn.toLowerCase()]: { ...user, ...change } } } : tenant;
}

export function removeCloudUser(tenant: TenantState, upn: string): TenantState {
  const { [upn.toLowerCase()]: _gone, ...users } = tenant.users;
  return { ...tenant, users };
}

/** A device that the tenant does not hold stays unknown. */
export function changeDevice(tenant: TenantState, deviceId: string, change: Partial<CloudDevice>): TenantState {
  const device = tenant.devices[deviceId];
  return device ? { ...tenant, devices: { ...tenant.devices, [deviceId]: { ...device, ...change } } } : tenant;
}

export const markDeleted = (tenant: TenantState, deviceId: string, nowMs: number): TenantState => changeDevice(tenant, deviceId, { deletedAtMs: nowMs });

/** A soft-deleted object past its retention cannot be restored any more (lifecycle.md 8, OQ14). */
export const forgetRegistration = (tenant: TenantState, deviceId: string): TenantState =>
  changeDevice(tenant, deviceId, { alternativeSecurityIds: [], profileType: null, registeredAtMs: null, deviceCertificateThumbprint: null });

export const setPassThroughAgents = (tenant: TenantState, passThroughAgentsRunning: boolean): TenantState => ({ ...tenant, passThroughAgentsRunning });

/** Password hash synchronisation or pass-through authentication. */
export const setAuthentication = (tenant: TenantState, authentication: TenantState['authentication']): TenantState => ({ ...tenant, authentication });

export const setDomain = (tenant: TenantState, domain: VerifiedDomain): TenantState => ({
  ...tenant,
  domains: [...tenant.domains.filter(({ name }) => name.toLowerCase() !== domain.name.toLowerCase()), domain],
});

export const removeDomain = (tenant: TenantState, domain: string): TenantState => ({
  ...tenant,
  domains: tenant.domains.filter(({ name }) => name.toLowerCase() !== domain.toLowerCase()),
});
