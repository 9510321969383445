/** The same device under every Windows release: what each prints, and what it does not know yet. */
import { expect, test } from 'vitest';
import { assumptions } from '../evidence/dsregcmd/assumptions.ts';
import { unsettledItems, windowsReleases } from '../evidence/dsregcmd/releases.ts';
import { renderOldStatus, renderStatus, statusFields } from '../evidence/dsregcmd/render-status.ts';
import type { StatusView, WindowsRelease } from '../evidence/dsregcmd/view.ts';
import { windowsReleases as knownReleases } from '../knowledge/windows-releases.ts';
import { closing, deviceDetails, hybridState, joinedHealth, ngcCheck, notInScp, domainState, noTokens, proxies, tenantDetails, userWithAccount, userWithoutAccount, windowsText, withPrt } from './support/dsregcmd-golden.ts';
import { hybridWithPrt, refusedPassword, waitingForSync, withoutScp, workAccount } from './support/dsregcmd-views.ts';

const shown = (view: StatusView, release: WindowsRelease): string => renderStatus(view, { release, context: 'user' });

const oldState = `
+----------------------------------------------------------------------+
| Device State                                                         |
+----------------------------------------------------------------------+

    AzureAdJoined : YES
 EnterpriseJoined : NO
         DeviceId : 5b78dc8e-bc07-4791-8ea1-c7471cdc9fe3
       Thumbprint : AF7D2FF4F1E1E8C0D2BBC5BBEB3593C5CA3CD3D3
   KeyContainerId : dc857ed4-cb57-4461-9a18-ccadbeecb698
      KeyProvider : Microsoft Platform Crypto Provider
     TpmProtected : YES
     KeySignTest: : MUST Run elevated to test.
              Idp : login.windows.net
         TenantId : 72f988bf-0000-4000-8000-2d7cd011db47
       TenantName : Contoso
      AuthCodeUrl : https://login.microsoftonline.com/72f988bf-0000-4000-8000-2d7cd011db47/oauth2/authorize
   AccessTokenUrl : https://login.microsoftonline.com/72f988bf-0000-4000-8000-2d7cd011db47/oauth2/token
           MdmUrl :·
        MdmTouUrl :·
 MdmComplianceUrl :·
      SettingsUrl :·
   JoinSrvVersion : 1.0
       JoinSrvUrl : https://enterpriseregistration.windows.net/EnrollmentServer/device/
        JoinSrvId : urn:ms-drs:enterpriseregistration.windows.net
    KeySrvVersion : 1.0
        KeySrvUrl : https://enterpriseregistration.windows.net/EnrollmentServer/key/
         KeySrvId : urn:ms-drs:enterpriseregistration.windows.net
     DomainJoined : YES
       DomainName : CONTOSO
`;

test('1607: three narrow sections, KeySignTest with a colon too many, AzureAdPrt in User State', () => {
  expect(shown(hybridWithPrt, '1607')).toBe(windowsText(oldState, `
+----------------------------------------------------------------------+
| User State                                                           |
+----------------------------------------------------------------------+

             NgcSet : NO
    WorkplaceJoined : NO
      WamDefaultSet : YES
WamDefaultAuthority : organizations
       WamDefaultId : https://login.microsoft.com
     WamDefaultGUID : {B16898C6-A148-4967-9171-64D755DA8520} (AzureAd)
         AzureAdPrt : YES

+----------------------------------------------------------------------+
| Ngc Prerequisite Check                                               |
+----------------------------------------------------------------------+

      IsUserAzureAD : YES
      PolicyEnabled : NO
     DeviceEligible : YES
 SessionIsNotRemote : YES
   X509CertRequired : NO
       PreReqResult : WillNotProvision
`));
});

const later = `
        WebAuthNSrvVersion : 1.0
            WebAuthNSrvUrl : https://enterpriseregistration.windows.net/webauthn/72f988bf-0000-4000-8000-2d7cd011db47/
             WebAuthNSrvId : urn:ms-drs:enterpriseregistration.windows.net
    DeviceManagementSrvVer : 1.0
    DeviceManagementSrvUrl : https://enterpriseregistration.windows.net/manage/72f988bf-0000-4000-8000-2d7cd011db47/
     DeviceManagementSrvId : urn:ms-drs:enterpriseregistration.windows.net
`.replaceAll('\n   ', '\n');

/** The younger old layout is six columns wider in Device State. */
const wider = oldState.replace(/^ *(?=[^+|\n][^\n]* :)/gm, (blanks) => `${blanks}      `).replace('\n           DomainJoined', `${later}           DomainJoined`);

