/**
 * The physical network of one device: where it is, and whether that gives it a link and the internet.
 * Sources: lifecycle.md 6.2; on-premises.md 2.1 step 5 (a new transport), 2.4.
 */
import { assign, setup } from 'xstate';
import type { NetworkLocation } from '../knowledge/vocabulary.ts';
import { chartActions } from './language.ts';
import type { NetworkEvent } from './protocol.ts';

export interface NetworkInput {
  readonly location: NetworkLocation;
  readonly booted: boolean;
}

const linkChanged = (internet: boolean) => ({
  type: 'tell' as const,
  params: ({ context }: { context: NetworkInput }) => ({ to: 'vpn' as const, event: { type: 'LINK_CHANGED', location: context.location, internet } }),
});
const transportUp = { type: 'tell' as const, params: { to: 'dc-locator' as const, event: { type: 'TRANSPORT_UP', notified: true } } };
const transportDown = { type: 'tell' as const, params: { to: 'dc-locator' as const, event: { type: 'TRANSPORT_DOWN' } } };
const cloudInReach = { type: 'tell' as const, params: { to: 'prt' as const, event: { type: 'TRANSPORT_UP' } } };
const taskHears = { type: 'tell' as const, params: { to: 'task' as const, event: { type: 'NETWORK_UP' } } };

export const network = setup({
  types: { context: {} as NetworkInput, events: {} as NetworkEvent, input: {} as NetworkInput },
  actions: chartActions,
  guards: {
    off: ({ context }) => !context.booted,
    onLan: ({ context }) => context.location === 'corporate-lan',
    atHome: ({ context }) => context.location === 'home',
    onPublicWifi: ({ context }) => context.location === 'public-wifi',
  },
}).createMachine({
  id: 'network',
  description: 'Where the device is, and whether that gives it a link and the internet.',
  context: ({ input }) => input,
  initial: 'placing',
  on: {
    MOVED: { target: '.placing', actions: assign(({ event }) => ({ location: event.to })), description: 'The device is carried elsewhere or plugged in.' },
    BOOTED: { target: '.placing', reenter: true, actions: assign({ booted: true }), description: 'Windows starts: the link comes up anew.' },
    SHUT_DOWN: { target: '.noLink', actions: assign({ booted: false }), description: 'The machine goes down.' },
  },
  states: {
    placing: {
      always: [
        { guard: 'off', target: 'noLink' },
        { guard: 'onLan', target: 'corporateLan' },
        { guard: 'atHome', target: 'home' },
        { guard: 'onPublicWifi', target: 'captivePortal' },
        { target: 'noLink' },
      ],
    },
    noLink: { description: 'No network at all.', entry: [linkChanged(false), transportDown] },
    corporateLan: { description: 'On the corporate LAN: domain controllers and the internet.', entry: [linkChanged(true), transportUp, cloudInReach, taskHears] },
    home: { description: 'At home: the internet, and no domain controller without a tunnel.', entry: [linkChanged(true), transportUp, cloudInReach, taskHears] },
    captivePortal: {
      description: 'Public Wi-Fi that wants its page accepted first.',
      entry: [linkChanged(false), transportDown],
      on: { PORTAL_ACCEPTED: { target: 'publicWifi', description: 'The user accepts the page.' } },
    },
    publicWifi: { description: 'Public Wi-Fi, page accepted.', entry: [linkChanged(true), transportUp, cloudInReach, taskHears] },
  },
});
