/** Where no published output settles what dsregcmd prints: what is printed here, and why. Facts with a source are not listed. */
import type { ReleaseItem } from './releases.ts';

export interface Assumption {
  readonly item: string;
  readonly choice: string;
  readonly why: string;
  /** Row of `releases.ts` with a cell that this settles. */
  readonly row?: ReleaseItem;
}

export const assumptions: readonly Assumption[] = [
  { item: 'Order of Work Account and Diagnostic Data', choice: 'Work Account first', why: 'it stands directly after SSO State in the outputs that have no Diagnostic Data' },
  {
    item: 'Virtual Desktop: YES',
    choice: 'lines Provider, Type, User mode, Extensions (how many), then one line per pair',
    why: 'the documentation names these in this order; their printed form was not seen',
  },
  { item: 'Virtual Desktop: INVALID', choice: 'no further lines', why: 'the documentation says that the wrong data follow, but not how' },
  { item: 'KeySignTest un-elevated, layout since 1809', choice: 'MUST Run elevated to test.', why: 'the text of the old layout' },
  { item: 'KeySignTest, key unusable', choice: 'FAILED', why: 'the opposite of PASSED; no failure was published' },
  { item: 'KeySignTest, old layouts', choice: 'printed with a colon of its own in both', why: 'seen in 1607; the later old layout is described only by what it adds' },
  {
    item: 'Diagnostics task line',
    choice: 'followed by one empty line; also when started as SYSTEM',
    why: 'the console blanks the next line, how long that is depends on its width; SYSTEM is elevated too',
  },
  {
    item: 'User Context: ELEVATED User',
    choice: 'when the diagnostics task cannot run',
    why: 'documented without saying when; an elevated start normally runs the tests as SYSTEM',
  },
  {
    item: 'Executing Account Name without Previous Registration',
    choice: 'directly after the Fallback lines',
    why: 'it follows the previous line without an empty one where an attempt is shown',
  },
  { item: 'Executing Account Name, UPN without a domain', choice: 'no second part', why: 'as for a local account, which has no UPN; no output of such a user was seen' },
  { item: 'Fallback lines, disabled', choice: 'DISABLED', why: 'the opposite of ENABLED; not seen' },
  {
    item: 'Server ErrorCode and Server Message of an answer without a body',
    choice: 'left out, Https Status and Request Id stay',
    why: 'no such output was published; lines without a value are left out in the same block',
  },
  { item: 'RefreshPrtDiagnostics', choice: 'the block of AcquirePrtDiagnostics under that name', why: 'documented, not seen in the field' },
  { item: 'NgcPreReq as SYSTEM', choice: 'ERROR with 0xd0020017 and UNKNOWN prerequisites', why: 'as in remote sessions without a user session (WinRM)' },
  { item: 'PRT authorities as SYSTEM on a joined device', choice: 'empty', why: 'as for a local user without an account' },
  {
    item: 'WamDefaultGUID of a personal account',
    choice: '{D7F9888F-E3FC-49B0-9EA6-A85B5F392A4F} (MicrosoftAccount)',
    why: "the provider's GUID, upper case as the other one; published copies are cut short",
  },
  {
    item: 'Server ErrorSubCode and Server Operation before Windows 11 24H2',
    choice: 'from Windows 10 22H2 on, between Server ErrorCode and Server Message',
    row: 'serverSubCode',
    why: 'known from recent builds and from scripts that read them; no whole output was published',
  },
  {
    item: 'Proxy values',
    choice: 'printed as configured; Access Type of a set proxy is NAMED_PROXY',
    why: 'only empty lists and DIRECT were published; the name is that of the WinHTTP constant',
  },
  {
    item: 'Characters outside of ASCII',
    choice: 'as they are, in UTF-8',
    why:
      'Windows writes ANSI bytes (cp1252) that the console shows in its own code page (cp850: e-acute as U-acute); which of them a reader gets depends on the way, the name does not',
  },
  { item: 'Line end on a pipe or in a file', choice: 'CR LF there too', why: 'it is what the console program writes; published copies have lost it' },
  { item: 'IE Proxy Config for Current User as SYSTEM', choice: "SYSTEM's own settings", why: 'SYSTEM is the current user then' },
  { item: 'End of the text', choice: 'the last line with its line end', why: 'the one empty line more in some copies is what a console prints before its next prompt' },
  { item: 'Details of a device joined to on-premises DRS', choice: 'the sections of an Entra join', why: 'not published; the registration has the same parts' },
  { item: 'Old layouts, columns of names in 1607', choice: '17 in Device State, 19 elsewhere', why: 'the published 1607 output that is at hand; others have 18' },
  { item: 'Old layouts, several work accounts', choice: 'the first one only', why: 'the fields stand inside User State, where a second set would repeat every name' },
  { item: 'Old layouts, device management version', choice: 'DeviceManagementSrvVer', why: 'the longer name of the first builds does not fit the 23 columns' },
  { item: 'Old layouts, CanReset and times of the PRT', choice: 'left out', why: 'in no published output of these layouts' },
  { item: 'Old layouts, Ngc Prerequisite Check with a Windows Hello key', choice: 'left out for the un-elevated user', why: 'as in the layout since 1809' },
  { item: 'Old layout of a later release (/status_old)', choice: 'that of 1709', why: 'the youngest old layout' },
  { item: '/join and /leave without /debug', choice: 'no text', why: 'none was published' },
  { item: '/leave with /debug', choice: 'result code between the first line and the end status', why: 'composed from lines of the join; no whole output was published' },
  { item: '/join and /leave un-elevated', choice: 'no text, exit code of 0x80070005', why: 'access denied; text and code were not published' },
  {
    item: 'Exit code of /join',
    choice: '0 when joined, the HRESULT when it failed, 1 while another run goes on',
    why: 'the virtual machine extension documents its HRESULT as the exit code',
  },
  { item: '/join while a policy forbids it', choice: 'DoNotJoin in the pre-check, exit code 0', why: 'the task ends without an error; no output was published' },
  {
    item: '/status and account switches with /debug',
    choice: 'first line of the log before the text, end status after it',
    why: 'every published output with /debug has these lines',
  },
  {
    item: 'Accounts of the Web Account Manager',
    choice: 'the user of the token, with the tenant as authority; handle of the default account as in the line of the account',
    why: 'published outputs have these values blacked out',
  },
  {
    item: 'deviceKeysHealthy in /join /debug',
    choice: 'from 21H1 on, isPrivateKeyFound before',
    row: 'deviceKeysHealthy',
    why: 'known as newer and older name; no release was published with either',
  },
  { item: 'Help of /status_old on 1607 and 1709', choice: 'not listed', row: 'statusOldSwitch', why: 'there was no newer format to tell it from' },
  { item: 'Proxy sections on 20H2', choice: 'left out', row: 'proxySections', why: 'first seen with the Device Name line, which a 2020-11 output lacks' },
  { item: 'Closing line on 20H2', choice: 'left out', row: 'closingLine', why: 'first seen with the proxy sections' },
  { item: 'Executing Account Name on 20H2', choice: 'left out', row: 'executingAccountName', why: 'first seen with the proxy sections' },
  { item: 'DisplayNameUpdated block on Windows 11 22H2 and 23H2', choice: 'printed', row: 'attributeUpdates', why: 'Windows 10 22H2 and Windows 11 24H2 print it' },
  { item: 'ERROR (0x...) on Windows 10 22H2', choice: 'with code', row: 'errorWithCode', why: 'its later servicing brought the other lines of Windows 11' },
  { item: 'Kerberos Ticket Test on Windows 11 22H2 and 23H2', choice: 'left out', row: 'kerberosTicketTest', why: 'Entra Kerberos join is documented from build 26100.6584' },
];
