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

/** Assumed: no figure is published for a partner that did not answer; never sooner than the link's own delay. */
const retryMs = 5 * 60_000;

const copy = {
  type: 'perform' as const,
  params: ({ context }: { context: ReplicationInput }) => ({ act: 'replicate', input: { source: context.source, target: context.target } }),
};

export const replication = setup({
  types: { context: {} as ReplicationInput, events: {} as ReplicationEvent, input: {} as ReplicationInput },
  actions: chartActions,
  delays: {
    replicationDelay: ({ context }) => context.delayMs,
    retryDelay: ({ context }) => Math.max(context.delayMs, retryMs),
  },
}).createMachine({
  id: 'replication',
  description: 'Replication from one domain controller to a partner.',
  context: ({ input }) => input,
  initial: 'current',
  on: { LINK_BROKEN: { target: '.broken', description: 'The partners do not replicate.' } },
  states: {
    current: {
      description: 'The partner has everything.',
      on: {
        CHANGED: { target: 'pending', description: 'Something changed at the source.' },
        NOT_COPIED: { target: 'retrying', description: 'The copy failed.' },
      },
    },
    pending: {
      description: 'A change waits for the next replication.',
      after: {
        replicationDelay: { target: 'current', actions: copy, description: 'The change is copied.' },
      },
    },
    retrying: {
      description: 'A partner did not answer: tries again later.',
      after: {
        retryDelay: { target: 'current', actions: copy, description: 'Tries again.' },
      },
    },
    broken: {
      description: 'Replication is broken.',
      on: { LINK_RESTORED: { target: 'pending', description: 'Replication works again: whatever is missing follows.' } },
    },
  },
});
