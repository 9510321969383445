/** The same device for an un-elevated user, an elevated prompt and SYSTEM. */
import { expect, test } from 'vitest';
import { renderStatus } from '../evidence/dsregcmd/render-status.ts';
import type { StatusContext, StatusView, WindowsRelease } from '../evidence/dsregcmd/view.ts';
import { closing, deviceDetails, domainState, hybridState, joinedHealth, ngcCheck, noTokens, notInScp, notSynchronised, proxies, systemProxies, tenantDetails, userWithAccount, userWithoutAccount, windowsText, withPrt } from './support/dsregcmd-golden.ts';
import { entraJoined, hybridWithPrt, waitingForSync, withoutScp } from './support/dsregcmd-views.ts';

const shown = (view: StatusView, context: StatusContext, release: WindowsRelease = '11-24H2'): string => renderStatus(view, { release, context });

const userOfSystem = `
+----------------------------------------------------------------------+
| User State                                                           |
+----------------------------------------------------------------------+

                    NgcSet : NO
           WorkplaceJoined : NO
             WamDefaultSet : ERROR (0x80070520)
`;

const ngcOfSystem = `
+----------------------------------------------------------------------+
| Ngc Prerequisite Check                                               |
+----------------------------------------------------------------------+

                 NgcPreReq : ERROR (0xd0020017)
            IsDeviceJoined : UNKNOWN
             IsUserAzureAD : UNKNOWN
             PolicyEnabled : UNKNOWN
          PostLogonEnabled : UNKNOWN
            DeviceEligible : UNKNOWN
        SessionIsNotRemote : YES
            CertEnrollment : none
              PreReqResult : WillNotProvision
`;

/** What an elevated start prints before the tests, and whose tests they are. */
const ranAsSystem = (tests: string): string =>
  tests
    .replace('     Diagnostics Reference', 'Waiting for Diagnostics Task to complete. This could take a few minutes...\n\n     Diagnostics Reference')
    .replace('UN-ELEVATED User', 'SYSTEM')
    .replace(/ +Executing Account Name[^]*$/, '');

test('joined, elevated: the device key is tested', () => {
  const health = joinedHealth.replace('MUST Run elevated to test.', 'PASSED');
  expect(shown(hybridWithPrt, 'admin')).toBe(windowsText(hybridState, deviceDetails, tenantDetails, userWithAccount, withPrt, health, proxies, ngcCheck('YES', 'YES'), closing));
});

test('joined, as SYSTEM: the device as it is, nothing of the user', () => {
  const sso = `
+----------------------------------------------------------------------+
| SSO State                                                            |
+----------------------------------------------------------------------+

                AzureAdPrt : NO
       AzureAdPrtAuthority :·
             EnterprisePrt : NO
    EnterprisePrtAuthority :·
                 OnPremTgt : NO
                  CloudTgt : NO
         KerbTopLevelNames : .windows.net,.windows.net:1433,.windows.net:3342,.azure.net,.azure.net:1433,.azure.net:3342
`;
  const health = joinedHealth.replace('MUST Run elevated to test.', 'PASSED').replace('CONTOSO\\alice, alice@contoso.com', 'CONTOSO\\LAPTOP01$, LAPTOP01$@contoso.com');
  expect(shown(hybridWithPrt, 'system')).toBe(windowsText(hybridState, deviceDetails, tenantDetails, userOfSystem, sso, health, proxies, ngcOfSystem, closing));
});

test('before the join, elevated: the tests run as SYSTEM by a task, and show its proxies', () => {
  expect(shown(withoutScp, 'admin')).toBe(windowsText(domainState, userWithoutAccount, noTokens, ranAsSystem(notInScp), systemProxies, proxies, ngcCheck('NO', 'NO'), closing));
});

test('before the join, as SYSTEM', () => {
  expect(shown(waitingForSync, 'system')).toBe(windowsText(domainState, userOfSystem, noTokens, ranAsSystem(notSynchronised), systemProxies, proxies, ngcOfSystem, closing));
});

test('before the join, elevated without the task: the tests run as the elevated user', () => {
  const { diagnostics } = withoutScp;
  const view: StatusView = { ...withoutScp, diagnostics: diagnostics.kind === 'pre-join' ? { ...diagnostics, diagnosticsTaskRuns: false } : diagnostics };
  const tests = notInScp.replace('UN-ELEVATED User', 'ELEVATED User');
  expect(shown(view, 'admin')).toBe(windowsText(domainState, userWithoutAccount, noTokens, tests, proxies, ngcCheck('NO', 'NO'), closing));
});

test('user and SYSTEM may find different things on the same network', () => {
  const { diagnostics } = waitingForSync;
  if (diagnostics.kind !== 'pre-join') throw new Error('the example waits for the synchronisation');
  const timedOut = { ...diagnostics.tests.asUser, drsDiscovery: { kind: 'fail', codes: ['0x801c0021', '0x80072ee2'] }, drsConnectivity: { kind: 'skipped' }, tokenAcquisition: { kind: 'skipped' } } as const;
  const view: StatusView = { ...waitingForSync, diagnostics: { ...diagnostics, tests: { ...diagnostics.tests, asSystem: timedOut } } };
  expect(shown(view, 'user')).toContain('DRS Discovery Test : PASS\r\n');
  expect(shown(view, 'admin')).toContain('DRS Discovery Test : FAIL [0x801c0021/0x80072ee2]\r\n     DRS Connectivity Test : SKIPPED\r\n');
});

test('1809, elevated before the join: no proxies yet, and the account is not named', () => {
  const text = shown(withoutScp, 'admin', '1809');
  expect(text).toContain('Waiting for Diagnostics Task to complete. This could take a few minutes...\r\n\r\n     Diagnostics Reference :');
  expect(text).not.toMatch(/Proxy|Executing Account Name/);
});

test('1809, as SYSTEM: errors without code or without parentheses', () => {
  const text = shown(hybridWithPrt, 'system', '1809');
  expect(text).toContain('             WamDefaultSet : ERROR\r\n');
  expect(text).toContain('                 NgcPreReq : ERROR 0xd0020017\r\n');
});

test('with Windows Hello the prerequisites are shown to an elevated prompt only', () => {
  expect(shown(entraJoined, 'user')).not.toContain('Ngc Prerequisite Check');
  expect(shown(entraJoined, 'admin')).toContain('| Ngc Prerequisite Check ');
});

test('a key that does not sign is found out by whoever may use it', () => {
  const { diagnostics } = hybridWithPrt;
  if (diagnostics.kind !== 'post-join') throw new Error('the example is joined');
  const view: StatusView = { ...hybridWithPrt, diagnostics: { ...diagnostics, keySign: 'failed', recoveryEnabled: true } };
  expect(shown(view, 'user')).toContain('KeySignTest : MUST Run elevated to test.\r\n');
  expect(shown(view, 'admin')).toContain('AadRecoveryEnabled : YES\r\n    Executing Account Name : CONTOSO\\alice, alice@contoso.com\r\n               KeySignTest : FAILED\r\n');
});

test('a local user has no second name', () => {
  const view: StatusView = { ...hybridWithPrt, accounts: { ...hybridWithPrt.accounts, user: { name: 'LAPTOP01\\PCUser', upn: null } } };
  expect(shown(view, 'user')).toContain('    Executing Account Name : LAPTOP01\\PCUser\r\n');
});
