/** Every switch of dsregcmd as a command that somebody runs in a world: its text, its exit code, and what it leaves behind. */
import { expect, test } from 'vitest';
import { createLab, type Lab } from '../simulation/lab.ts';
import type { WorldSpecInput } from '../simulation/scenario/world-spec.ts';
import { windowsText } from './support/dsregcmd-golden.ts';

type DeviceInput = NonNullable<WorldSpecInput['devices']>[string];

function lab(device: DeviceInput = {}, world: Partial<WorldSpecInput> = {}): Lab {
  return createLab({ world: { people: { alice: {} }, ...world, devices: { PC01: { power: 'on', cached: ['alice'], ...device } } } }).advance('10m');
}

interface Ended {
  readonly text: string;
  readonly exitCode: number | null;
}

function ran(inLab: Lab, line: string, as: 'user' | 'admin' | 'system' = 'admin', waits = '5m'): Ended {
  inLab.do(`alice runs "${line}" as ${as} on PC01`).advance(waits);
  const run = inLab.world.commands.at(-1);
  return { text: run?.output ?? '', exitCode: run?.exitCode ?? null };
}

const preChecked = (changes: { readonly [line: string]: string } = {}): string =>
  Object.entries({
    found: 'success { domain:contoso.com forest:contoso.com domainController:\\\\DC01.contoso.com isDcAvailable:true }',
    preCheckResult: 'Join', deviceKeysHealthy: 'undefined', isJoined: 'undefined', isDcAvailable: 'YES', isSystem: 'YES', keyProvider: 'undefined', keyContainer: 'undefined', dsrInstance: 'undefined', elapsedSeconds: '0', resultCode: '0x0',
    ...changes,
  }).map(([name, value]) => (name === 'found' ? `DsrCmdAccountMgr::IsDomainControllerAvailable: DsGetDcName ${value}\nPreJoinChecks Complete.\n` : `${name}: ${value}\n`)).join('');

const log = (preCheck: string, course: string, joined: 'YES' | 'NO'): string =>
  windowsText(`dsregcmd::wmain logging initialized.\n${preCheck}Automatic device join pre-check tasks completed.\n${course}DSREGCMD_END_STATUS\n             AzureAdJoined : ${joined}\n          EnterpriseJoined : NO\nDeleteFileW returned 0x00000001.\n`);

const joinInfo = (tenantId: string): string => `TenantInfo::Discover: Join Info { TenantType = Managed; AutoJoinEnabled = 1; TenandID = ${tenantId}; TenantName = contoso.com }\n`;

test('/join /debug before the synchronisation: the HRESULT is the exit code', () => {
  const world = lab({}, { connect: { SYNC01: { scheduler: 'disabled' } } }).do('alice signs in on PC01').advance('5m');
  const { tenantId } = world.world.tenant;
  const { objectGuid } = world.world.devices['PC01'] ?? {};
  const course = `${joinInfo(tenantId)}DsrDeviceAutoJoin failed 0x801c03f2.\nThe device object by the given id (${objectGuid ?? ''}) is not found.\n`;
  expect(ran(world, 'dsregcmd /join /debug')).toEqual({ text: log(preChecked(), course, 'NO'), exitCode: -2145647630 });
  expect(ran(world, 'dsregcmd.exe /DEBUG /Join', 'system').text).toBe(log(preChecked(), course, 'NO'));
  expect(ran(world, 'dsregcmd /debug', 'system').text).toBe(log(preChecked(), course, 'NO'));
  expect(ran(world, 'dsregcmd /join')).toEqual({ text: '', exitCode: -2145647630 });
});

