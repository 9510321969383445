/** Diagnostic Data before the join: the tests of its steps and the last failed attempt. Source: dsregcmd.md 3 and 6. */
import { field, time, type Field, type Section } from '../format.ts';
import { prints } from '../releases.ts';
import type { PreJoinView, PreviousRegistrationView, ServerAnswerView, StatusContext, StatusView, TestResult, WindowsRelease } from '../view.ts';
import { executingAccountField } from './accounts.ts';

const waiting = 'Waiting for Diagnostics Task to complete. This could take a few minutes...';

/** The tests run as SYSTEM when the command was started elevated and the task for them can run. */
export const testsRunAsSystem = ({ diagnosticsTaskRuns }: PreJoinView, context: StatusContext): boolean => context === 'system' || (context === 'admin' && diagnosticsTaskRuns);

function userContext(diagnostics: PreJoinView, context: StatusContext): string {
  if (testsRunAsSystem(diagnostics, context)) return 'SYSTEM';
  return context === 'user' ? 'UN-ELEVATED User' : 'ELEVATED User';
}

function resultText(result: TestResult): string {
  switch (result.kind) {
    case 'pass':
      return 'PASS';
    case 'skipped':
      return 'SKIPPED';
    case 'fail':
      return `FAIL [${result.codes.join('/')}]`;
  }
}

const optional = (name: string, value: string | null): Field[] => (value === null ? [] : [field(name, value)]);

function serverFields({ code, subcode, operation, message, httpStatus, requestId }: ServerAnswerView, release: WindowsRelease): Field[] {
  const finer = prints(release, 'serverSubCode') ? [...optional('Server ErrorSubCode', subcode), ...optional('Server Operation', operation)] : [];
  return [...optional('Server ErrorCode', code), ...finer, ...optional('Server Message', message), field('Https Status', String(httpStatus)), field('Request Id', requestId)];
}

function previousFields(previous: PreviousRegistrationView, release: WindowsRelease): Field[] {
  const { type, server } = previous;
  return [
    field('Previous Registration', time(previous.atMs)),
    ...optional('Registration Type', type),
    field('Error Phase', previous.phase),
    field('Client ErrorCode', previous.clientErrorCode),
    ...(server ? serverFields(server, release) : []),
  ];
}

export function preJoin(view: StatusView, diagnostics: PreJoinView, release: WindowsRelease, context: StatusContext): Section {
  const asSystem = testsRunAsSystem(diagnostics, context);
  const tests = asSystem ? diagnostics.tests.asSystem : diagnostics.tests.asUser;
  const newest = prints(release, 'kerberosTicketTest');
  const fallback = (enabled: boolean): string => (enabled ? 'ENABLED' : 'DISABLED');
  const testFields = [
    field('Diagnostics Reference', 'www.microsoft.com/aadjerrors'),
    field('User Context', userContext(diagnostics, context)),
    field('Client Time', time(diagnostics.clientTimeMs)),
    field('AD Connectivity Test', resultText(tests.adConnectivity)),
    field('AD Configuration Test', resultText(tests.adConfiguration)),
    field('DRS Discovery Test', resultText(tests.drsDiscovery)),
    field('DRS Connectivity Test', resultText(tests.drsConnectivity)),
    ...(newest ? [field('Kerberos Ticket Test', resultText(tests.kerberosTicket))] : []),
    field('Token acquisition Test', resultText(tests.tokenAcquisition)),
    field('Fallback to Sync-Join', fallback(diagnostics.fallbackToSyncJoin)),
    ...(newest ? [field('Fallback to Fed-Join', fallback(diagnostics.fallbackToFedJoin))] : []),
  ];
  // Tests that ran as SYSTEM name the account in URL Specific Proxy Config instead.
  const account = prints(release, 'executingAccountName') && !asSystem ? [executingAccountField(view.accounts.user)] : [];
  const groups = diagnostics.previous ? [testFields, [...previousFields(diagnostics.previous, release), ...account]] : [[...testFields, ...account]];
  const section = { title: 'Diagnostic Data', groups };
  return asSystem ? { ...section, notice: waiting } : section;
}
