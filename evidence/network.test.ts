import { expect, test } from 'vitest';
import { smallWorld, withFault } from '../test/small-world.ts';
import { networkEvidence } from './network.ts';

const away = smallWorld({ device: { location: 'home', userProxy: 'proxy.contoso.com:8080' } });

test('at home with a proxy that only the user has: side by side, each code explained once', () => {
  expect(networkEvidence.render({ world: away, device: 'LAPTOP01', as: 'user' })).toMatchInlineSnapshot(`
    "Device             LAPTOP01
    Location           home
    Tunnels up         none
    Proxy of SYSTEM    DIRECT
    Proxy of the user  proxy.contoso.com:8080

    Reachable                              SYSTEM           user
    contoso.com: DNS SRV                   no, 0x8007054b   no, 0x8007054b
    DC01: LDAP ping                        no, 0x8007054b   no, 0x8007054b
    DC01: LDAP                             no, 0x8007203a   no, 0x8007203a
    DC01: Kerberos                         no, 0xc000005e   no, 0xc000005e
    DC02: LDAP ping                        no, 0x8007054b   no, 0x8007054b
    DC02: LDAP                             no, 0x8007203a   no, 0x8007203a
    DC02: Kerberos                         no, 0xc000005e   no, 0xc000005e
    enterpriseregistration.windows.net     yes              no, 0x80072ee7
    login.microsoftonline.com              yes              no, 0x80072ee7
    device.login.microsoftonline.com       yes              no, 0x80072ee7
    autologon.microsoftazuread-sso.com     yes              no, 0x80072ee7
    graph.microsoft.com                    yes              no, 0x80072ee7

    0x8007054b  no domain controller can be located from here
    0x8007203a  the domain controller cannot be reached
    0xc000005e  no domain controller is in reach
    0x80072ee7  the proxy is a name of the corporate network, which is not in reach

    Connectivity test as SYSTEM:
      OK     https://login.microsoftonline.com/common/oauth2
      OK     https://device.login.microsoftonline.com/common/oauth2
      OK     https://enterpriseregistration.windows.net/microsoft.com/discover?api-version=1.7
    "
  `);
});

test('each service of a domain controller is asked by itself', () => {
  const viewpoint = { world: withFault(smallWorld(), 'kerberos-blocked'), device: 'LAPTOP01', as: 'user' } as const;
  expect(['dns-srv', 'ldap-ping', 'ldap', 'kerberos', 'dc', 'internet', 'proxy', 'nonsense'].map((what) => networkEvidence.field(viewpoint, `system.${what}`))).toEqual(['reachable', 'reachable', 'reachable', 'unreachable', 'reachable', 'reachable', 'DIRECT', undefined]);
});

test('the connectivity test asks the three published addresses as SYSTEM', () => {
  const { connectivityTest } = networkEvidence.data({ world: away, device: 'LAPTOP01', as: 'user' }) as { readonly connectivityTest: readonly unknown[] };
  expect(connectivityTest).toEqual(
    ['login.microsoftonline.com/common/oauth2', 'device.login.microsoftonline.com/common/oauth2', 'enterpriseregistration.windows.net/microsoft.com/discover?api-version=1.7'].map((url) => ({ url: `https://${url}`, reachable: true, code: null, reason: null })),
  );
});