test('/join /debug that joins: the tenant, then the answer of the registration service', () => {
  const world = lab({ state: 'pending' }).do('alice runs "dsregcmd /join /debug" as system on PC01').advance('5m');
  const run = world.world.commands.at(-1);
  expect(run?.exitCode).toBe(0);
  const id = /Join request ID: ([0-9a-f-]{36})\r\n/.exec(run?.output ?? '')?.[1] ?? '';
  const course = `${joinInfo(world.world.tenant.tenantId)}Join request ID: ${id}\nJoin response time: Mon, 05 Jan 2026 08:10:${String(Math.floor(((run?.endedAtMs ?? 0) % 60_000) / 1000)).padStart(2, '0')} GMT\nJoin HTTP status: 200\n`;
  expect(run?.output).toBe(log(preChecked(), course, 'YES'));
});

test('/join /debug on a joined device: its key, and DoNotJoin', () => {
  const world = lab({ state: 'registered' });
  const joined = world.world.devices['PC01']?.join;
  const preCheck = preChecked({ preCheckResult: 'DoNotJoin', deviceKeysHealthy: 'YES', isJoined: 'YES', keyProvider: 'Microsoft Platform Crypto Provider', keyContainer: joined?.keyContainerId ?? '', dsrInstance: 'AzureDrs', resultCode: '0x1' });
  expect(ran(world, 'dsregcmd /join /debug', 'system')).toEqual({ text: log(preCheck, 'The device is already joined.\n', 'YES'), exitCode: 0 });
  expect(ran(lab({ state: 'registered', windows: '1809' }), 'dsregcmd /join /debug', 'system').text).toContain('\r\nisPrivateKeyFound: YES\r\n');
});

test('/join /debug without a domain controller', () => {
  const world = lab({ location: 'home' });
  const preCheck = preChecked({ found: 'No domain controller is available for the specified domain or the domain does not exist: 0x8007054b.', preCheckResult: 'DoNotJoin', isDcAvailable: 'NO', resultCode: '0x1' });
  expect(ran(world, 'dsregcmd /join /debug', 'system')).toEqual({ text: log(preCheck, 'The device can NOT be joined because a domain controller could not be located.\n', 'NO'), exitCode: -2147023541 });
});

test('/join /debug without a service connection point', () => {
  const course = 'TenantInfo::Discover: Failed reading registration data from AD. Defaulting to autojoin disabled 0x80070002\nDsrCmdJoinHelper::Join: TenantInfo::Discover failed with error code 0x801c001d.\n';
  expect(ran(lab({}, { scp: 'none' }), 'dsregcmd /join /debug', 'system')).toEqual({ text: log(preChecked(), course, 'NO'), exitCode: -2145648611 });
});

test('/join while a policy forbids it, while the task is disabled, while another run goes on, and un-elevated', () => {
  const forbidden = ran(lab({ joinPolicy: 'disabled' }), 'dsregcmd /join /debug', 'system');
  expect(forbidden).toEqual({ text: log(preChecked({ preCheckResult: 'DoNotJoin', resultCode: '0x1' }), '', 'NO'), exitCode: 0 });
  expect(ran(lab({ task: 'disabled' }), 'dsregcmd /join', 'system')).toEqual({ text: '', exitCode: -2147216602 });
  const world = lab().do('alice runs "dsregcmd /join" as system on PC01');
  expect(ran(world, 'dsregcmd /join', 'system')).toEqual({ text: 'Another instance of the Join Task is already running. Please retry after sometime.\r\n', exitCode: 1 });
  const user = lab().do('alice signs in on PC01').advance('5m');
  expect(ran(user, 'dsregcmd /join', 'user')).toEqual({ text: '', exitCode: -2147024891 });
  expect(ran(user, 'dsregcmd /leave', 'user')).toEqual({ text: '', exitCode: -2147024891 });
});

test('/leave says nothing; with /debug how it ended, and that the device is out', () => {
  const text = windowsText('dsregcmd::wmain logging initialized.\nresultCode: 0x0\nDSREGCMD_END_STATUS\n             AzureAdJoined : NO\n          EnterpriseJoined : NO\n');
  expect(ran(lab({ state: 'registered' }), 'dsregcmd /debug /leave', 'system')).toEqual({ text, exitCode: 0 });
  expect(ran(lab({ state: 'registered' }), 'dsregcmd /leave', 'system')).toEqual({ text: '', exitCode: 0 });
});

