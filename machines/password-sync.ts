/**
 * Password hash synchronisation: its own two-minute loop. Sources: lifecycle.md 5 [S27], on-premises.md 0 [phs].
 * Turns that would find nothing are not played: a change waits one full turn, the longest it can take.
 */
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
  description: 'Password hash synchronisation: a changed hash travels within two minutes.',
  context: ({ input }) => input,
  initial: 'starting',
  on: { DISABLED: { target: '.off', description: 'Switched off, or the server went into staging mode.' } },
  states: {
    starting: { always: [{ guard: 'startsEnabled', target: 'current' }, { target: 'off' }] },
    off: { description: 'Does not run.', on: { ENABLED: { target: 'waiting', description: 'Switched on: what changed meanwhile is sent.' } } },
    current: { description: 'Azure AD has every hash.', on: { CHANGED: { target: 'waiting', description: 'A password changed in AD.' } } },
    waiting: { description: 'A changed hash waits for the next turn.', after: { every: { target: 'synchronising', description: 'The turn comes.' } } },
    synchronising: {
      description: 'Sends changed password hashes.',
      on: { CHANGED: { target: 'waiting', description: 'Another password changed in the middle of it.' } },
      invoke: {
        id: 'synchronisePasswords',
        src: 'synchronisePasswords',
        input: () => ({}),
        onDone: { target: 'current', description: 'Sent.' },
        onError: { target: 'waiting', description: 'Could not be sent; the next turn tries again.' },
      },
    },
  },
});
