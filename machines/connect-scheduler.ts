/**
 * The scheduler of one Azure AD Connect server. Sources: lifecycle.md 5 [S20], on-premises.md 4.1.
 * Intervals run from start to start; a cycle that overruns is followed by the next at once; nothing runs while the wizard is
 * open, the scheduler is disabled or the server is down. After seven days without a delta the next cycle is a full one.
 */
import { assign, raise, setup } from 'xstate';
import type { CyclePolicy } from '../knowledge/vocabulary.ts';
import { chartActions } from './language.ts';
import type { ConnectSchedulerEvent } from './protocol.ts';

export interface ConnectSchedulerInput {
  /** Until the first cycle. */
  readonly nextCycleMs: number;
  readonly intervalMs: number;
  readonly enabled: boolean;
}

interface SchedulerContext extends ConnectSchedulerInput {
  readonly untilNextMs: number;
  readonly nextPolicy: CyclePolicy;
  readonly policy: CyclePolicy;
  /** A start that came due while a cycle was running. */
  readonly overdue: boolean;
  readonly wizardOpen: boolean;
  readonly serverRunning: boolean;
}

/** AllowedSyncCycleInterval: shorter intervals are raised to it. */
export const allowedIntervalMs = 30 * 60_000;
/** Longest allowed gap between delta cycles. */
const deltaGapMs = 7 * 24 * 3_600_000;

const mayRun = ({ context }: { context: SchedulerContext }): boolean => context.enabled && !context.wizardOpen && context.serverRunning;
const run = { type: 'tell' as const, params: ({ context }: { context: SchedulerContext }) => ({ to: 'connect-cycle' as const, event: { type: 'RUN', policy: context.policy } }) };

export const connectScheduler = setup({
  types: { context: {} as SchedulerContext, events: {} as ConnectSchedulerEvent | { type: 'DUE' }, input: {} as ConnectSchedulerInput },
  actions: chartActions,
  guards: {
    mayRun,
    complete: ({ event }) => event.type === 'CYCLE_ENDED' && event.complete,
    fullCycleStopped: ({ context, event }) => event.type === 'CYCLE_ENDED' && !event.complete && context.policy === 'Initial',
    serverUp: ({ context }) => context.serverRunning && !context.wizardOpen,
    overdue: ({ context }) => context.overdue && mayRun({ context }),
  },
  delays: { untilNext: ({ context }) => context.untilNextMs, deltaGap: deltaGapMs },
}).createMachine({
  id: 'connect-scheduler',
  description: 'When Azure AD Connect starts its synchronisation cycles.',
  context: ({ input }) => ({
    ...input,
    intervalMs: Math.max(input.intervalMs, allowedIntervalMs),
    untilNextMs: input.nextCycleMs,
    nextPolicy: 'Delta',
    policy: 'Delta',
    overdue: false,
    wizardOpen: false,
    serverRunning: true,
  }),
  type: 'parallel',
  on: {
    ENABLED: { actions: assign({ enabled: true }), description: 'SyncCycleEnabled is set to true.' },
    DISABLED: { actions: assign({ enabled: false, overdue: false }), description: 'SyncCycleEnabled is set to false.' },
    WIZARD_OPENED: { actions: assign({ wizardOpen: true }), description: 'Somebody opens the installation wizard.' },
    WIZARD_CLOSED: { actions: assign({ wizardOpen: false }), description: 'The wizard is closed.' },
    SERVER_STOPPED: {
      actions: [assign({ serverRunning: false }), { type: 'tell', params: { to: 'connect-cycle', event: { type: 'STOP' } } }],
      description: 'The server goes down.',
    },
    SERVER_STARTED: { actions: assign({ serverRunning: true }), description: 'The server is back.' },
    FULL_SYNC_REQUIRED: { actions: assign({ nextPolicy: 'Initial' }), description: 'A rule or filter was edited: the next cycle is a full one.' },
    INTERVAL_SET: {
      actions: assign(({ event }) => ({ intervalMs: Math.max(event.intervalMs, allowedIntervalMs) })),
      description: 'A custom interval is set; less than 30 minutes becomes 30.',
    },
  },
  states: {
    clock: {
      description: 'Counts from start to start.',
      initial: 'counting',
      states: {
        counting: {
          after: { untilNext: {
            target: 'counting',
            reenter: true,
            actions: [assign(({ context }) => ({ untilNextMs: context.intervalMs })), raise({ type: 'DUE' })],
            description: 'The next cycle is due.',
          } },
        },
      },
    },
    freshness: {
      description: 'How long ago the last complete cycle was.',
      initial: 'recent',
      states: {
        recent: {
          description: 'A cycle ran within the last seven days.',
          after: { deltaGap: { target: 'stale', actions: assign({ nextPolicy: 'Initial' }), description: 'Seven days without a complete cycle: a full one is needed.' } },
          on: { CYCLE_ENDED: { guard: 'complete', target: 'recent', reenter: true, description: 'A cycle ran to its end.' } },
        },
        stale: { description: 'Too long without a cycle.', on: { CYCLE_ENDED: { guard: 'complete', target: 'recent', description: 'A cycle ran to its end.' } } },
      },
    },
    work: {
      description: 'Whether a cycle is running.',
      initial: 'waiting',
      states: {
        waiting: {
          description: 'No cycle is running.',
          always: {
            guard: 'overdue',
            target: 'running',
            actions: assign(({ context }) => ({ policy: context.nextPolicy, nextPolicy: 'Delta' as const, overdue: false })),
            description: 'The start that came due meanwhile.',
          },
          on: {
            DUE: {
              guard: 'mayRun',
              target: 'running',
              actions: assign(({ context }) => ({ policy: context.nextPolicy, nextPolicy: 'Delta' as const })),
              description: 'A cycle starts.',
            },
            START_CYCLE: {
              guard: 'serverUp',
              target: 'running',
              actions: assign(({ context, event }) => ({ policy: context.nextPolicy === 'Initial' ? ('Initial' as const) : event.policy, nextPolicy: 'Delta' as const })),
              description: 'Start-ADSyncSyncCycle.',
            },
          },
        },
        running: {
          description: 'A cycle is running.',
          entry: run,
          on: {
            DUE: { actions: assign({ overdue: true }), description: 'Another start comes due: it follows at once.' },
            STOP_CYCLE: { actions: { type: 'tell', params: { to: 'connect-cycle', event: { type: 'STOP' } } }, description: 'Stop-ADSyncSyncCycle.' },
            CYCLE_ENDED: [
              { guard: 'fullCycleStopped', target: 'waiting', actions: assign({ nextPolicy: 'Initial' }), description: 'A full cycle was stopped: it is still due.' },
              { target: 'waiting', description: 'The cycle ended.' },
            ],
          },
        },
      },
    },
  },
});
