/** Diagnostic Data, before and after the join. Source: dsregcmd.md 3. */
import { field, flag, safe, time, type Field, type Section } from '../format.ts';
import { shows } from '../releases.ts';
import type { PostJoinView, PreJoinView, StatusOptions, StatusView } from '../view.ts';

const userContext = { user: 'UN-ELEVATED User', admin: 'SYSTEM', system: 'SYSTEM' } as const;

/** An elevated start has the tests run as SYSTEM by a task and waits for it. */
const waiting = 'Waiting for Diagnostics Task to complete. This could take a few minutes...';

function preJoin(view: PreJoinView, { release, context }: StatusOptions): Section {
  const fields: Field[] = [
    field('Diagnostics Reference', 'www.microsoft.com/aadjerrors'),
    field('User Context', userContext[context]),
    field('Client Time', time(view.clientTimeMs)),
    field('AD Connectivity Test', view.adConnectivity),
    field('AD Configuration Test', view.adConfiguration),
    field('DRS Discovery Test', view.drsDiscovery),
    field('DRS Connectivity Test', view.drsConnectivity),
  ];
  if (shows(release, 'kerberosTicketTest')) fields.push(field('Kerberos Ticket Test', 'SKIPPED'));
  fields.push(field('Token acquisition Test', view.tokenAcquisition));
  fields.push(field('Fallback to Sync-Join', view.fallbackToSyncJoin ? 'ENABLED' : 'DISABLED'));
  if (shows(release, 'kerberosTicketTest')) fields.push(field('Fallback to Fed-Join', 'ENABLED'));
  const after: Field[] = [];
  const { previous } = view;
  if (previous) {
    after.push(field('Previous Registration', time(previous.atMs)));
    if (previous.type) after.push(field('Registration Type', previous.type));
    after.push(field('Error Phase', previous.phase), field('Client ErrorCode', previous.clientErrorCode));
    if (previous.server) {
      after.push(field('Server ErrorCode', previous.server.code), field('Server Message', safe(previous.server.message)), field('Https Status', String(previous.server.httpStatus)), field('Request Id', previous.server.requestId));
    }
  }
  // In the elevated form the account stands in URL Specific Proxy Config instead (S05).
  if (shows(release, 'executingAccount') && context === 'user') after.push(field('Executing Account Name', view.executingAccount));
  return { title: 'Diagnostic Data', groups: after.length > 0 ? [fields, after] : [fields], ...(context === 'user' ? {} : { preamble: waiting }) };
}

function postJoin(view: PostJoinView, { release, context }: StatusOptions): Section {
  const first: Field[] = [flag('AadRecoveryEnabled', view.recoveryEnabled)];
  if (shows(release, 'executingAccount')) first.push(field('Executing Account Name', view.executingAccount));
  first.push(field('KeySignTest', context === 'user' ? 'MUST Run elevated to test.' : view.keySignPassed ? 'PASSED' : 'FAILED'));
  if (!shows(release, 'attributeUpdates')) return { title: 'Diagnostic Data', groups: [first] };
  const updated = (name: string): Field => field(name, view.managedByMdm ? 'Managed by MDM' : 'YES');
  return { title: 'Diagnostic Data', groups: [first, [updated('DisplayNameUpdated'), updated('OsVersionUpdated'), flag('HostNameUpdated', true)], [field('Last HostName Update', 'NONE')]] };
}

export function diagnosticData({ diagnostics }: StatusView, options: StatusOptions): Section | null {
  if (!diagnostics || !shows(options.release, 'preJoinDiagnostics')) return null;
  return diagnostics.kind === 'pre-join' ? preJoin(diagnostics, options) : postJoin(diagnostics, options);
}
