/**
 * The scheduled task Automatic-Device-Join: what starts it, its hourly repetition, one instance at a time.
 * Sources: lifecycle.md 2.1 (task), 4 (triggers), OQ1, OQ2, OQ23; on-premises.md 6.
 *
 * In Task Scheduler a repetition belongs to its trigger: event 4096 and the sign-in each start a series, sign-out ends none,
 * and a new firing of the same trigger restarts its series.
 */
import { assign, raise, setup } from 'xstate';
import type { TaskTrigger } from '../knowledge/vocabulary.ts';
import { chartActions } from './language.ts';
import type { TaskEvent } from './protocol.ts';

export interface JoinTaskInput {
  readonly enabled: boolean;
  /** Whether the machine is up and the series of event 4096 is already running. */
  readonly booted: boolean;
  /** Until the next repetition of that running series. */
  readonly nextRunMs: number;
  readonly repeatEveryMs: number;
  readonly repeatForMs: number;
  readonly logonDelayMs: number;
  readonly bootTrigger: boolean;
  readonly seriesPerTrigger: boolean;
  readonly startsOnUnlock: boolean;
  readonly startsOnNetworkUp: boolean;
}

interface JoinTaskContext extends JoinTaskInput {
  readonly untilNextMs: number;
  readonly trigger: TaskTrigger;
}

type Due = { type: 'DUE'; trigger: TaskTrigger };

export const joinTask = setup({
  types: { context: {} as JoinTaskContext, events: {} as TaskEvent | Due, input: {} as JoinTaskInput },
  actions: chartActions,
  guards: {
    enabled: ({ context }) => context.enabled,
    booted: ({ context }) => context.booted,
    bootTrigger: ({ context }) => context.bootTrigger,
    seriesPerTrigger: ({ context }) => context.seriesPerTrigger,
    startsOnUnlock: ({ context }) => context.startsOnUnlock,
    startsOnNetworkUp: ({ context }) => context.startsOnNetworkUp,
  },
  delays: {
    untilNext: ({ context }) => context.untilNextMs,
    repeatEvery: ({ context }) => context.repeatEveryMs,
    repeatFor: ({ context }) => context.repeatForMs,
    logonDelay: ({ context }) => context.logonDelayMs,
  },
}).createMachine({
  id: 'task',
  description: 'The scheduled task Automatic-Device-Join: its triggers, its hourly repetition, one instance at a time.',
  context: ({ input }) => ({ ...input, untilNextMs: input.nextRunMs, trigger: 'hourly' }),
  type: 'parallel',
  states: {
    instance: {
      description: 'Whether an instance runs.',
      initial: 'ready',
      on: {
        ENABLED: { actions: [assign({ enabled: true }), { type: 'perform', params: { act: 'setTaskEnabled', input: { enabled: true } } }], description: 'The task is enabled.' },
        DISABLED: {
          actions: [assign({ enabled: false }), { type: 'perform', params: { act: 'setTaskEnabled', input: { enabled: false } } }],
          description: 'The task is disabled: it never starts.',
        },
      },
      states: {
        ready: {
          description: 'The task waits for a trigger.',
          on: {
            DUE: { guard: 'enabled', target: 'running', actions: assign(({ event }) => ({ trigger: event.trigger })), description: 'A trigger fires.' },
            STARTED_BY_HAND: { guard: 'enabled', target: 'running', actions: assign({ trigger: 'manual' }), description: 'Started by a command.' },
            UNLOCKED: { guard: 'startsOnUnlock', target: 'running', actions: assign({ trigger: 'manual' }), description: 'Only where the setting says that unlocking starts it.' },
            NETWORK_UP: {
              guard: 'startsOnNetworkUp',
              target: 'running',
              actions: assign({ trigger: 'manual' }),
              description: 'Only where the setting says that a new network starts it.',
            },
          },
        },
        running: {
          description: 'An instance runs as SYSTEM; further triggers are ignored.',
          entry: [
            { type: 'perform', params: { act: 'recordTaskStart' } },
            { type: 'tell', params: ({ context }) => ({ to: 'registration', event: { type: 'START', trigger: context.trigger } }) },
          ],
          on: {
            ATTEMPT_ENDED: {
              target: 'ready',
              actions: { type: 'perform', params: ({ event }) => ({ act: 'recordTaskResult', input: { resultCode: event.resultCode } }) },
              description: 'The attempt ended.',
            },
            SHUT_DOWN: { target: 'ready', description: 'The machine goes down.' },
          },
        },
      },
    },
    bootSeries: {
      description: 'Repetition that event 4096 (boot, domain join) started.',
      initial: 'starting',
      on: {
        BOOTED: {
          guard: 'bootTrigger',
          target: '.repeating',
          actions: [
            assign(({ context }) => ({ untilNextMs: context.repeatEveryMs })),
            { type: 'log', params: { log: 'User Device Registration', id: 4096 } },
            raise({ type: 'DUE', trigger: 'event-4096' }),
          ],
          description: 'Windows is up: event 4096 triggers the task.',
        },
        SHUT_DOWN: { target: '.off', description: 'The machine goes down.' },
      },
      states: {
        starting: { always: [{ guard: 'booted', target: 'repeating' }, { target: 'off' }] },
        off: { description: 'No repetition from event 4096.' },
        repeating: {
          description: 'Repeats every hour.',
          initial: 'counting',
          after: { repeatFor: { target: 'off', description: 'The repetition has run its time.' } },
          states: {
            counting: {
              after: {
                untilNext: {
                  target: 'counting',
                  reenter: true,
                  actions: [assign(({ context }) => ({ untilNextMs: context.repeatEveryMs })), raise({ type: 'DUE', trigger: 'hourly' })],
                  description: 'The hourly run is due.',
                },
              },
            },
          },
        },
      },
    },
    signInSeries: {
      description: 'Repetition that the last sign-in started.',
      initial: 'off',
      on: {
        SIGNED_IN: { target: '.delayed', description: 'A user signed in.' },
        SHUT_DOWN: { target: '.off', description: 'The machine goes down.' },
      },
      states: {
        off: { description: 'No repetition from a sign-in.' },
        delayed: {
          description: 'The trigger waits its delay.',
          after: {
            logonDelay: [
              { guard: 'seriesPerTrigger', target: 'repeating', actions: raise({ type: 'DUE', trigger: 'sign-in' }), description: 'The sign-in trigger fires.' },
              { target: 'off', actions: raise({ type: 'DUE', trigger: 'sign-in' }), description: 'The sign-in trigger fires, without a repetition of its own.' },
            ],
          },
        },
        repeating: {
          description: 'Repeats every hour.',
          initial: 'counting',
          after: { repeatFor: { target: 'off', description: 'The repetition has run its time.' } },
          states: {
            counting: {
              after: { repeatEvery: { target: 'counting', reenter: true, actions: raise({ type: 'DUE', trigger: 'hourly' }), description: 'The hourly run is due.' } },
            },
          },
        },
      },
    },
  },
});
