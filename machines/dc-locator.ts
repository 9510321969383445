/**
 * Finding a domain controller, with the two caches of Netlogon. Source: on-premises.md 2.1 [NRPC 3.5.4.3.1] and section 0.
 *
 * A found DC is trusted for 30 minutes, then pinged first, and forgotten after 12 hours (after 15 minutes if it is not of the
 * closest site); "none found" is remembered for 45 s. A new transport that is announced flushes both. A transport that goes
 * away flushes nothing, but every change of network makes Windows try the DC again (on-premises.md 2.4), so the remembered one
 * is pinged before its next use: at a sign-out that drops the VPN the next run finds none (334, lifecycle.md 6.3 step 4), while
 * an outage of DNS alone stays hidden (fault N3).
 */
import { assign, setup, stateIn } from 'xstate';
import { chartActions } from './language.ts';
import type { DcLocatorEvent } from './protocol.ts';
import { questions } from './questions.ts';

export interface DcLocatorInput {
  readonly trustWithoutPingMs: number;
  readonly cacheForMs: number;
  readonly negativeCacheMs: number;
}

interface DcLocatorContext extends DcLocatorInput {
  /** The remembered DC; empty when none is. */
  readonly controller: string;
  readonly closestSite: boolean;
  readonly force: boolean;
}

/** On-premises.md 2.1 step 1, [dc-locator]: a DC outside the closest site is dropped sooner, so that a near one is found again. */
const farCacheForMs = 15 * 60_000;

/** ERROR_NO_SUCH_DOMAIN. */
const notFound = { type: 'tell' as const, params: { to: 'registration' as const, event: { type: 'DC_NOT_FOUND', code: '0x8007054b' } } };
const located = {
  type: 'tell' as const,
  params: ({ context }: { context: DcLocatorContext }) => ({ to: 'registration' as const, event: { type: 'DC_LOCATED', controller: context.controller } }),
};

export const dcLocator = setup({
  types: { context: {} as DcLocatorContext, events: {} as DcLocatorEvent, input: {} as DcLocatorInput },
  actors: { locateController: questions.locateController, pingController: questions.pingController },
  actions: chartActions,
  guards: {
    forced: ({ event }) => event.type === 'LOCATE' && event.force,
    notified: ({ event }) => event.type === 'TRANSPORT_UP' && event.notified,
    // Whoever waits for the ping's answer must get one, whatever happens to the cache.
    asked: stateIn({ cached: 'pinging' }),
  },
  delays: {
    trustWithoutPing: ({ context }) => context.trustWithoutPingMs,
    cacheFor: ({ context }) => (context.closestSite ? context.cacheForMs : Math.min(farCacheForMs, context.cacheForMs)),
    negativeCache: ({ context }) => context.negativeCacheMs,
  },
}).createMachine({
  id: 'dc-locator',
  description: 'Finds a domain controller and remembers what it found, or that it found none.',
  context: ({ input }) => ({ ...input, controller: '', closestSite: true, force: false }),
  initial: 'empty',
  on: { SHUT_DOWN: { target: '.empty', description: 'The caches do not survive a restart.' } },
  states: {
    empty: {
      description: 'Nothing is remembered.',
      entry: assign({ controller: '', closestSite: true, force: false }),
      on: { LOCATE: { target: 'locating', actions: assign(({ event }) => ({ force: event.force })), description: 'Somebody asks for a DC.' } },
    },
    locating: {
      description: 'Asks DNS for domain controllers and pings them.',
      entry: assign({ controller: '' }),
      invoke: {
        id: 'locateController',
        src: 'locateController',
        input: ({ context }) => ({ force: context.force }),
        onDone: { target: 'cached', actions: [assign(({ event }) => ({ ...event.output, force: false })), located], description: 'A DC answers.' },
        onError: { target: 'negative', actions: notFound, description: 'No DC answers.' },
      },
      on: {
        LOCATE: { description: 'The answer under way serves this one too.' },
        TRANSPORT_UP: { guard: 'notified', target: 'locating', reenter: true, description: 'A new transport: looks again.' },
      },
    },
    cached: {
      description: 'A DC is remembered.',
      initial: 'trusted',
      after: {
        cacheFor: [
          { guard: 'asked', target: 'locating', description: 'Too old, and somebody waits: looks anew.' },
          { target: 'empty', description: 'Too old: forgotten.' },
        ],
      },
      on: {
        TRANSPORT_UP: { guard: 'notified', target: 'empty', description: 'A new transport: forgotten.' },
        LOCATE: { guard: 'forced', target: 'locating', actions: assign({ force: true }), description: 'Forced: the cache is not used.' },
      },
      states: {
        trusted: {
          description: 'Confirmed less than 30 minutes ago: used as it is.',
          after: { trustWithoutPing: { target: 'unconfirmed', description: 'Confirmed too long ago.' } },
          on: {
            LOCATE: { guard: ({ event }) => !event.force, actions: located, description: 'Answered from the cache.' },
            TRANSPORT_DOWN: { target: 'unconfirmed', description: 'A network is gone: whether the DC still answers has to be seen.' },
          },
        },
        unconfirmed: {
          description: 'Confirmed more than 30 minutes ago, or before a network went away: pinged before use.',
          on: { LOCATE: { guard: ({ event }) => !event.force, target: 'pinging', description: 'Asks the remembered DC whether it is still there.' } },
        },
        pinging: {
          description: 'Pings the remembered DC.',
          invoke: {
            id: 'pingController',
            src: 'pingController',
            input: ({ context }) => ({ controller: context.controller }),
            onDone: { target: 'trusted', actions: located, description: 'It answers.' },
            onError: { target: '#dc-locator.locating', description: 'No answer: looks for another.' },
          },
          on: { TRANSPORT_UP: { guard: 'notified', target: '#dc-locator.locating', description: 'A new transport, and somebody waits: looks anew.' } },
        },
      },
    },
    negative: {
      description: 'No DC was found less than 45 seconds ago: says so at once.',
      entry: assign({ controller: '', closestSite: true, force: false }),
      after: { negativeCache: { target: 'empty', description: '45 seconds are over.' } },
      on: {
        LOCATE: [
          { guard: 'forced', target: 'locating', actions: assign({ force: true }), description: 'Forced: the cache is not used.' },
          { actions: notFound, description: 'Answered from the cache, without a packet.' },
        ],
        TRANSPORT_UP: { guard: 'notified', target: 'empty', description: 'A new transport: forgotten.' },
      },
    },
  },
});
