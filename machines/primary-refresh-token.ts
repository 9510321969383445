/**
 * One user's primary refresh token on one device, as CloudAP keeps it. Sources: lifecycle.md 7 (issue, lifetime, renewal, what
 * breaks it), OQ5 to OQ7; events: lifecycle.md 2.4 (AAD log).
 *
 * Windows never waits for it. It is asked for when a credential is presented (sign-in, unlock), renewed only when the last
 * refresh is at least four hours old, and kept over sign-out.
 */
import { assign, setup } from 'xstate';
import type { CredentialKind, Failure } from '../knowledge/vocabulary.ts';
import { chartActions, failureOf } from './language.ts';
import type { PrtEvent } from './protocol.ts';
import { questions } from './questions.ts';

export interface PrtInput {
  readonly user: string;
  readonly joined: boolean;
  readonly renewAfterMs: number;
  readonly lifetimeMs: number;
  readonly refreshCanAcquire: boolean;
  readonly retryOnNetworkUp: boolean;
  readonly refreshDelayMs: number;
}

/** What dsregcmd prints as the attempt block: the last failure newer than the last success. */
export interface PrtAttempt {
  readonly renewal: boolean;
  readonly credential: CredentialKind;
  readonly upn: string;
  readonly failure: Failure;
}

export interface PrtContext extends PrtInput {
  readonly upn: string;
  readonly credential: CredentialKind;
  readonly passwordVersion: number;
  readonly updatedAtMs: number | null;
  readonly expiresAtMs: number | null;
  readonly attempt: PrtAttempt | null;
  /** A credential was presented in the session that is open now. */
  readonly inSession: boolean;
}

