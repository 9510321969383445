/** What dsregcmd prints beside `/status`, and how it ends. */
import { expect, test } from 'vitest';
import { anotherInstanceOutput, joinOutput, type JoinDebugView, type JoinCourseView } from '../evidence/dsregcmd/join-debug.ts';
import { cleanupAccountsOutput, exitCodeOf, helpOutput, leaveOutput, listAccountsOutput, refreshPrtOutput, refusedOutput, type WamAccountsView } from '../evidence/dsregcmd/other-switches.ts';
import { windowsText } from './support/dsregcmd-golden.ts';

const sixLines = `DSREGCMD switches
                        /? : Displays the help message for DSREGCMD
                   /status : Displays the device join status
               /status_old : Displays the device join status in old format
                     /join : Schedules and monitors the Autojoin task to Hybrid Join the device
                    /leave : Performs Hybrid Unjoin
                    /debug : Displays debug messages
`;

test('/? lists eleven switches, before 21H1 six', () => {
  expect(helpOutput('11-24H2')).toEqual({ exitCode: 0, text: windowsText(sixLines, `               /refreshprt : Refreshes PRT in the CloudAP cache
          /refreshp2pcerts : Refreshes P2P certificates
          /cleanupaccounts : Deletes all WAM accounts
             /listaccounts : Lists all WAM accounts
             /UpdateDevice : Update device attributes to Azure AD
`) });
  expect(helpOutput('20H2').text).toBe(windowsText(sixLines));
  expect(helpOutput('1607').text).not.toContain('/status_old');
});

const joinView = (course: JoinCourseView, change: Partial<JoinDebugView> = {}): JoinDebugView => ({
  generation: 'newer',
  preCheck: {
    domainController: { kind: 'found', domain: 'contoso.com', forest: 'contoso.com', host: 'DC01.contoso.com' },
    deviceKeysHealthy: null,
    isJoined: null,
    isSystem: true,
    key: null,
    elapsedSeconds: 0,
  },
  course,
  after: { azureAdJoined: false, enterpriseJoined: false },
  ...change,
});

const tenant = { type: 'Managed', id: '72f988bf-0000-4000-8000-2d7cd011db47', name: 'contoso.com' } as const;

const begin = `dsregcmd::wmain logging initialized.
DsrCmdAccountMgr::IsDomainControllerAvailable: DsGetDcName success { domain:contoso.com forest:contoso.com domainController:\\\\DC01.contoso.com isDcAvailable:true }
PreJoinChecks Complete.
preCheckResult: Join
deviceKeysHealthy: undefined
isJoined: undefined
isDcAvailable: YES
isSystem: YES
keyProvider: undefined
keyContainer: undefined
dsrInstance: undefined
elapsedSeconds: 0
resultCode: 0x0
Automatic device join pre-check tasks completed.
`;

const end = `DSREGCMD_END_STATUS
             AzureAdJoined : NO
          EnterpriseJoined : NO
DeleteFileW returned 0x00000001.
`;

test('/join /debug: the object is not synchronised yet', () => {
  const course: JoinCourseView = { kind: 'join-failed', tenant, code: '0x801c03f3', serverMessage: 'error_missing_device' };
  expect(joinOutput(joinView(course), { debug: true })).toEqual({
    exitCode: -2145647629,
    text: windowsText(begin, `TenantInfo::Discover: Join Info { TenantType = Managed; AutoJoinEnabled = 1; TenandID = 72f988bf-0000-4000-8000-2d7cd011db47; TenantName = contoso.com }
DsrDeviceAutoJoin failed 0x801c03f3.
error_missing_device
`, end),
  });
});

test('/join /debug: joined', () => {
  const course: JoinCourseView = { kind: 'joined', tenant, requestId: '6bff0bd9-820b-484b-ab20-2a4f7b76c58e', respondedAtMs: Date.parse('2026-01-05T08:00:00Z') };
  expect(joinOutput(joinView(course, { after: { azureAdJoined: true, enterpriseJoined: false } }), { debug: true })).toEqual({
    exitCode: 0,
    text: windowsText(begin, `TenantInfo::Discover: Join Info { TenantType = Managed; AutoJoinEnabled = 1; TenandID = 72f988bf-0000-4000-8000-2d7cd011db47; TenantName = contoso.com }
Join request ID: 6bff0bd9-820b-484b-ab20-2a4f7b76c58e
Join response time: Mon, 05 Jan 2026 08:00:00 GMT
Join HTTP status: 200
`, end.replace('AzureAdJoined : NO', 'AzureAdJoined : YES')),
  });
});

test('/join /debug: no service connection point', () => {
  const course: JoinCourseView = { kind: 'discovery-failed', code: '0x801c001d', innerCode: '0x80070002' };
  expect(joinOutput(joinView(course), { debug: true })).toEqual({
    exitCode: -2145648611,
    text: windowsText(begin, `TenantInfo::Discover: Failed reading registration data from AD. Defaulting to autojoin disabled 0x80070002
DsrCmdJoinHelper::Join: TenantInfo::Discover failed with error code 0x801c001d.
`, end),
  });
});