const youngerOldRest = `
+----------------------------------------------------------------------+
| User State                                                           |
+----------------------------------------------------------------------+

                 NgcSet : NO
        WorkplaceJoined : NO
          WamDefaultSet : YES
    WamDefaultAuthority : organizations
           WamDefaultId : https://login.microsoft.com
         WamDefaultGUID : {B16898C6-A148-4967-9171-64D755DA8520} (AzureAd)
             AzureAdPrt : YES
    AzureAdPrtAuthority : https://login.microsoftonline.com/72f988bf-0000-4000-8000-2d7cd011db47
          EnterprisePrt : NO
 EnterprisePrtAuthority :·

+----------------------------------------------------------------------+
| Ngc Prerequisite Check                                               |
+----------------------------------------------------------------------+

          IsUserAzureAD : YES
          PolicyEnabled : NO
       PostLogonEnabled : YES
         DeviceEligible : YES
     SessionIsNotRemote : YES
         CertEnrollment : none
      AadRecoveryNeeded : NO
           PreReqResult : WillNotProvision
`;

test('1709: 23 columns, the services of WebAuthN and device management, authorities of the tokens', () => {
  expect(wider).toContain('\n          AzureAdJoined : YES\n       EnterpriseJoined : NO\n');
  expect(wider).toContain('\n DeviceManagementSrvVer : 1.0\n');
  expect(shown(hybridWithPrt, '1709')).toBe(windowsText(wider, youngerOldRest));
});

test('/status_old prints the younger old layout on any later release', () => {
  expect(renderOldStatus(hybridWithPrt, { release: '11-24H2', context: 'user' })).toBe(shown(hybridWithPrt, '1709'));
  expect(renderOldStatus(hybridWithPrt, { release: '1607', context: 'user' })).toBe(shown(hybridWithPrt, '1607'));
});

test('the old layouts print the work account inside User State', () => {
  const text = shown({ ...hybridWithPrt, workAccounts: [workAccount, { ...workAccount, deviceId: '00000000-0000-4000-8000-000000000002' }] }, '1709');
  expect(text).toContain(windowsText(`
        WorkplaceJoined : YES
      WorkplaceDeviceId : 8f3e21cc-1b7a-4a53-9f21-6c0d3e5a7b90
    WorkplaceThumbprint : 0BF36D245A124205D42B7FBCA6B6AB65A5B06A3C
           WorkplaceIdp : login.windows.net
      WorkplaceTenantId : 72f988bf-0000-4000-8000-2d7cd011db47
    WorkplaceTenantName : Contoso
        WorkplaceMdmUrl :·
   WorkplaceSettingsUrl :·
          WamDefaultSet : YES
`));
  expect(text).not.toContain('00000000-0000-4000-8000-000000000002');
});

const firstState = hybridState.replace('           Virtual Desktop : NOT SET\n               Device Name : LAPTOP01.contoso.com\n', '');
const firstDetails = deviceDetails.replace('          DeviceAuthStatus : SUCCESS\n', '');
const firstTenant = tenantDetails.replace('JoinSrvVersion : 2.0', 'JoinSrvVersion : 1.0');
const withoutTickets = withPrt.replace(/ +OnPremTgt[^]*$/, '');
const firstHealth = `
+----------------------------------------------------------------------+
| Diagnostic Data                                                      |
+----------------------------------------------------------------------+

        AadRecoveryEnabled : NO
               KeySignTest : MUST Run elevated to test.
`;

test.each(['1809', '20H2'] as const)('%s: sections of their own; no device name, proxies or closing line', (release) => {
  const view: StatusView = { ...hybridWithPrt, sso: { ...hybridWithPrt.sso, azureAd: { ...hybridWithPrt.sso.azureAd, attempt: refusedPassword } } };
  expect(shown(view, release)).toBe(windowsText(firstState, firstDetails, firstTenant, userWithAccount, withoutTickets, firstHealth, ngcCheck('YES', 'YES')));
});

test('21H2: authentication status, device name, account, proxies and closing line', () => {
  const state = hybridState.replace('           Virtual Desktop : NOT SET\n', '');
  const health = joinedHealth.replace(/\n +DisplayNameUpdated[^]*$/, '');
  expect(shown(hybridWithPrt, '21H2')).toBe(windowsText(state, deviceDetails, tenantDetails, userWithAccount, withoutTickets, health, proxies, ngcCheck('YES', 'YES'), closing));
});

