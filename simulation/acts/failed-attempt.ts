/** Data of 304 and 305, the summary of a failed attempt. Sources: events.json (debugOutputKeys), dsregcmd.md 3 (outcome block). */
import type { FailedAttempt } from '../../mocks/windows/state.ts';
import type { World } from '../world.ts';

/** What the program prints for a value that it has not learnt. */
const unknown = 'undefined';

/** Where the flow is known: only the join phase is past the realm of the managed flow. */
const tenantTypes: { readonly [Phase in FailedAttempt['phase']]: string } = { 'pre-check': unknown, discover: unknown, auth: 'Federated', join: 'Managed' };

export function failedAttemptData(world: World, device: string, { phase, registrationType, failure }: FailedAttempt): { readonly [field: string]: string } {
  const tenant = (world.actors[`registration:${device}`]?.context as { readonly tenant?: { readonly tenantId: string; readonly tenantName: string } | null } | undefined)?.tenant;
  // 0x801c001d says that the configuration could not be read; what the chart remembers then is of an earlier attempt.
  const known = failure.code === '0x801c001d' ? null : tenant;
  const tenantType = tenantTypes[phase];
  const joinType = registrationType ?? unknown;
  const debug: readonly (readonly [string, string])[] = [
    ['joinMode', 'Join'], ['drsInstance', known ? 'azure' : unknown], ['registrationType', joinType], ['tenantType', tenantType],
    ['tenantId', known?.tenantId || unknown], ['configLocation', unknown], ['errorPhase', phase],
    ['adalCorrelationId', unknown], ['adalLog', unknown], ['adalResponseCode', '0x0'],
  ];
  return {
    ExitCode: failure.code,
    ServerErrorMessage: failure.server?.message ?? '',
    TenantType: tenantType,
    JoinType: joinType,
    TenantName: known?.tenantName || unknown,
    DebugOutput: debug.map(([key, value]) => `${key}: ${value}`).join('\n'),
  };
}
