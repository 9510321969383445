/** Registry values of the join, by full path. Sources: lifecycle.md 2.1, 3.1, 8; on-premises.md 6. */
import type { Failure } from '../../knowledge/vocabulary.ts';
import type { WindowsDevice } from './state.ts';

export const registryPaths = {
  tenantId: 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\CDJ\\AAD\\TenantId',
  tenantName: 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\CDJ\\AAD\\TenantName',
  fallbackToSyncJoin: 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\CDJ\\FallbackToSyncJoin',
  autoWorkplaceJoin: 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WorkplaceJoin\\autoWorkplaceJoin',
  blockWorkplaceJoin: 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WorkplaceJoin\\BlockAADWorkplaceJoin',
  cachedLogonsCount: 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon\\CachedLogonsCount',
  cloudDomainJoin: 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\CloudDomainJoin',
} as const;

export type ClientServiceConnectionPoint =
  | { readonly found: boolean; readonly tenantId: string; readonly tenantName: string }
  | { readonly failure: Failure };

/**
 * The client-side SCP. Values that are there win over the directory, whatever they say (invariant I31); with only one of the
 * two no tenant can be made of it. Which code Windows prints for the half-filled key is not documented: the code of an
 * unreadable configuration is assumed.
 */
export function clientServiceConnectionPoint(device: WindowsDevice): ClientServiceConnectionPoint {
  const tenantId = device.registry[registryPaths.tenantId] ?? '';
  const tenantName = device.registry[registryPaths.tenantName] ?? '';
  if (tenantId === '' && tenantName === '') return { found: false, tenantId, tenantName };
  if (tenantId === '' || tenantName === '') {
    return { failure: { code: '0x801c001d', reason: `the client-side service connection point has no ${tenantId === '' ? 'TenantId' : 'TenantName'}`, innerCode: '0x80070002' } };
  }
  return { found: true, tenantId, tenantName };
}

/** Policy autoWorkplaceJoin: only 0 forbids (lifecycle.md 2.1). */
export const policyAllowsJoin = (device: WindowsDevice): boolean => device.registry[registryPaths.autoWorkplaceJoin] !== '0';

export function withRegistryValue(device: WindowsDevice, path: string, value: string | null): WindowsDevice {
  const { [path]: _old, ...rest } = device.registry;
  return { ...device, registry: value === null ? rest : { ...rest, [path]: value } };
}
