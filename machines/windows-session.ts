/**
 * The Windows session of one device: power, sign-in screen, one interactive user, lock and unlock.
 * Sources: lifecycle.md 4, 6.2, 6.3; on-premises.md 3 "Interactive logon".
 */
import { assign, setup } from 'xstate';
import type { CredentialKind } from '../knowledge/vocabulary.ts';
import { chartActions, failureOf } from './language.ts';
import type { SessionEvent } from './protocol.ts';
import { questions } from './questions.ts';

export interface SessionInput {
  readonly device: string;
  readonly powered: boolean;
  readonly bootTimeMs: number;
}

interface SessionContext {
  readonly device: string;
  readonly powered: boolean;
  readonly bootTimeMs: number;
  /** sAMAccountName of the signed-in (or signing-in) user. */
  readonly user: string | null;
  readonly upn: string | null;
  readonly credential: CredentialKind;
  readonly passwordVersion: number;
  /** Who accepted the last credential, at the sign-in or at an unlock since. */
  readonly verifiedBy: 'domain-controller' | 'cache' | null;
  /** Code of the last refused sign-in or unlock. */
  readonly refusedWith: string | null;
}

/** Windows tells "no DC in reach" by this status and then asks the cached verifier. */
const noLogonServers = '0xc000005e';

/** What the user has just entered, as it is checked at a domain controller or against the cached verifier. */
const presented = ({ context }: { context: SessionContext }) => ({ user: context.user ?? '', credential: context.credential, passwordVersion: context.passwordVersion });

/** A sign-in or unlock that a DC accepted is remembered for the days without one. */
const cacheLogon = {
  type: 'perform' as const,
  params: ({ context }: { context: SessionContext }) => ({
    act: 'cacheLogon',
    input: { user: context.user ?? '', upn: context.upn ?? '', passwordVersion: context.passwordVersion, credential: context.credential },
  }),
};

