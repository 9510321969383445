/** Diagnostic Data after the join: health of the device key, and whether the cloud object follows the device. Source: dsregcmd.md 3. */
import { field, flag, time, type Field, type Section } from '../format.ts';
import { prints } from '../releases.ts';
import type { AttributeUpdate, PostJoinView, StatusContext, StatusView, WindowsRelease } from '../view.ts';
import { executingAccountField } from './accounts.ts';

const updateTexts: Readonly<Record<AttributeUpdate, string>> = { updated: 'YES', 'not-updated': 'NO', 'managed-by-mdm': 'Managed by MDM' };

/** The device key is SYSTEM's: an un-elevated prompt may not sign with it. */
export function keySignField({ keySign }: PostJoinView, context: StatusContext): Field {
  if (context === 'user') return field('KeySignTest', 'MUST Run elevated to test.');
  return field('KeySignTest', keySign === 'passed' ? 'PASSED' : 'FAILED');
}

export function postJoin(view: StatusView, diagnostics: PostJoinView, release: WindowsRelease, context: StatusContext): Section {
  const account = context === 'system' ? view.accounts.computer : view.accounts.user;
  const health = [
    flag('AadRecoveryEnabled', diagnostics.recoveryEnabled),
    ...(prints(release, 'executingAccountName') ? [executingAccountField(account)] : []),
    keySignField(diagnostics, context),
  ];
  if (!prints(release, 'attributeUpdates')) return { title: 'Diagnostic Data', groups: [health] };
  const updates = [
    field('DisplayNameUpdated', updateTexts[diagnostics.displayNameUpdated]),
    field('OsVersionUpdated', updateTexts[diagnostics.osVersionUpdated]),
    flag('HostNameUpdated', diagnostics.hostNameUpdated),
  ];
  const { lastHostNameUpdateMs } = diagnostics;
  const lastUpdate = field('Last HostName Update', lastHostNameUpdateMs === null ? 'NONE' : time(lastHostNameUpdateMs));
  return { title: 'Diagnostic Data', groups: [health, updates, [lastUpdate]] };
}
