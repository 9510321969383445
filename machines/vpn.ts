/**
 * One VPN profile of a device. The six profiles differ in who may bring the tunnel up and when, and in whether sign-out ends it.
 * Sources: lifecycle.md 6.2 (every row), on-premises.md 3; OQ13.
 */
import { assign, setup } from 'xstate';
import type { NetworkLocation, VpnProfile } from '../knowledge/vocabulary.ts';
import { chartActions } from './language.ts';
import type { VpnEvent } from './protocol.ts';

export interface VpnInput {
  readonly profile: VpnProfile;
  readonly location: NetworkLocation;
  readonly internet: boolean;
  readonly booted: boolean;
  readonly dialTimeMs: number;
  /** Whether the product tells Netlogon of the new transport (on-premises.md 2.1 step 5). */
  readonly transportNotice: boolean;
  readonly preLogonDropsAtSignOut: boolean;
}

interface VpnContext extends VpnInput {
  readonly signedIn: boolean;
  /** The gateway takes no connection of this machine, or the client believes that it is on the corporate network. */
  readonly refused: boolean;
}

/** Trusted network detection: on the corporate LAN a tunnel stays down. */
const hasPath = ({ context }: { context: VpnContext }): boolean => context.internet && context.location !== 'corporate-lan' && !context.refused;
const dialsAlone = (context: VpnContext): boolean =>
  ((context.profile === 'device-tunnel' || context.profile === 'machine-then-user') && context.booted) || (context.profile === 'user-tunnel-auto' && context.signedIn);

export const vpn = setup({
  types: { context: {} as VpnContext, events: {} as VpnEvent, input: {} as VpnInput },
  actions: chartActions,
  guards: {
    dialsAlone: ({ context }) => hasPath({ context }) && dialsAlone(context),
    mayDial: ({ context }) => hasPath({ context }) && context.profile !== 'device-tunnel' && (context.signedIn || context.profile === 'pre-logon'),
    pathLost: ({ context }) => !hasPath({ context }),
    /** Only with a kill switch does the internet begin with the tunnel (lifecycle.md 6.2). */
    bringsInternet: ({ context }) => context.profile === 'kill-switch',
    /** One tunnel makes way for the other; between them there is a short gap (on-premises.md 3). */
    switchesAtSignIn: ({ context }) => context.profile === 'machine-then-user',
    endsAtSignOut: ({ context }) => context.profile !== 'device-tunnel' && (context.profile !== 'pre-logon' || context.preLogonDropsAtSignOut),
  },
  delays: { dialTime: ({ context }) => context.dialTimeMs },
}).createMachine({
  id: 'vpn',
  description: 'One VPN profile: who may bring the tunnel up, and what ends it.',
  context: ({ input }) => ({ ...input, signedIn: false, refused: false }),
  initial: 'down',
  on: {
    LINK_CHANGED: { actions: assign(({ event }) => ({ location: event.location, internet: event.internet })), description: 'The network below changed.' },
    BOOTED: { target: '.down', reenter: true, actions: assign({ booted: true, signedIn: false }), description: 'Windows starts.' },
    SHUT_DOWN: { target: '.down', actions: assign({ booted: false, signedIn: false }), description: 'The machine goes down.' },
    SIGNED_IN: { actions: assign({ signedIn: true }), description: 'A session began.' },
    SIGNED_OUT: { actions: assign({ signedIn: false }), description: 'The session ended.' },
    REFUSED: { actions: assign({ refused: true }), description: 'The gateway refuses it (its certificate has run out), or it takes the network for the corporate one.' },
    ACCEPTED: { actions: assign({ refused: false }), description: 'It may connect again.' },
  },
  states: {
    down: {
      description: 'There is no tunnel.',
      always: { guard: 'dialsAlone', target: 'dialling', description: 'This profile connects by itself.' },
      on: { DIALLED: { guard: 'mayDial', target: 'dialling', description: 'Somebody connects.' } },
    },
    dialling: {
      description: 'The tunnel is being set up.',
      always: { guard: 'pathLost', target: 'down', description: 'There is no way to the gateway.' },
      after: {
        dialTime: [
          {
            guard: 'bringsInternet',
            target: 'up',
            actions: { type: 'tell', params: { to: 'prt', event: { type: 'TRANSPORT_UP' } } },
            description: 'The tunnel carries traffic: domain controllers and the internet.',
          },
          { target: 'up', description: 'The tunnel carries traffic.' },
        ],
      },
      on: {
        SIGNED_OUT: { guard: 'endsAtSignOut', target: 'down', actions: assign({ signedIn: false }), description: 'Signing out ends it.' },
        HUNG_UP: { target: 'hungUp', description: 'Somebody disconnects.' },
        DROPPED: { target: 'broken', description: 'The tunnel breaks.' },
      },
    },
    up: {
      description: 'The tunnel is up: domain controllers are in reach.',
      entry: [
        { type: 'tell', params: ({ context }) => ({ to: 'dc-locator', event: { type: 'TRANSPORT_UP', notified: context.transportNotice } }) },
        { type: 'tell', params: { to: 'task', event: { type: 'NETWORK_UP' } } },
      ],
      exit: { type: 'tell', params: { to: 'dc-locator', event: { type: 'TRANSPORT_DOWN' } } },
      always: { guard: 'pathLost', target: 'down', description: 'The network below is gone, or is the corporate LAN.' },
      on: {
        SIGNED_IN: { guard: 'switchesAtSignIn', target: 'down', actions: assign({ signedIn: true }), description: 'The tunnel of the machine makes way for that of the user.' },
        SIGNED_OUT: { guard: 'endsAtSignOut', target: 'down', actions: assign({ signedIn: false }), description: 'Signing out drops the tunnel.' },
        HUNG_UP: { target: 'hungUp', description: 'Somebody disconnects.' },
        DROPPED: { target: 'broken', description: 'The tunnel breaks.' },
      },
    },
    hungUp: {
      description: 'Disconnected on purpose: stays down until somebody connects, or the next sign-in, start or network change.',
      on: {
        DIALLED: { guard: 'mayDial', target: 'dialling', description: 'Somebody connects again.' },
        SIGNED_IN: { target: 'down', actions: assign({ signedIn: true }), description: 'A session began.' },
        SIGNED_OUT: { target: 'down', actions: assign({ signedIn: false }), description: 'The session ended.' },
        LINK_CHANGED: { target: 'down', actions: assign(({ event }) => ({ location: event.location, internet: event.internet })), description: 'The network below changed.' },
      },
    },
    broken: {
      description: 'The tunnel broke; an automatic profile waits before it dials again.',
      after: { dialTime: { target: 'down', description: 'Ready to dial again.' } },
      on: { DIALLED: { guard: 'mayDial', target: 'dialling', description: 'Somebody connects again.' } },
    },
  },
});