test('10-22H2: Kerberos tickets and the update block', () => {
  const state = hybridState.replace('           Virtual Desktop : NOT SET\n', '');
  expect(shown(hybridWithPrt, '10-22H2')).toBe(windowsText(state, deviceDetails, tenantDetails, userWithAccount, withPrt, joinedHealth, proxies, ngcCheck('YES', 'YES'), closing));
});

test('11-23H2: the virtual desktop, and no Kerberos test before the join', () => {
  expect(shown(hybridWithPrt, '11-23H2')).toBe(windowsText(hybridState, deviceDetails, tenantDetails, userWithAccount, withPrt, joinedHealth, proxies, ngcCheck('YES', 'YES'), closing));
  const tests = notInScp.replace('      Kerberos Ticket Test : SKIPPED\n', '').replace('      Fallback to Fed-Join : ENABLED\n', '');
  expect(shown(withoutScp, '11-23H2')).toBe(windowsText(domainState, userWithoutAccount, noTokens, tests, proxies, ngcCheck('NO', 'NO'), closing));
});

test('the ticket of cloud Kerberos trust is called CloudTGT, from 23H2 on OnPremTGT', () => {
  const view: StatusView = { ...hybridWithPrt, ngc: { ...hybridWithPrt.ngc, certEnrollment: { kind: 'none', cloudTrustTicket: true } } };
  const names = windowsReleases.map((release) => statusFields(view, { release, context: 'user' }).find(({ name }) => /^(Cloud|OnPrem)TGT$/.test(name))?.name ?? '-');
  expect(names).toEqual(['-', '-', '-', '-', 'CloudTGT', 'CloudTGT', 'OnPremTGT', 'OnPremTGT']);
});

test('an error of the default account has no code at first', () => {
  const view: StatusView = { ...withoutScp, user: { hello: null, wamDefault: { kind: 'error', code: '0x80070520' } }, ngc: { ...withoutScp.ngc, errorCode: '0xd0020017' } };
  const value = (release: WindowsRelease, wanted: string): string | undefined => statusFields(view, { release, context: 'user' }).find(({ name }) => name === wanted)?.value;
  expect(windowsReleases.map((release) => value(release, 'WamDefaultSet'))).toEqual([...Array(5).fill('ERROR'), ...Array(3).fill('ERROR (0x80070520)')]);
  expect(windowsReleases.map((release) => value(release, 'NgcPreReq'))).toEqual([...Array(5).fill('ERROR 0xd0020017'), ...Array(3).fill('ERROR (0xd0020017)')]);
});

test('finer names of a refusal are printed by recent builds only, and only where the service sent them', () => {
  const { diagnostics } = waitingForSync;
  if (diagnostics.kind !== 'pre-join' || !diagnostics.previous?.server) throw new Error('the example was refused');
  const { previous } = diagnostics;
  const server = { ...previous.server, code: 'invalid_request', subcode: 'error_missing_device', operation: 'DeviceJoin', message: 'The device is not there.', httpStatus: 400, requestId: '6bff0bd9-820b-484b-ab20-2a4f7b76c58e' };
  const newer: StatusView = { ...waitingForSync, diagnostics: { ...diagnostics, previous: { ...previous, clientErrorCode: '0x801c03f3', server } } };
  expect(shown(newer, '11-24H2')).toContain(windowsText(`
          Client ErrorCode : 0x801c03f3
          Server ErrorCode : invalid_request
       Server ErrorSubCode : error_missing_device
          Server Operation : DeviceJoin
            Server Message : The device is not there.
              Https Status : 400
                Request Id : 6bff0bd9-820b-484b-ab20-2a4f7b76c58e
`));
  const finer = (view: StatusView, release: WindowsRelease): number => statusFields(view, { release, context: 'user' }).filter(({ name }) => /^Server (?:ErrorSubCode|Operation)$/.test(name)).length;
  expect(windowsReleases.map((release) => finer(newer, release))).toEqual([0, 0, 0, 0, 0, 2, 2, 2]);
  expect(finer(waitingForSync, '11-24H2')).toBe(0);
});

test('what no output settles is listed as an assumption, each item once', () => {
  expect([...new Set(assumptions.flatMap(({ row }) => row ?? []))].sort()).toEqual([...unsettledItems()].sort());
  expect(new Set(assumptions.map(({ item }) => item)).size).toBe(assumptions.length);
});

test('the releases are those that scenarios can name', () => {
  expect([...windowsReleases]).toEqual(Object.keys(knownReleases));
});