export const windowsSession = setup({
  types: { context: {} as SessionContext, events: {} as SessionEvent, input: {} as SessionInput },
  actors: { verifyCredential: questions.verifyCredential, verifyCachedCredential: questions.verifyCachedCredential },
  actions: chartActions,
  guards: { startsPowered: ({ context }) => context.powered },
  delays: { bootTime: ({ context }) => context.bootTimeMs },
}).createMachine({
  id: 'session',
  description: 'The Windows session of one device: who is signed in, and when credentials are presented.',
  context: ({ input }) => ({ ...input, user: null, upn: null, credential: 'password', passwordVersion: 0, verifiedBy: null, refusedWith: null }),
  initial: 'starting',
  on: {
    SHUT_DOWN: { target: '.off', description: 'The machine is switched off; tunnels and pending questions end.' },
    RESTART: { target: '.booting', description: 'The machine restarts.', actions: { type: 'tell', params: { to: 'vpn', event: { type: 'SHUT_DOWN' } } } },
  },
  states: {
    starting: { always: [{ guard: 'startsPowered', target: 'signInScreen' }, { target: 'off' }] },
    off: {
      description: 'The machine is off.',
      entry: [
        assign({ user: null, upn: null, verifiedBy: null }),
        { type: 'tell', params: { to: 'network', event: { type: 'SHUT_DOWN' } } },
        { type: 'tell', params: { to: 'vpn', event: { type: 'SHUT_DOWN' } } },
        { type: 'tell', params: { to: 'dc-locator', event: { type: 'SHUT_DOWN' } } },
        { type: 'tell', params: { to: 'task', event: { type: 'SHUT_DOWN' } } },
        { type: 'tell', params: { to: 'registration', event: { type: 'SHUT_DOWN' } } },
        { type: 'tell', params: { to: 'prt', event: { type: 'SHUT_DOWN' } } },
      ],
      on: { POWERED_ON: { target: 'booting', description: 'Somebody presses the power button.' } },
    },
    booting: {
      description: 'Windows starts; the network and machine tunnels come up.',
      entry: [
        assign({ user: null, upn: null, verifiedBy: null }),
        { type: 'tell', params: { to: 'task', event: { type: 'SHUT_DOWN' } } },
        { type: 'tell', params: { to: 'registration', event: { type: 'SHUT_DOWN' } } },
        { type: 'tell', params: { to: 'prt', event: { type: 'SHUT_DOWN' } } },
        { type: 'tell', params: { to: 'dc-locator', event: { type: 'SHUT_DOWN' } } },
        { type: 'tell', params: { to: 'network', event: { type: 'BOOTED' } } },
        { type: 'tell', params: { to: 'vpn', event: { type: 'BOOTED' } } },
      ],
      after: {
        bootTime: { target: 'signInScreen', description: 'Windows is up.', actions: { type: 'tell', params: { to: 'task', event: { type: 'BOOTED' } } } },
      },
    },
    signInScreen: {
      description: 'Nobody is signed in; the sign-in screen is shown.',
      on: {
        SIGN_IN: {
          target: 'verifying',
          description: 'Somebody enters a name and a credential.',
          actions: assign(({ event }) => ({ user: event.user, credential: event.credential, passwordVersion: event.passwordVersion, refusedWith: null })),
        },
      },
    },
    verifying: {
      description: 'Windows checks the credential: at a domain controller if one answers, else against the cached verifier.',
      initial: 'atDomainController',
      states: {
        atDomainController: {
          description: 'Windows asks a domain controller to check the credential.',
          invoke: {
            id: 'verifySignIn',
            src: 'verifyCredential',
            input: presented,
            onDone: {
              target: '#session.signedIn',
              description: 'The DC accepts.',
              actions: [
                assign(({ event }) => ({ upn: event.output.upn, verifiedBy: 'domain-controller' as const })),
                cacheLogon,
              ],
            },
            onError: [
              { guard: ({ event }) => failureOf(event).code === noLogonServers, target: 'fromCache', description: 'No domain controller in reach.' },
              { target: '#session.signInScreen', description: 'The DC refuses.', actions: assign(({ event }) => ({ user: null, refusedWith: failureOf(event).code })) },
            ],
          },
        },
        fromCache: {
          description: 'Windows checks the credential against what an earlier sign-in left here (the cached verifier).',
          invoke: {
            id: 'verifyCachedSignIn',
            src: 'verifyCachedCredential',
            input: presented,
            onDone: {
              target: '#session.signedIn',
              description: 'The cached verifier accepts.',
              actions: assign(({ event }) => ({ upn: event.output.upn, verifiedBy: 'cache' as const })),
            },
            onError: {
              target: '#session.signInScreen',
              description: 'The user is not cached here, or the password is not the cached one.',
              actions: assign(({ event }) => ({ user: null, refusedWith: failureOf(event).code })),
            },
          },
        },
      },
    },
    signedIn: {
      description: 'A user is signed in.',
      entry: [
        { type: 'tell', params: { to: 'vpn', event: { type: 'SIGNED_IN' } } },
        { type: 'tell', params: { to: 'task', event: { type: 'SIGNED_IN' } } },
        { type: 'perform', params: ({ context }) => ({ act: 'userSignedIn', input: { user: context.user ?? '' } }) },
        {
          type: 'tell',
          params: ({ context }) => ({
            to: { kind: 'prt' as const, of: `${context.device}/${context.user ?? ''}` },
            event: { type: 'CREDENTIAL_PRESENTED', moment: 'sign-in', credential: context.credential, passwordVersion: context.passwordVersion, upn: context.upn ?? '' },
          }),
        },
      ],
      exit: [
        { type: 'tell', params: { to: 'vpn', event: { type: 'SIGNED_OUT' } } },
        { type: 'tell', params: { to: 'prt', event: { type: 'SIGNED_OUT' } } },
      ],
      initial: 'unlocked',
      on: {
        SIGN_OUT: { target: 'signInScreen', description: 'The user signs out; user tunnels end.', actions: assign({ user: null, upn: null, verifiedBy: null }) },
      },
      states: {
        unlocked: {
          description: 'The desktop is shown.',
          on: { LOCK: { target: 'locked', description: 'The user locks the screen.' } },
        },
        locked: {
          description: 'The screen is locked; the session and its tunnels live on.',
          on: {
            UNLOCK: {
              target: 'unlocking',
              description: 'The user enters a credential.',
              actions: assign(({ event }) => ({ credential: event.credential, passwordVersion: event.passwordVersion, refusedWith: null })),
            },
          },
        },
        unlocking: {
          description: 'Windows checks the credential at a domain controller, else against the cached verifier.',
          initial: 'atDomainController',
          states: {
            atDomainController: {
              description: 'Windows asks a domain controller to check the credential.',
              invoke: {
                id: 'verifyUnlock',
                src: 'verifyCredential',
                input: presented,
                onDone: {
                  target: '#session.signedIn.presenting',
                  description: 'The DC accepts.',
                  actions: [
                    assign(({ event }) => ({ upn: event.output.upn, verifiedBy: 'domain-controller' as const })),
                    cacheLogon,
                  ],
                },
                onError: [
                  { guard: ({ event }) => failureOf(event).code === noLogonServers, target: 'fromCache', description: 'No domain controller in reach.' },
                  { target: '#session.signedIn.locked', description: 'The DC refuses.', actions: assign(({ event }) => ({ refusedWith: failureOf(event).code })) },
                ],
              },
            },
            fromCache: {
              description: 'Windows checks the credential against the cached verifier.',
              invoke: {
                id: 'verifyCachedUnlock',
                src: 'verifyCachedCredential',
                input: presented,
                onDone: { target: '#session.signedIn.presenting', description: 'The cached verifier accepts.', actions: assign({ verifiedBy: 'cache' as const }) },
                onError: { target: '#session.signedIn.locked', description: 'Not the cached password.', actions: assign(({ event }) => ({ refusedWith: failureOf(event).code })) },
              },
            },
          },
        },
        presenting: {
          description: 'The fresh credential reaches CloudAP.',
          entry: [
            {
              type: 'tell',
              params: ({ context }) => ({
                to: { kind: 'prt' as const, of: `${context.device}/${context.user ?? ''}` },
                event: { type: 'CREDENTIAL_PRESENTED', moment: 'unlock', credential: context.credential, passwordVersion: context.passwordVersion, upn: context.upn ?? '' },
              }),
            },
            { type: 'tell', params: { to: 'task', event: { type: 'UNLOCKED' } } },
          ],
          always: { target: 'unlocked' },
        },
      },
    },
  },
});