test('/join /debug: no domain controller', () => {
  const found = joinView({ kind: 'no-domain-controller' });
  const view: JoinDebugView = { ...found, preCheck: { ...found.preCheck, domainController: { kind: 'not-found', code: '0x8007054b' } } };
  const lost = begin
    .replace(/success .*/, 'No domain controller is available for the specified domain or the domain does not exist: 0x8007054b.')
    .replace('preCheckResult: Join', 'preCheckResult: DoNotJoin')
    .replace('isDcAvailable: YES', 'isDcAvailable: NO')
    .replace('resultCode: 0x0', 'resultCode: 0x1');
  expect(joinOutput(view, { debug: true })).toEqual({ exitCode: -2147023541, text: windowsText(lost, 'The device can NOT be joined because a domain controller could not be located.\n', end) });
});

test('/join /debug: joined before, with the words of older builds', () => {
  const found = joinView({ kind: 'already-joined' }, { generation: 'older', after: { azureAdJoined: true, enterpriseJoined: false } });
  const view: JoinDebugView = { ...found, preCheck: { ...found.preCheck, deviceKeysHealthy: true, isJoined: true, key: { provider: 'tpm', containerId: 'dc857ed4-cb57-4461-9a18-ccadbeecb698' } } };
  const { text, exitCode } = joinOutput(view, { debug: true });
  expect(exitCode).toBe(0);
  expect(text).toContain('preCheckResult: DoNotJoin\r\nisPrivateKeyFound: YES\r\nisJoined: YES\r\n');
  expect(text).toContain('keyProvider: Microsoft Platform Crypto Provider\r\nkeyContainer: dc857ed4-cb57-4461-9a18-ccadbeecb698\r\ndsrInstance: AzureDrs\r\n');
  expect(text).toContain('The device is already joined.\r\nDSREGCMD_END_STATUS\r\n             AzureAdJoined : YES\r\n');
});

test('/join without /debug says nothing, unless another run goes on', () => {
  expect(joinOutput(joinView({ kind: 'already-joined' }), { debug: false })).toEqual({ text: '', exitCode: 0 });
  expect(anotherInstanceOutput()).toEqual({ text: 'Another instance of the Join Task is already running. Please retry after sometime.\r\n', exitCode: 1 });
});

test('/leave ends with the state it left behind', () => {
  const view = { resultCode: '0x0', azureAdJoined: false, enterpriseJoined: false };
  expect(leaveOutput(view, { debug: true })).toEqual({ exitCode: 0, text: windowsText('dsregcmd::wmain logging initialized.\nresultCode: 0x0\n', end.replace(/DeleteFileW.*\n/, '')) });
  expect(leaveOutput(view, { debug: false })).toEqual({ text: '', exitCode: 0 });
});

test('/join and /leave are refused without elevation', () => {
  expect(refusedOutput()).toEqual({ text: '', exitCode: -2147024891 });
});

test('/refreshprt promises', () => {
  expect(refreshPrtOutput()).toEqual({ exitCode: 0, text: 'PRT refresh scheduled. Check AAD event logs for details.\r\n' });
});

const one: WamAccountsView = {
  accounts: [{ objectId: '0a1b2c3d-0000-4000-8000-000000000001', tenantId: tenant.id, upn: 'alice@contoso.com', authority: 'https://login.microsoftonline.com/contoso' }],
  defaultAccount: { handle: 'handle', upn: 'alice@contoso.com' },
};

test('/listaccounts with an account, and with none', () => {
  expect(listAccountsOutput(one)).toEqual({ exitCode: 0, text: windowsText(`Call ListAccounts to list WAM accounts from the current user profile.

User accounts:
Account: u:0a1b2c3d-0000-4000-8000-000000000001.72f988bf-0000-4000-8000-2d7cd011db47, user: alice@contoso.com, authority: https://login.microsoftonline.com/contoso.

Accounts found: 1.

Application accounts:
Accounts found: 0.

Default account: handle, user: alice@contoso.com.
`) });
  expect(listAccountsOutput({ accounts: [], defaultAccount: null }).text).toBe(windowsText(`Call ListAccounts to list WAM accounts from the current user profile.

User accounts:
Accounts found: 0.

Application accounts:
Accounts found: 0.
`));
});

test('/cleanupaccounts names each account that goes', () => {
  expect(cleanupAccountsOutput(one).text).toBe(windowsText(`Call CleanupAccounts to remove WAM accounts from the current user profile.

User accounts:
Removing account: u:0a1b2c3d-0000-4000-8000-000000000001.72f988bf-0000-4000-8000-2d7cd011db47, user: alice@contoso.com, authority: https://login.microsoftonline.com/contoso.
Remove account result: 0x00000000.

Accounts found: 1.

Application accounts:
Accounts found: 0.

Default account: handle, user: alice@contoso.com.
`));
});

test('exit codes are the HRESULT as a signed number', () => {
  expect([exitCodeOf('0x801c0042'), exitCodeOf('0x0')]).toEqual([-2145648574, 0]);
});
