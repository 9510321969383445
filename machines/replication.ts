/**
 * Replication from one domain controller to a partner: a change is announced after a delay and copied then.
 * Source: on-premises.md 1.8 (15 s in a site, the site-link interval between sites).
 */
import { setup } from 'xstate';
import { chartActions } from './language.ts';
import type { ReplicationEvent } from './protocol.ts';

export interface ReplicationInput {
  readonly source: string;
  readonly target: string;
  readonly delayMs: number;
}

export const replication = setup({
  types: { context: {} as ReplicationInput, events: {} as ReplicationEvent, input: {} as ReplicationInput },
  actions: chartActions,
  delays: { replicationDelay: ({ context }) => context.delayMs },
}).createMachine({
  id: 'replication',
  description: 'Replication from one domain controller to a partner.',
  context: ({ input }) => input,
  initial: 'current',
  on: { LINK_BROKEN: { target: '.broken', description: 'The partners do not replicate.' } },
  states: {
    current: {
      description: 'The partner has everything.',
      on: { CHANGED: { target: 'pending', description: 'Something changed at the source.' } },
    },
    pending: {
      description: 'A change waits for the next replication.',
      after: {
        replicationDelay: { target: 'current', actions: { type: 'perform', params: ({ context }) => ({ act: 'replicate', input: { source: context.source, target: context.target } }) }, description: 'The change is copied.' },
      },
    },
    broken: {
      description: 'Replication is broken.',
      on: { LINK_RESTORED: { target: 'pending', description: 'Replication works again.' } },
    },
  },
});
