/** What administrators change in the tenant. Device states themselves are told to the `cloud-device` chart. */
import type { TenantState, VerifiedDomain } from './state.ts';

export function setCloudUser(tenant: TenantState, upn: string, change: { readonly enabled?: boolean; readonly passwordVersion?: number }): TenantState {
  const user = tenant.users[upn.toLowerCase()];
  return user ? { ...tenant, users: { ...tenant.users, [upn.toLowerCase()]: { ...user, ...change } } } : tenant;
}

export function removeCloudUser(tenant: TenantState, upn: string): TenantState {
  const { [upn.toLowerCase()]: _gone, ...users } = tenant.users;
  return { ...tenant, users };
}

export function markDeleted(tenant: TenantState, deviceId: string, nowMs: number): TenantState {
  const device = tenant.devices[deviceId];
  return device ? { ...tenant, devices: { ...tenant.devices, [deviceId]: { ...device, deletedAtMs: nowMs } } } : tenant;
}

export const setPassThroughAgents = (tenant: TenantState, passThroughAgentsRunning: boolean): TenantState => ({ ...tenant, passThroughAgentsRunning });

export const setDomain = (tenant: TenantState, domain: VerifiedDomain): TenantState => ({
  ...tenant,
  domains: [...tenant.domains.filter(({ name }) => name.toLowerCase() !== domain.name.toLowerCase()), domain],
});

export const removeDomain = (tenant: TenantState, domain: string): TenantState => ({ ...tenant, domains: tenant.domains.filter(({ name }) => name.toLowerCase() !== domain.toLowerCase()) });
