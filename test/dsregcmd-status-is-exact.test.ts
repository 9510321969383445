/** The text of every state of a device on current Windows, as an un-elevated user sees it. */
import { expect, test } from 'vitest';
import { renderStatus } from '../evidence/dsregcmd/render-status.ts';
import type { StatusView } from '../evidence/dsregcmd/view.ts';
import * as golden from './support/dsregcmd-golden.ts';
import * as views from './support/dsregcmd-views.ts';

const shown = (view: StatusView): string => renderStatus(view, { release: '11-24H2', context: 'user' });
const { windowsText, proxies, closing, ngcCheck } = golden;

test('a workgroup machine', () => {
  expect(shown(views.nothing)).toBe(windowsText(golden.aloneState, golden.userWithoutAccount, golden.noTokens, proxies, ngcCheck('NO', 'NO'), closing));
});

test('in the domain, no service connection point', () => {
  expect(shown(views.withoutScp)).toBe(windowsText(golden.domainState, golden.userWithoutAccount, golden.noTokens, golden.notInScp, proxies, ngcCheck('NO', 'NO'), closing));
});

test('in the domain, waiting for the synchronisation', () => {
  expect(shown(views.waitingForSync)).toBe(windowsText(golden.domainState, golden.userWithoutAccount, golden.noTokens, golden.notSynchronised, proxies, ngcCheck('NO', 'NO'), closing));
});

test('in the domain, no attempt yet: the account follows the tests', () => {
  const { diagnostics } = views.waitingForSync;
  const view: StatusView = { ...views.waitingForSync, diagnostics: diagnostics.kind === 'pre-join' ? { ...diagnostics, previous: null } : diagnostics };
  const tests = golden.notSynchronised.replace(/\n\n {5}Previous Registration[^]*Request Id : \S+/, '');
  expect(tests).toMatch(/Fed-Join : ENABLED\n {4}Executing Account Name/);
  expect(shown(view)).toBe(windowsText(golden.domainState, golden.userWithoutAccount, golden.noTokens, tests, proxies, ngcCheck('NO', 'NO'), closing));
});

const joinedWithoutPrt = `
+----------------------------------------------------------------------+
| SSO State                                                            |
+----------------------------------------------------------------------+

                AzureAdPrt : NO
       AzureAdPrtAuthority : https://login.microsoftonline.com/72f988bf-0000-4000-8000-2d7cd011db47
             EnterprisePrt : NO
    EnterprisePrtAuthority :·
                 OnPremTgt : NO
                  CloudTgt : NO
         KerbTopLevelNames : .windows.net,.windows.net:1433,.windows.net:3342,.azure.net,.azure.net:1433,.azure.net:3342
`;

test('hybrid joined, no token yet', () => {
  expect(shown(views.hybridWithoutPrt)).toBe(
    windowsText(golden.hybridState, golden.deviceDetails, golden.tenantDetails, golden.userWithoutAccount, joinedWithoutPrt, golden.joinedHealth, proxies, ngcCheck('YES', 'NO'), closing),
  );
});

test('hybrid joined, the last password refused', () => {
  const attempt = `
     AcquirePrtDiagnostics : PRESENT
      Previous Prt Attempt : 2026-01-05 09:00:33.789 UTC
            Attempt Status : 0xc000006d
             User Identity : alice@contoso.com
           Credential Type : Password
            Correlation ID : 63648321-fc5c-46eb-996e-ed1f3ba7740f
              Endpoint URI : https://login.microsoftonline.com/72f988bf-0000-4000-8000-2d7cd011db47/oauth2/token/
               HTTP Method : POST
                HTTP Error : 0x0
               HTTP status : 400
         Server Error Code : invalid_grant
  Server Error Description : AADSTS50126: Error validating credentials due to invalid username or password.
             EnterprisePrt : NO`;
  const refused = joinedWithoutPrt.replace('\n             EnterprisePrt : NO', attempt);
  expect(shown(views.hybridRefused)).toBe(
    windowsText(golden.hybridState, golden.deviceDetails, golden.tenantDetails, golden.userWithoutAccount, refused, golden.joinedHealth, proxies, ngcCheck('YES', 'NO'), closing),
  );
});

test('hybrid joined with a token', () => {
  expect(shown(views.hybridWithPrt)).toBe(
    windowsText(golden.hybridState, golden.deviceDetails, golden.tenantDetails, golden.userWithAccount, golden.withPrt, golden.joinedHealth, proxies, ngcCheck('YES', 'YES'), closing),
  );
});

test('deleted in the cloud: the old token is still there', () => {
  const details = golden.deviceDetails.replace('SUCCESS', 'FAILED. Device is either disabled or deleted');
  expect(shown(views.deletedInCloud)).toBe(
    windowsText(golden.hybridState, details, golden.tenantDetails, golden.userWithAccount, golden.withPrt, golden.joinedHealth, proxies, ngcCheck('YES', 'YES'), closing),
  );
});

