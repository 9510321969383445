/**
 * What each Windows release prints: one row an item, one column a release. A new release is a name in `WindowsRelease` and a
 * column here; the compiler then asks for it in every row. Servicing updates changed the output too: columns are approximate.
 */
import type { WindowsRelease } from './view.ts';

/** `?yes` and `?no`: no published output settles the cell; `assumptions.ts` says why it is taken so. */
type Mark = 'yes' | 'no' | '?yes' | '?no';

export const windowsReleases = ['1607', '1709', '1809', '20H2', '21H2', '10-22H2', '11-23H2', '11-24H2'] as const satisfies readonly WindowsRelease[];

type MarkPerColumn<Columns extends readonly unknown[]> = { readonly [column in keyof Columns]: Mark };
type Marks = MarkPerColumn<typeof windowsReleases>;
type Row = readonly [marks: Marks, source: string];

const rows = {
  //                               1607    1709    1809    20H2    21H2    10-22H2 11-23H2 11-24H2
  /** A section per topic, names right-aligned to column 26. */
  newLayout:                   [['no',   'no',   'yes',  'yes',  'yes',  'yes',  'yes',  'yes'],  'dsregcmd.md 4 and 5'],
  deviceAuthStatus:            [['no',   'no',   'no',   'no',   'yes',  'yes',  'yes',  'yes'],  'dsregcmd.md 5, documented'],
  attemptBlock:                [['no',   'no',   'no',   'no',   'yes',  'yes',  'yes',  'yes'],  'dsregcmd.md 5, documented'],
  deviceName:                  [['no',   'no',   'no',   'no',   'yes',  'yes',  'yes',  'yes'],  'dsregcmd.md 3 and 5'],
  proxySections:               [['no',   'no',   'no',   '?no',  'yes',  'yes',  'yes',  'yes'],  'dsregcmd.md 5'],
  closingLine:                 [['no',   'no',   'no',   '?no',  'yes',  'yes',  'yes',  'yes'],  'dsregcmd.md 1 and 5'],
  executingAccountName:        [['no',   'no',   'no',   '?no',  'yes',  'yes',  'yes',  'yes'],  'dsregcmd.md 3 and 5'],
  kerberosTickets:             [['no',   'no',   'no',   'no',   'no',   'yes',  'yes',  'yes'],  'dsregcmd.md 5: OnPremTgt, CloudTgt, KerbTopLevelNames'],
  virtualDesktop:              [['no',   'no',   'no',   'no',   'no',   'no',   'yes',  'yes'],  'dsregcmd.md 3 and 5'],
  attributeUpdates:            [['no',   'no',   'no',   'no',   'no',   'yes',  '?yes', 'yes'],  'dsregcmd.md 5: DisplayNameUpdated block, Last HostName Update'],
  errorWithCode:               [['no',   'no',   'no',   'no',   'no',   '?yes', 'yes',  'yes'],  'dsregcmd.md 5: ERROR (0x...)'],
  kerberosTicketTest:          [['no',   'no',   'no',   'no',   'no',   'no',   '?no',  'yes'],  'dsregcmd.md 5: Kerberos Ticket Test, Fallback to Fed-Join'],
  serverSubCode:               [
    ['no',   'no',   'no',   'no',   '?no',  '?yes', '?yes', 'yes'],
    'prejoin-diagnostics.json: Server ErrorSubCode, Server Operation of recent builds',
  ],
  ngcKerberosTicket:           [['no',   'no',   'no',   'no',   'yes',  'yes',  'yes',  'yes'],  'dsregcmd.md 3 and 5: CloudTGT, later OnPremTGT'],
  ngcTicketNamedOnPrem:        [['no',   'no',   'no',   'no',   'no',   'no',   'yes',  'yes'],  'dsregcmd.md 5, documented from 23H2'],
  joinServerVersion2:          [['no',   'no',   'no',   'no',   'yes',  'yes',  'yes',  'yes'],  'dsregcmd.md 3: 2.0 in all samples since 2021'],
  laterSwitches:               [['no',   'no',   'no',   'no',   'yes',  'yes',  'yes',  'yes'],  'dsregcmd.md 7: help text of six lines, later eleven'],
  deviceKeysHealthy:           [['?no',  '?no',  '?no',  '?no',  '?yes', '?yes', '?yes', '?yes'], 'dsregcmd.md 7: isPrivateKeyFound in older builds'],
  statusOldSwitch:             [['?no',  '?no',  'yes',  'yes',  'yes',  'yes',  'yes',  'yes'],  'dsregcmd.md 7'],
  /** Token fields beside AzureAdPrt, WebAuthN and device management services, CertEnrollment: the later of the old layouts. */
  fieldsSince1703:             [['no',   'yes',  'yes',  'yes',  'yes',  'yes',  'yes',  'yes'],  'dsregcmd.md 4'],
} as const satisfies { readonly [item: string]: Row };

export type ReleaseItem = keyof typeof rows;

const markOf = (release: WindowsRelease, item: ReleaseItem): Mark => rows[item][0][windowsReleases.indexOf(release)] ?? 'no';

/** Whether that release prints the item. */
export const prints = (release: WindowsRelease, item: ReleaseItem): boolean => markOf(release, item).endsWith('yes');

/** Items with a cell that no published output settles. */
export function unsettledItems(): readonly ReleaseItem[] {
  return (Object.keys(rows) as ReleaseItem[]).filter((item) => windowsReleases.some((release) => markOf(release, item).startsWith('?')));
}
