/**
 * One synchronisation cycle of Azure AD Connect: import from AD, import from Azure AD, synchronise, export.
 * Sources: lifecycle.md 5 "Cycle" [S20], on-premises.md 4.2, OQ16: AD is read at the start of the cycle; a certificate written
 * after that waits for the next one.
 */
import { assign, setup } from 'xstate';
import { timings } from '../knowledge/timings.ts';
import type { CyclePolicy } from '../knowledge/vocabulary.ts';
import { chartActions } from './language.ts';
import type { ConnectCycleEvent } from './protocol.ts';
import { questions } from './questions.ts';

export interface ConnectCycleInput {
  /** Length of a cycle whose questions are answered. */
  readonly runTimeMs: number;
}

interface CycleContext extends ConnectCycleInput {
  readonly policy: CyclePolicy;
  /** Cycles started so far. */
  readonly cycle: number;
  /** Every step of it was run; a stopped one leaves the watermark where it was. */
  readonly complete: boolean;
}

/** The imports and the export take their time as questions; the sync step takes what is left of the run time. */
const askingMs = 2 * timings.connectImport.ms + timings.connectExport.ms;

const started = ({ context }: { context: CycleContext }) => ({ policy: context.policy, cycle: context.cycle });
/** A step whose service could not be asked at all. */
const failedStep = (step: 'importDirectory' | 'importTenant' | 'exportTenant') => ({
  type: 'perform' as const,
  params: ({ context, event }: { context: CycleContext; event: object }) => ({
    act: 'recordFailedRun',
    input: { step, cycle: context.cycle, policy: context.policy, failure: (event as { error: never }).error },
  }),
});
const stopped = {
  type: 'perform' as const,
  params: ({ context }: { context: CycleContext }) => ({ act: 'recordStoppedRun', input: { cycle: context.cycle, policy: context.policy } }),
};

export const connectCycle = setup({
  types: { context: {} as CycleContext, events: {} as ConnectCycleEvent, input: {} as ConnectCycleInput },
  actors: { importDirectory: questions.importDirectory, importTenant: questions.importTenant, exportTenant: questions.exportTenant },
  actions: chartActions,
  delays: { synchroniseTime: ({ context }) => Math.max(0, context.runTimeMs - askingMs) },
}).createMachine({
  id: 'connect-cycle',
  description: 'One synchronisation cycle: import from Active Directory and Azure AD, synchronise, export.',
  context: ({ input }) => ({ ...input, policy: 'Delta', cycle: 0, complete: false }),
  initial: 'idle',
  states: {
    idle: {
      description: 'No cycle is running.',
      on: { RUN: {
        target: 'importingDirectory',
        actions: assign(({ context, event }) => ({ policy: event.policy, cycle: context.cycle + 1, complete: false })),
        description: 'The scheduler starts a cycle.',
      } },
    },
    importingDirectory: {
      description: 'Imports from Active Directory: what is there now is what this cycle knows.',
      invoke: {
        id: 'importDirectory',
        src: 'importDirectory',
        input: started,
        onDone: [
          {
            guard: ({ event }) => event.output.result.startsWith('stopped') || event.output.result === 'completed-discovery-errors',
            target: 'ended',
            description: 'The import did not complete: nothing else runs.',
          },
          { target: 'importingTenant', description: 'Imported.' },
        ],
        onError: { target: 'ended', actions: failedStep('importDirectory'), description: 'The domain controller could not be asked.' },
      },
      on: { STOP: { target: 'ended', actions: stopped, description: 'Stopped by hand.' } },
    },
    importingTenant: {
      description: 'Imports from Azure AD: confirms the last export.',
      invoke: {
        id: 'importTenant',
        src: 'importTenant',
        input: started,
        onDone: { target: 'synchronising', description: 'Imported.' },
        onError: { target: 'ended', actions: failedStep('importTenant'), description: 'Azure AD could not be asked.' },
      },
      on: { STOP: { target: 'ended', actions: stopped, description: 'Stopped by hand.' } },
    },
    synchronising: {
      description: 'Applies the rules: what is in scope, what has to be exported.',
      after: {
        synchroniseTime: {
          target: 'exporting',
          actions: { type: 'perform', params: ({ context }) => ({ act: 'synchronise', input: { cycle: context.cycle, policy: context.policy } }) },
          description: 'The rules are applied.',
        },
      },
      on: { STOP: { target: 'ended', actions: stopped, description: 'Stopped by hand.' } },
    },
    exporting: {
      description: 'Exports to Azure AD; a staging server exports nothing.',
      invoke: {
        id: 'exportTenant',
        src: 'exportTenant',
        input: ({ context }) => ({ cycle: context.cycle }),
        onDone: { target: 'ended', actions: assign({ complete: true }), description: 'Exported.' },
        onError: { target: 'ended', actions: failedStep('exportTenant'), description: 'Azure AD could not be asked: the changes wait.' },
      },
      on: { STOP: { target: 'ended', actions: stopped, description: 'Stopped by hand.' } },
    },
    ended: {
      description: 'The cycle is over.',
      entry: { type: 'tell', params: ({ context }) => ({ to: 'connect-scheduler', event: { type: 'CYCLE_ENDED', complete: context.complete } }) },
      always: { target: 'idle' },
    },
  },
});
