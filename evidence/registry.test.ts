import { expect, test } from 'vitest';
import { registryPaths } from '../mocks/windows/registry.ts';
import { smallWorld } from '../test/small-world.ts';
import { registryEvidence } from './registry.ts';

const show = (world: ReturnType<typeof smallWorld>): string => registryEvidence.render({ world, device: 'LAPTOP01', as: 'admin' });

test('a joined device with policies, a client-side SCP and proxies, word for word', () => {
  const world = smallWorld({ device: { state: 'registered', joinPolicy: 'disabled', clientScp: { tenantId: 'tenant', tenantName: 'contoso.com' }, systemProxy: 'proxy.contoso.com:8080', registry: { [registryPaths.fallbackToSyncJoin]: '0' } } });
  expect(show(world)).toMatchInlineSnapshot(`
    "HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings
        ProxyEnable    REG_DWORD    0x0

    HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon
        CachedLogonsCount    REG_SZ    10

    HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\CDJ\\AAD
        TenantId    REG_SZ    266374c1-e8ba-48fd-bfd2-2f7bc6839bd3
        TenantName    REG_SZ    contoso.com

    HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\CDJ
        FallbackToSyncJoin    REG_DWORD    0x0

    HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WorkplaceJoin
        autoWorkplaceJoin    REG_DWORD    0x0

    HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\CloudDomainJoin\\JoinInfo\\7AA08535B1AE312E7D1C7FE8E7B765582B421310
        IdpDomain    REG_SZ    login.windows.net
        TenantId    REG_SZ    266374c1-e8ba-48fd-bfd2-2f7bc6839bd3

    HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\CloudDomainJoin\\TenantInfo\\266374c1-e8ba-48fd-bfd2-2f7bc6839bd3
        DisplayName    REG_SZ    Contoso

    HKEY_USERS\\S-1-5-18\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings
        ProxyEnable    REG_DWORD    0x1
        ProxyServer    REG_SZ    proxy.contoso.com:8080

    Not set:
        BlockAADWorkplaceJoin  users may add work accounts

    Cert:\\LocalMachine\\My

        Thumbprint   818BB4C2CAC2DBBFE29343428014060EBF975A09
        Subject      CN=28025d02-7c3e-4d24-99a3-35bea6f88dfc
        Issuer       CN=28025d02-7c3e-4d24-99a3-35bea6f88dfc
        NotBefore    2026-01-04T08:00:00Z
        NotAfter     2036-01-04T08:00:00Z
        Private key  usable

        Thumbprint   7AA08535B1AE312E7D1C7FE8E7B765582B421310
        Subject      CN=28025d02-7c3e-4d24-99a3-35bea6f88dfc
        Issuer       CN=MS-Organization-Access
        NotBefore    2026-01-04T08:00:00Z
        NotAfter     2036-01-04T08:30:00Z
        Private key  usable
    "
  `);
});

test('numbers stay as written in fields and data, and carry their type', () => {
  const viewpoint = { world: smallWorld({ device: { joinPolicy: 'enabled' } }), device: 'LAPTOP01', as: 'admin' } as const;
  expect([registryPaths.autoWorkplaceJoin, registryPaths.cachedLogonsCount, 'My.count', 'My.device', 'My.bootstrap', 'HKLM\\nothing'].map((name) => registryEvidence.field(viewpoint, name))).toEqual(['1', '10', '0', 'none', 'none', undefined]);
  expect(registryEvidence.data(viewpoint)).toMatchObject({
    certificates: [],
    values: expect.arrayContaining([{ key: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WorkplaceJoin', name: 'autoWorkplaceJoin', type: 'REG_DWORD', value: '1' }]),
  });
});
