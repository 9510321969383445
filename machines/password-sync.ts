/** Password hash synchronisation: its own two-minute loop. Sources: lifecycle.md 5 [S27], on-premises.md 0 [phs]. */
import { setup } from 'xstate';
import { chartActions } from './language.ts';
import type { PasswordSyncEvent } from './protocol.ts';
import { questions } from './questions.ts';

export interface PasswordSyncInput {
  readonly everyMs: number;
  readonly enabled: boolean;
}

export const passwordSync = setup({
  types: { context: {} as PasswordSyncInput, events: {} as PasswordSyncEvent, input: {} as PasswordSyncInput },
  actors: { synchronisePasswords: questions.synchronisePasswords },
  actions: chartActions,
  guards: { startsEnabled: ({ context }) => context.enabled },
  delays: { every: ({ context }) => context.everyMs },
}).createMachine({
  id: 'password-sync',
  description: 'Password hash synchronisation: every two minutes the changed hashes.',
  context: ({ input }) => input,
  initial: 'starting',
  on: { DISABLED: { target: '.off', description: 'Switched off, or the server went into staging mode.' } },
  states: {
    starting: { always: [{ guard: 'startsEnabled', target: 'waiting' }, { target: 'off' }] },
    off: { description: 'Does not run.', on: { ENABLED: { target: 'waiting', description: 'Switched on.' } } },
    waiting: { description: 'Waits for its next turn.', after: { every: { target: 'synchronising', description: 'Two minutes are over.' } } },
    synchronising: {
      description: 'Sends changed password hashes.',
      invoke: {
        id: 'synchronisePasswords',
        src: 'synchronisePasswords',
        input: () => ({}),
        onDone: { target: 'waiting', description: 'Sent.' },
        onError: { target: 'waiting', description: 'Could not be sent; the next turn tries again.' },
      },
    },
  },
});
