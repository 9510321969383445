/** What the charts of a device do on it: task results, the join itself, cached sign-ins. */
import { atLeast } from '../../knowledge/windows-releases.ts';
import type { Failure, LogLine } from '../../knowledge/vocabulary.ts';
import { withFailedAttempt, withJoin, withoutJoin } from '../../mocks/windows/join-state.ts';
import { cacheLogon } from '../../mocks/windows/sign-in.ts';
import { finishCommands } from '../commands/finish.ts';
import { defineAct, type Act } from '../operation.ts';
import { failedAttemptData } from './failed-attempt.ts';
import { deviceOf, withDevice } from '../world.ts';

type Phase = 'pre-check' | 'discover' | 'auth' | 'join';
interface FailedInput {
  readonly [key: string]: never;
}

/** SCHED_S_TASK_RUNNING: what Task Scheduler shows as last result while an instance runs. */
const running = '0x41301';

export const windowsActs: readonly Act[] = [
  defineAct<{ enabled: boolean }>({
    name: 'setTaskEnabled',
    perform: (world, { place }, { enabled }) => ({ changes: withDevice(world, place, (device) => ({ ...device, task: { ...device.task, enabled } })) }),
  }),
  defineAct({
    name: 'recordTaskStart',
    perform: (world, { place }) => ({ changes: withDevice(world, place, (device) => ({ ...device, task: { ...device.task, lastRunMs: world.nowMs, lastResult: running } })) }),
  }),
  defineAct<{ resultCode: string }>({
    name: 'recordTaskResult',
    perform: (world, { place }, { resultCode }) => ({ changes: withDevice(world, place, (device) => ({ ...device, task: { ...device.task, lastResult: resultCode } })) }),
  }),
  defineAct({
    name: 'bootstrapCertificateWritten',
    perform: (world, { place }) => ({ changes: withDevice(world, place, (device) => ({ ...device, bootstrapCertificateWritten: true })) }),
  }),
  defineAct<{ code: string }>({
    name: 'certificateWriteFailed',
    perform: (world, { place }, { code }) => {
      const logs: LogLine[] = [];
      // 221 is the LDAP connection; 245 (1809 and later) the certificate itself (lifecycle.md 2.2 step 6).
      if (code === '0x8007203a') {
        logs.push({ log: 'User Device Registration', id: 221, data: { ErrorCode: code, Server: world.directory.domain.dnsName, Port: '389', AuthMethod: 'Negotiate' } });
      }
      if (atLeast(deviceOf(world, place).release, '1809')) logs.push({ log: 'User Device Registration', id: 245, data: { ExitCode: code } });
      return { logs };
    },
  }),
  defineAct<{ deviceId: string; tenantId: string; tenantName: string; thumbprint: string; notBeforeMs: number; notAfterMs: number; keyContainerId: string }>({
    name: 'commitJoin',
    perform: (world, { place }, join) => ({ changes: withDevice(world, place, (device) => withJoin(device, { ...join, joinedAtMs: world.nowMs })) }),
  }),
  defineAct<{ by: 'leave' | 'pre-check' | 'task' }>({
    name: 'clearJoin',
    perform: (world, { place }) => {
      const joined = deviceOf(world, place).join;
      const changes = withDevice(world, place, (device) => withoutJoin(device, world.settings['rejoin.newCert']));
      const logs: LogLine[] = joined
        ? [
            { log: 'User Device Registration', id: 110, data: { JoinType: '6', JoinTypeSymbolicName: 'DOMAIN_JOINED_DEVICE', TenantId: joined.tenantId } },
            { log: 'User Device Registration', id: 111, data: { JoinRequestType: '6', JoinRequestTypeSymbolicName: 'DOMAIN_JOINED_DEVICE' } },
          ]
        : [];
      return { changes, logs };
    },
  }),
  defineAct<FailedInput>({
    name: 'recordFailedAttempt',
    perform: (world, { place }, input) => {
      const { phase, recorded, failure } = input as unknown as { phase: Phase; recorded: boolean; failure: Failure };
      const attempt = { atMs: world.nowMs, registrationType: phase === 'join' ? ('sync' as const) : null, phase, failure };
      const changes = recorded ? withDevice(world, place, (device) => withFailedAttempt(device, attempt)) : {};
      if (phase === 'pre-check') return { changes };
      return { changes, logs: [{ log: 'User Device Registration', id: phase === 'auth' ? 305 : 304, data: failedAttemptData(world, place, attempt) }] };
    },
  }),
  defineAct<{ resultCode: string; outcome: 'joined' | 'already-joined' | 'not-allowed' | 'failed' }>({
    name: 'attemptEnded',
    perform: (world, { place }, { resultCode, outcome }) => ({ changes: finishCommands(world, place, 'join', { resultCode, outcome }) }),
  }),
  defineAct<{ resultCode: string }>({
    name: 'leaveEnded',
    perform: (world, { place }, { resultCode }) => ({ changes: finishCommands(world, place, 'leave', { resultCode, outcome: resultCode === '0x0' ? 'left' : 'failed' }) }),
  }),
  defineAct<{ user: string; upn: string; passwordVersion: number; credential: string }>({
    name: 'cacheLogon',
    perform: (world, { place }, { user, upn, passwordVersion }) => ({
      changes: withDevice(world, place, (device) => cacheLogon(device, { samAccountName: user, userPrincipalName: upn, passwordVersion }, world.settings.cachedLogons)),
    }),
  }),
  defineAct<{ user: string }>({
    name: 'userSignedIn',
    // From 1803 the user's own workplace-joined state goes at the first sign-in after the join (lifecycle.md 2.2 step 15, I33).
    perform: (world, { place }, { user }) => {
      const device = deviceOf(world, place);
      if (!device.join || !atLeast(device.release, '1809') || !device.workAccounts.some((account) => account.samAccountName === user)) return {};
      return { changes: withDevice(world, place, (known) => ({ ...known, workAccounts: known.workAccounts.filter((account) => account.samAccountName !== user) })) };
    },
  }),
];
