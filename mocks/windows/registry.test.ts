import { expect, test } from 'vitest';
import { deviceOf } from '../../simulation/world.ts';
import { smallWorld } from '../../test/small-world.ts';
import { clientServiceConnectionPoint, policyAllowsJoin, registryPaths, withRegistryValue } from './registry.ts';

const device = { ...deviceOf(smallWorld(), 'LAPTOP01'), registry: {} };
const scp = (tenantId: string | null, tenantName: string | null) => clientServiceConnectionPoint(withRegistryValue(withRegistryValue(device, registryPaths.tenantId, tenantId), registryPaths.tenantName, tenantName));
const half = (missing: string) => ({ failure: { code: '0x801c001d', innerCode: '0x80070002', reason: `the client-side service connection point has no ${missing}` } });

test.each([
  ['t', 'contoso.com', { found: true, tenantId: 't', tenantName: 'contoso.com' }],
  [null, null, { found: false, tenantId: '', tenantName: '' }],
  ['', '', { found: false, tenantId: '', tenantName: '' }],
  ['t', null, half('TenantName')],
  ['t', '', half('TenantName')],
  [null, 'contoso.com', half('TenantId')],
])('a client-side service connection point of %j and %j', (tenantId, tenantName, expected) => {
  expect(scp(tenantId, tenantName)).toEqual(expected);
});

test('only a policy of 0 forbids the join', () => {
  expect([null, '0', '1', ''].map((value) => policyAllowsJoin(withRegistryValue(device, registryPaths.autoWorkplaceJoin, value)))).toEqual([true, false, true, true]);
});

test('a value is set, replaced and removed without touching the others', () => {
  const one = withRegistryValue({ ...device, registry: { 'HKLM\\Other': 'x' } }, 'HKLM\\Name', '1');
  expect(one.registry).toEqual({ 'HKLM\\Other': 'x', 'HKLM\\Name': '1' });
  expect(withRegistryValue(one, 'HKLM\\Name', '').registry).toEqual({ 'HKLM\\Other': 'x', 'HKLM\\Name': '' });
  expect(withRegistryValue(one, 'HKLM\\Name', null).registry).toEqual({ 'HKLM\\Other': 'x' });
});

test('the values of the join lie where administrators and scripts look for them', () => {
  expect(registryPaths).toEqual({
    tenantId: 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\CDJ\\AAD\\TenantId',
    tenantName: 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\CDJ\\AAD\\TenantName',
    fallbackToSyncJoin: 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\CDJ\\FallbackToSyncJoin',
    autoWorkplaceJoin: 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WorkplaceJoin\\autoWorkplaceJoin',
    blockWorkplaceJoin: 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WorkplaceJoin\\BlockAADWorkplaceJoin',
    cachedLogonsCount: 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon\\CachedLogonsCount',
    cloudDomainJoin: 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\CloudDomainJoin',
  });
});