test('joined to Entra, managed by Intune, with Windows Hello: no prerequisites are checked any more', () => {
  const state = golden.aloneState.replace('AzureAdJoined : NO', 'AzureAdJoined : YES');
  const tenant = golden.tenantDetails
    .replace('                    MdmUrl :·', '                    MdmUrl : https://enrollment.manage.microsoft.com/enrollmentserver/discovery.svc')
    .replace('MdmTouUrl :·', 'MdmTouUrl : https://portal.manage.microsoft.com/TermsofUse.aspx')
    .replace('MdmComplianceUrl :·', 'MdmComplianceUrl : https://portal.manage.microsoft.com/?portalAction=Compliance');
  const user = golden.userWithAccount.replace(
    '                    NgcSet : NO',
    `                    NgcSet : YES
                  NgcKeyId : {D4C239CE-6D30-40D3-B87E-F0A1B2C3D4E5}
                  CanReset : DestructiveOnly`,
  );
  const health = golden.joinedHealth.replace('CONTOSO\\alice', 'AzureAD\\alice').replace('DisplayNameUpdated : YES', 'DisplayNameUpdated : Managed by MDM').replace('OsVersionUpdated : YES', 'OsVersionUpdated : Managed by MDM');
  expect(shown(views.entraJoined)).toBe(windowsText(state, golden.deviceDetails, tenant, user, golden.withPrt, health, proxies, closing));
});

const oneWorkAccount = `
           WorkplaceJoined : YES
          WorkAccountCount : 1`;

test('a private machine with a work account', () => {
  const user = golden.userWithAccount
    .replace('\n           WorkplaceJoined : NO', oneWorkAccount)
    .replace('organizations', 'consumers')
    .replace('{B16898C6-A148-4967-9171-64D755DA8520} (AzureAd)', '{D7F9888F-E3FC-49B0-9EA6-A85B5F392A4F} (MicrosoftAccount)');
  expect(shown(views.workplaceJoined)).toBe(windowsText(golden.aloneState, user, golden.noTokens, golden.workAccountSection, proxies, ngcCheck('NO', 'NO'), closing));
});

test('in the domain with a work account: the account comes before the diagnostics', () => {
  const user = golden.userWithoutAccount.replace('\n           WorkplaceJoined : NO', oneWorkAccount);
  expect(shown(views.domainAndWorkplace)).toBe(
    windowsText(golden.domainState, user, golden.noTokens, golden.workAccountSection, golden.notSynchronised, proxies, ngcCheck('NO', 'NO'), closing),
  );
});

test('joined to AD FS on premises', () => {
  const state = golden.domainState.replace('EnterpriseJoined : NO', 'EnterpriseJoined : YES');
  const tenant = golden.tenantDetails
    .replace('                       Idp : login.windows.net\n', '')
    .replaceAll('https://login.microsoftonline.com/72f988bf-0000-4000-8000-2d7cd011db47/oauth2', 'https://fs.contoso.com/adfs/oauth2')
    .replaceAll('enterpriseregistration.windows.net', 'enterpriseregistration.contoso.com');
  const sso = `
+----------------------------------------------------------------------+
| SSO State                                                            |
+----------------------------------------------------------------------+

                AzureAdPrt : NO
       AzureAdPrtAuthority : NO
             EnterprisePrt : YES
   EnterprisePrtUpdateTime : 2026-01-05 09:00:12.000 UTC
   EnterprisePrtExpiryTime : 2026-01-19 09:00:12.000 UTC
    EnterprisePrtAuthority : https://fs.contoso.com:443/adfs
`;
  expect(shown(views.onPremisesDrs)).toBe(windowsText(state, golden.deviceDetails, tenant, golden.userWithoutAccount, sso, golden.joinedHealth, proxies, ngcCheck('YES', 'NO'), closing));
});

test('a virtual desktop names its provider, its kind and its vendor data', () => {
  const set = { kind: 'set', provider: 'Contoso VDI', type: 'Persistent', userMode: 'Single user', extensions: [{ key: 'Pool', value: 'north' }] } as const;
  const view: StatusView = { ...views.nothing, device: { ...views.nothing.device, virtualDesktop: set } };
  const state = golden.aloneState.replace(
    '           Virtual Desktop : NOT SET',
    `           Virtual Desktop : YES
                  Provider : Contoso VDI
                      Type : Persistent
                 User mode : Single user
                Extensions : 1
                      Pool : north`,
  );
  expect(shown(view)).toBe(windowsText(state, golden.userWithoutAccount, golden.noTokens, proxies, ngcCheck('NO', 'NO'), closing));
});

test('values that would break parsers are brought onto one line', () => {
  const view: StatusView = { ...views.hybridWithPrt, tenant: { ...views.hybridWithPrt.tenant, tenantName: ' Contoso : North\r\nSouth : ' } as StatusView['tenant'] };
  expect(shown(view)).toContain('\r\n                TenantName : Contoso: North South:\r\n');
});
