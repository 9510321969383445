/** What the switches of dsregcmd beside `/status` print, and their exit codes. Source: dsregcmd.md 7; `assumptions.ts` for the rest. */
import { field, type Field } from './format.ts';
import { fieldLine, textOf } from './layout.ts';
import { prints } from './releases.ts';
import type { WindowsRelease } from './view.ts';

export interface CommandOutput {
  /** Empty where no published output shows any text. */
  readonly text: string;
  readonly exitCode: number;
}

const accessDenied = '0x80070005';

/** An HRESULT as the signed 32-bit number that a process ends with: `0x801c0042` is -2145648574. */
export const exitCodeOf = (hresult: string): number => Number.parseInt(hresult, 16) | 0;

export const output = (lines: readonly string[], exitCode = 0): CommandOutput => ({ text: textOf(lines), exitCode });

interface Switch {
  readonly name: string;
  readonly help: string;
  readonly since: 'always' | 'statusOldSwitch' | 'laterSwitches';
}

const switches: readonly Switch[] = [
  { name: '/?', help: 'Displays the help message for DSREGCMD', since: 'always' },
  { name: '/status', help: 'Displays the device join status', since: 'always' },
  { name: '/status_old', help: 'Displays the device join status in old format', since: 'statusOldSwitch' },
  { name: '/join', help: 'Schedules and monitors the Autojoin task to Hybrid Join the device', since: 'always' },
  { name: '/leave', help: 'Performs Hybrid Unjoin', since: 'always' },
  { name: '/debug', help: 'Displays debug messages', since: 'always' },
  { name: '/refreshprt', help: 'Refreshes PRT in the CloudAP cache', since: 'laterSwitches' },
  { name: '/refreshp2pcerts', help: 'Refreshes P2P certificates', since: 'laterSwitches' },
  { name: '/cleanupaccounts', help: 'Deletes all WAM accounts', since: 'laterSwitches' },
  { name: '/listaccounts', help: 'Lists all WAM accounts', since: 'laterSwitches' },
  { name: '/UpdateDevice', help: 'Update device attributes to Azure AD', since: 'laterSwitches' },
];

export function helpOutput(release: WindowsRelease): CommandOutput {
  const known = switches.filter(({ since }) => since === 'always' || prints(release, since));
  return output(['DSREGCMD switches', ...known.map(({ name, help }): Field => field(name, help)).map((one) => fieldLine(one))]);
}

/** `/join` and `/leave` from an un-elevated prompt. */
export const refusedOutput = (): CommandOutput => output([], exitCodeOf(accessDenied));

/** The refresh itself happens later, at lock and unlock or after a minute or two. */
export const refreshPrtOutput = (): CommandOutput => output(['PRT refresh scheduled. Check AAD event logs for details.']);

/** What the device is joined to when a command with `/debug` ends. */
export interface JoinStateAfter {
  readonly azureAdJoined: boolean;
  readonly enterpriseJoined: boolean;
}

export function endStatusLines({ azureAdJoined, enterpriseJoined }: JoinStateAfter): string[] {
  const answer = (joined: boolean): string => (joined ? 'YES' : 'NO');
  return ['DSREGCMD_END_STATUS', fieldLine(field('AzureAdJoined', answer(azureAdJoined))), fieldLine(field('EnterpriseJoined', answer(enterpriseJoined)))];
}

export const loggingInitialized = 'dsregcmd::wmain logging initialized.';

export interface LeaveView extends JoinStateAfter {
  /** HRESULT of the unjoin, `0x0` when it succeeded. */
  readonly resultCode: string;
}

export function leaveOutput(view: LeaveView, { debug }: { readonly debug: boolean }): CommandOutput {
  const exitCode = exitCodeOf(view.resultCode);
  return debug ? output([loggingInitialized, `resultCode: ${view.resultCode}`, ...endStatusLines(view)], exitCode) : output([], exitCode);
}

/** A Web Account Manager account of the current user profile. */
export interface WamAccountView {
  readonly objectId: string;
  readonly tenantId: string;
  readonly upn: string;
  readonly authority: string;
}

export interface WamAccountsView {
  readonly accounts: readonly WamAccountView[];
  /** Stays listed after the clean-up; null where none was ever chosen. */
  readonly defaultAccount: { readonly handle: string; readonly upn: string } | null;
}

const accountText = ({ objectId, tenantId, upn, authority }: WamAccountView): string => `u:${objectId}.${tenantId}, user: ${upn}, authority: ${authority}.`;

function accountsOutput(call: string, { accounts, defaultAccount }: WamAccountsView, linesOf: (account: WamAccountView) => readonly string[]): CommandOutput {
  return output([
    call,
    '',
    'User accounts:',
    ...accounts.flatMap(linesOf),
    ...(accounts.length > 0 ? [''] : []),
    `Accounts found: ${accounts.length}.`,
    '',
    'Application accounts:',
    'Accounts found: 0.',
    ...(defaultAccount ? ['', `Default account: ${defaultAccount.handle}, user: ${defaultAccount.upn}.`] : []),
  ]);
}

export function listAccountsOutput(view: WamAccountsView): CommandOutput {
  return accountsOutput('Call ListAccounts to list WAM accounts from the current user profile.', view, (account) => [`Account: ${accountText(account)}`]);
}

export function cleanupAccountsOutput(view: WamAccountsView): CommandOutput {
  return accountsOutput('Call CleanupAccounts to remove WAM accounts from the current user profile.', view, (account) => [
    `Removing account: ${accountText(account)}`,
    'Remove account result: 0x00000000.',
  ]);
}
