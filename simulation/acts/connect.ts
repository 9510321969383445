/** The sync step of a cycle, and the records of steps that failed. */
import type { CyclePolicy, Failure } from '../../knowledge/vocabulary.ts';
import { synchronise } from '../../mocks/connect/engine.ts';
import { syncRuleWithoutCertificateCheckFault } from '../../mocks/connect/faults/sync-rule-without-certificate-check.ts';
import { syncServerClockWrongFault, wrongByMs } from '../../mocks/connect/faults/sync-server-clock-wrong.ts';
import { runOf } from '../operations/connect.ts';
import { defineAct, type Act } from '../operation.ts';
import { withServer } from '../servers.ts';

type Step = 'importDirectory' | 'importTenant' | 'exportTenant';
const importProfile = (policy: CyclePolicy) => (policy === 'Initial' ? ('Full Import' as const) : ('Delta Import' as const));

export const connectActs: readonly Act[] = [
  defineAct<{ cycle: number; policy: CyclePolicy }>({
    name: 'synchronise',
    perform: (world, { place }, { cycle, policy }) => ({
      changes: withServer(world, place, (server) => {
        const isOn = (id: string): boolean => world.faults.some((fault) => fault.id === id && (fault.target === null || fault.target === place));
        const clockMs = world.nowMs + (isOn(syncServerClockWrongFault.id) ? wrongByMs : 0);
        const after = synchronise(server, clockMs, !isOn(syncRuleWithoutCertificateCheckFault.id));
        return runOf(world, after, { side: 'directory', cycle, profile: policy === 'Initial' ? 'Full Synchronization' : 'Delta Synchronization', result: 'success' });
      }),
    }),
  }),
  defineAct<{ step: Step; cycle: number; policy: CyclePolicy; failure: never }>({
    name: 'recordFailedRun',
    // The run status of an unreachable connected system (on-premises.md 4.2); a failed export is retried by the next cycle.
    perform: (world, { place }, { step, cycle, policy, failure }) => {
      const code = (failure as Failure).code;
      const result = code.startsWith('stopped') || code.startsWith('completed') ? code : step === 'importDirectory' ? 'stopped-connectivity' : 'stopped-extension-dll-exception';
      return { changes: withServer(world, place, (server) =>
        runOf(world, server, { side: step === 'importDirectory' ? 'directory' : 'tenant', cycle, profile: step === 'exportTenant' ? 'Export' : importProfile(policy), result }),
      ) };
    },
  }),
  defineAct<{ cycle: number; policy: CyclePolicy }>({
    name: 'recordStoppedRun',
    perform: (world, { place }, { cycle, policy }) => ({ changes: withServer(world, place, (server) =>
      runOf(world, server, { side: 'directory', cycle, profile: importProfile(policy), result: 'stopped-user-termination' }),
    ) }),
  }),
];
