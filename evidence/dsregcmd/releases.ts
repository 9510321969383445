/** What appears from which Windows release on. One row an item. Source: dsregcmd.md 4 and 5 (columns are approximate there). */
import { atLeast, type WindowsRelease } from '../../knowledge/windows-releases.ts';

const since = {
  /** Sections of their own, names right-aligned to column 26. */
  newLayout: '1809',
  preJoinDiagnostics: '1809',
  deviceAuthStatus: '21H2',
  attemptBlock: '21H2',
  deviceName: '21H2',
  proxySections: '21H2',
  closingLine: '21H2',
  executingAccount: '21H2',
  kerberosLines: '10-22H2',
  virtualDesktop: '11-23H2',
  attributeUpdates: '10-22H2',
  errorWithCode: '10-22H2',
  kerberosTicketTest: '11-24H2',
  joinServerVersion2: '21H2',
} as const satisfies { readonly [item: string]: WindowsRelease };

export type ReleaseItem = keyof typeof since;

export const shows = (release: WindowsRelease, item: ReleaseItem): boolean => atLeast(release, since[item]);