test('/status and /status_old print what joinlab show dsregcmd would, at the instant they run', () => {
  const world = lab({ state: 'registered' }).do('alice signs in on PC01').advance('5m');
  for (const as of ['user', 'admin', 'system'] as const) expect(ran(world, 'dsregcmd /status', as, '0m')).toEqual({ text: world.show('dsregcmd', { as }), exitCode: 0 });
  const old = lab({ state: 'registered', windows: '1709' }).do('alice signs in on PC01').advance('5m');
  expect(ran(old, 'dsregcmd /status', 'user', '0m')).toEqual({ text: old.show('dsregcmd'), exitCode: 0 });
  expect(ran(world, 'dsregcmd /status_old', 'user', '0m').text).toBe(ran(old, 'dsregcmd /status_old', 'user', '0m').text);
  const before = world.show('dsregcmd');
  expect(ran(world, 'dsregcmd /status /debug', 'user', '0m').text).toBe(`dsregcmd::wmain logging initialized.\r\n${before}DSREGCMD_END_STATUS\r\n             AzureAdJoined : YES\r\n          EnterpriseJoined : NO\r\n`);
});

test('/refreshprt promises, and the token is new a minute or two later', () => {
  const world = lab({ state: 'registered' }).do('alice signs in on PC01').advance('10m');
  const first = world.field('dsregcmd.AzureAdPrtUpdateTime');
  expect(ran(world, 'dsregcmd /refreshprt', 'user', '0m')).toEqual({ text: 'PRT refresh scheduled. Check AAD event logs for details.\r\n', exitCode: 0 });
  expect(world.field('dsregcmd.AzureAdPrtUpdateTime')).toBe(first);
  expect(world.advance('3m').field('dsregcmd.AzureAdPrtUpdateTime')).not.toBe(first);
});

test("/listaccounts and /cleanupaccounts: the user's own account, until it is cleaned up; SYSTEM has none", () => {
  const world = lab({ state: 'registered' }).do('alice signs in on PC01').advance('10m');
  const { tenantId, users } = world.world.tenant;
  const oid = users['alice@contoso.com']?.objectId ?? '';
  const account = `u:${oid}.${tenantId}, user: alice@contoso.com, authority: https://login.microsoftonline.com/${tenantId}.`;
  const rest = (accounts: number): string => `Accounts found: ${accounts}.\n\nApplication accounts:\nAccounts found: 0.\n`;
  const byDefault = `\nDefault account: u:${oid}.${tenantId}, user: alice@contoso.com.\n`;
  const list = 'Call ListAccounts to list WAM accounts from the current user profile.\n\nUser accounts:\n';
  expect(ran(world, 'dsregcmd /listaccounts', 'user')).toEqual({ text: windowsText(`${list}Account: ${account}\n\n${rest(1)}${byDefault}`), exitCode: 0 });
  expect(ran(world, 'dsregcmd /listaccounts', 'system')).toEqual({ text: windowsText(`${list}${rest(0)}`), exitCode: 0 });
  const clean = 'Call CleanupAccounts to remove WAM accounts from the current user profile.\n\nUser accounts:\n';
  expect(ran(world, 'dsregcmd /cleanupaccounts', 'user')).toEqual({ text: windowsText(`${clean}Removing account: ${account}\nRemove account result: 0x00000000.\n\n${rest(1)}${byDefault}`), exitCode: 0 });
  expect(ran(world, 'dsregcmd /listaccounts', 'user').text).toBe(windowsText(`${list}${rest(0)}${byDefault}`));
});

test('/? lists the switches of the release', () => {
  const text = ran(lab(), 'dsregcmd /?', 'system').text;
  expect(text.split('\r\n')[0]).toBe('DSREGCMD switches');
  expect(text.trimEnd().split('\r\n')).toHaveLength(12);
  expect(ran(lab({ windows: '1809' }), 'dsregcmd /?', 'system').text.trimEnd().split('\r\n')).toHaveLength(7);
});