export const primaryRefreshToken = setup({
  types: { context: {} as PrtContext, events: {} as PrtEvent, input: {} as PrtInput },
  actors: { acquirePrt: questions.acquirePrt },
  actions: {
    ...chartActions,
    presented: assign(({ event }) => (event.type === 'CREDENTIAL_PRESENTED' ? { upn: event.upn, credential: event.credential, passwordVersion: event.passwordVersion, inSession: true } : {})),
    removed: assign({ updatedAtMs: null, expiresAtMs: null }),
  },
  guards: {
    joined: ({ context }) => context.joined,
    mayRetryNow: ({ context }) => context.joined && context.retryOnNetworkUp && context.inSession && context.attempt !== null,
    mayAcquireByRefresh: ({ context }) => context.joined && context.refreshCanAcquire,
    newCredential: ({ context, event }) => event.type === 'CREDENTIAL_PRESENTED' && (event.passwordVersion !== context.passwordVersion || event.credential !== context.credential),
    renewalRefusedForGood: ({ event }) => {
      const server = failureOf(event as never).server;
      return server !== undefined && server.httpStatus < 500;
    },
  },
  delays: { renewAfter: ({ context }) => context.renewAfterMs, lifetime: ({ context }) => context.lifetimeMs, refreshDelay: ({ context }) => context.refreshDelayMs },
}).createMachine({
  id: 'prt',
  description: "One user's primary refresh token on this device.",
  context: ({ input }) => ({ ...input, upn: '', credential: 'password', passwordVersion: 0, updatedAtMs: null, expiresAtMs: null, attempt: null, inSession: false }),
  initial: 'none',
  on: {
    DEVICE_JOINED: { actions: assign({ joined: true }), description: 'The device registered: the next credential brings the token.' },
    DEVICE_LEFT: { target: '.none', actions: assign({ joined: false, attempt: null }), description: 'The device left: no token without registration.' },
    DEVICE_KEYS_LOST: { target: '.none', description: 'The keys are gone: the token cannot be used.' },
    SIGNED_OUT: { actions: assign({ inSession: false }), description: 'The token stays in the cache.' },
    SHUT_DOWN: { actions: assign({ inSession: false }), description: 'The token stays in the cache.' },
  },
  states: {
    none: {
      description: 'No token.',
      entry: 'removed',
      initial: 'idle',
      states: {
        idle: { description: 'Waits for a credential.' },
        refreshing: { description: 'A refresh is scheduled.', after: { refreshDelay: { target: '#prt.acquiring', description: 'The scheduled refresh.' } } },
      },
      on: {
        CREDENTIAL_PRESENTED: [
          { guard: 'joined', target: 'acquiring', actions: 'presented', description: 'A fresh credential on a registered device.' },
          { actions: 'presented', description: 'A fresh credential, but the device is not registered.' },
        ],
        REFRESH_REQUESTED: { guard: 'mayAcquireByRefresh', target: '.refreshing', description: 'dsregcmd /refreshprt, where the setting says that it can bring a first token.' },
        TRANSPORT_UP: { guard: 'mayRetryNow', target: 'acquiring', description: 'The internet is back, where the setting says that CloudAP tries again.' },
      },
    },
    acquiring: {
      description: 'Asks Azure AD for a token.',
      entry: { type: 'log', params: ({ context }) => ({ log: 'AAD', id: 1006, data: { UPN: context.upn } }) },
      invoke: {
        id: 'acquirePrt',
        src: 'acquirePrt',
        input: ({ context }) => ({ user: context.user, upn: context.upn, credential: context.credential, passwordVersion: context.passwordVersion, renewal: false }),
        onDone: {
          target: 'valid',
          actions: [assign(({ event }) => ({ ...event.output, attempt: null })), { type: 'log', params: { log: 'AAD', id: 1007, data: { Status: '0x0' } } }],
          description: 'The token is issued.',
        },
        onError: {
          target: 'none',
          actions: [
            assign(({ context, event }) => ({ attempt: { renewal: false, credential: context.credential, upn: context.upn, failure: failureOf(event) } })),
            { type: 'log', params: ({ event }) => ({ log: 'AAD', id: failureOf(event).server ? 1081 : 1084, data: { Status: failureOf(event).code, Error: failureOf(event).server?.message ?? failureOf(event).reason } }) },
            { type: 'log', params: ({ event }) => ({ log: 'AAD', id: 1007, data: { Status: failureOf(event).code } }) },
          ],
          description: 'Refused, or not reached.',
        },
      },
      on: { CREDENTIAL_PRESENTED: { target: 'acquiring', reenter: true, actions: 'presented', description: 'Another credential: asks again.' } },
    },
    valid: {
      description: 'A token is there.',
      initial: 'fresh',
      after: { lifetime: { target: 'none', description: 'Expired: not renewed for its whole life.' } },
      states: {
        fresh: {
          description: 'Refreshed less than four hours ago: not renewed.',
          after: { renewAfter: { target: 'renewable', description: 'Four hours are over.' } },
          on: {
            CREDENTIAL_PRESENTED: [
              { guard: 'newCredential', target: '#prt.valid.renewing', actions: 'presented', description: 'A different credential: CloudAP asks again.' },
              { actions: 'presented', description: 'Too fresh to renew.' },
            ],
            REFRESH_REQUESTED: { target: 'refreshing', description: 'dsregcmd /refreshprt.' },
          },
        },
        renewable: {
          description: 'Four hours old or more: the next credential renews it.',
          on: {
            CREDENTIAL_PRESENTED: { target: '#prt.valid.renewing', actions: 'presented', description: 'Renewal is due.' },
            REFRESH_REQUESTED: { target: 'refreshing', description: 'dsregcmd /refreshprt.' },
            TRANSPORT_UP: { guard: 'mayRetryNow', target: '#prt.valid.renewing', description: 'The internet is back, where the setting says that CloudAP tries again.' },
          },
        },
        refreshing: {
          description: 'A refresh is scheduled.',
          after: { refreshDelay: { target: '#prt.valid.renewing', description: 'The scheduled refresh.' } },
          on: { CREDENTIAL_PRESENTED: { target: '#prt.valid.renewing', actions: 'presented', description: 'A fresh credential comes first.' } },
        },
        renewing: {
          description: 'Asks Azure AD to renew the token.',
          entry: { type: 'log', params: ({ context }) => ({ log: 'AAD', id: 1006, data: { UPN: context.upn } }) },
          invoke: {
            id: 'renewPrt',
            src: 'acquirePrt',
            input: ({ context }) => ({ user: context.user, upn: context.upn, credential: context.credential, passwordVersion: context.passwordVersion, renewal: true }),
            onDone: { target: '#prt.valid', reenter: true, actions: [assign(({ event }) => ({ ...event.output, attempt: null })), { type: 'log', params: { log: 'AAD', id: 1007, data: { Status: '0x0' } } }], description: 'Renewed.' },
            onError: [
              {
                guard: 'renewalRefusedForGood',
                target: '#prt.none',
                actions: [
                  assign(({ context, event }) => ({ attempt: { renewal: true, credential: context.credential, upn: context.upn, failure: failureOf(event) } })),
                  { type: 'log', params: ({ event }) => ({ log: 'AAD', id: 1081, data: { Status: failureOf(event).code, Error: failureOf(event).server?.message ?? '' } }) },
                  { type: 'log', params: ({ event }) => ({ log: 'AAD', id: 1007, data: { Status: failureOf(event).code } }) },
                ],
                description: 'Refused: the token is revoked.',
              },
              {
                target: 'renewable',
                actions: [
                  assign(({ context, event }) => ({ attempt: { renewal: true, credential: context.credential, upn: context.upn, failure: failureOf(event) } })),
                  { type: 'log', params: ({ event }) => ({ log: 'AAD', id: 1084, data: { Status: failureOf(event).code, Error: failureOf(event).reason } }) },
                  { type: 'log', params: ({ event }) => ({ log: 'AAD', id: 1007, data: { Status: failureOf(event).code } }) },
                ],
                description: 'Not reached: the old token stays.',
              },
            ],
          },
          on: { CREDENTIAL_PRESENTED: { target: 'renewing', reenter: true, actions: 'presented', description: 'Another credential: asks again.' } },
        },
      },
    },
  },
});
