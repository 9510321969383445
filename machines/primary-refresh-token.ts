/**
 * One user's primary refresh token on one device, as CloudAP keeps it. Sources: lifecycle.md 7 (issue, lifetime, renewal, what
 * breaks it), OQ5 to OQ7; events: lifecycle.md 2.4 and the event catalogue (AAD log; written by the act `logPrtEnd`).
 *
 * Windows never waits for it. It is asked for when a credential is presented (sign-in, unlock), renewed only when the last
 * refresh is at least four hours old, and kept over sign-out. A renewal that fails leaves the old token until it expires,
 * unless Azure AD says that it is revoked. Tokens are partitioned by kind of credential; the chart holds the newest one.
 */
import { assign, setup, stateIn } from 'xstate';
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
  /** Windows 10 2004 and later take over another user name; before, the first one since the join goes on being sent. */
  readonly followsUpn: boolean;
}

/** What dsregcmd prints as the attempt block: the last failure newer than the last success. */
export interface PrtAttempt {
  readonly renewal: boolean;
  readonly credential: CredentialKind;
  readonly upn: string;
  /** With the instant in `atMs`. */
  readonly failure: Failure;
}

export interface PrtContext extends PrtInput {
  /** Sent: presented last, unless this Windows keeps another. */
  readonly upn: string;
  /** Presented last: the name that a domain controller, or the cached sign-in, told. */
  readonly toldUpn: string;
  /** A token was issued under this name, and no other is taken over before the device has left. */
  readonly upnKept: boolean;
  readonly credential: CredentialKind;
  readonly passwordVersion: number;
  readonly updatedAtMs: number | null;
  readonly expiresAtMs: number | null;
  /** What the token was obtained with. */
  readonly tokenCredential: CredentialKind | null;
  readonly tokenPasswordVersion: number | null;
  readonly attempt: PrtAttempt | null;
  /** A credential was presented in the session that is open now. */
  readonly inSession: boolean;
  /** The request under way carries the credential itself. */
  readonly withCredential: boolean;
}

/** Refusals that end the token itself, not only this attempt (protocols.md 7; errors.json). */
const revoking = ['AADSTS50155', 'AADSTS50133', 'AADSTS50057'];

const userUnknown = (event: unknown): boolean => failureOf(event as never).server?.message.startsWith('AADSTS50034:') ?? false;

/** The name under which Azure AD is asked after this credential. */
const nameAfter = (context: PrtContext, presented: { readonly upn: string }): string => (context.upnKept ? context.upn : presented.upn);

const request = (context: PrtContext, renewal: boolean) => ({
  user: context.user, upn: context.upn, credential: context.credential, passwordVersion: context.passwordVersion, renewal,
  withCredential: context.withCredential,
});

/** How the request ended goes into the event log; a success carries no error. */
const logged = (renewal: boolean) => ({
  type: 'perform' as const,
  params: ({ context, event }: { context: PrtContext; event: unknown }) => ({
    act: 'logPrtEnd',
    input: { renewal, upn: context.upn, credential: context.credential, failure: (failureOf(event as never) ?? null) as never },
  }),
});
const remembered = (renewal: boolean) => ({ type: 'remembered' as const, params: { renewal } });
const asks = (id: 1006 | 1028) => ({ type: 'log' as const, params: { log: 'AAD' as const, id } });

export const primaryRefreshToken = setup({
  types: { context: {} as PrtContext, events: {} as PrtEvent, input: {} as PrtInput },
  actors: { acquirePrt: questions.acquirePrt },
  actions: {
    ...chartActions,
    presented: assign(({ context, event }) =>
      (event.type === 'CREDENTIAL_PRESENTED'
        ? { upn: nameAfter(context, event), toldUpn: event.upn, credential: event.credential, passwordVersion: event.passwordVersion, inSession: true, withCredential: true }
        : {}),
    ),
    removed: assign({ updatedAtMs: null, expiresAtMs: null, tokenCredential: null, tokenPasswordVersion: null }),
    sessionEnded: assign({ inSession: false }),
    remembered: assign(({ context, event }, { renewal }: { renewal: boolean }) => ({ attempt: {
      renewal, credential: context.credential, upn: context.upn, failure: failureOf(event as never),
    } })),
    issued: assign(({ context, event }) => {
      const { updatedAtMs, expiresAtMs } = (event as unknown as { output: { updatedAtMs: number; expiresAtMs: number } }).output;
      return { updatedAtMs, expiresAtMs, tokenCredential: context.credential, tokenPasswordVersion: context.passwordVersion, attempt: null, upnKept: !context.followsUpn };
    }),
  },
  guards: {
    joined: ({ context }) => context.joined,
    // OQ7 is about a network that was missing; what Azure AD refused is not asked again.
    mayRetryNow: ({ context }) => context.joined && context.retryOnNetworkUp && context.inSession && context.attempt !== null && context.attempt.failure.server === undefined,
    mayAcquireByRefresh: ({ context }) => context.joined && context.refreshCanAcquire && context.upn !== '',
    otherPassword: ({ context, event }) =>
      event.type === 'CREDENTIAL_PRESENTED' && event.credential === 'password' && context.tokenCredential === 'password' && event.passwordVersion !== context.tokenPasswordVersion,
    otherKind: ({ context, event }) => event.type === 'CREDENTIAL_PRESENTED' && event.credential !== context.tokenCredential,
    otherThanAsked: ({ context, event }) =>
      event.type === 'CREDENTIAL_PRESENTED' &&
      (event.credential !== context.credential || nameAfter(context, event) !== context.upn || (event.credential === 'password' && event.passwordVersion !== context.passwordVersion)),
    otherName: ({ context, event }) => event.type === 'CREDENTIAL_PRESENTED' && !context.upnKept && event.upn !== context.upn,
    userUnknown: ({ event }) => userUnknown(event),
    oldNameUnknown: ({ context, event }) => userUnknown(event) && context.upnKept && context.toldUpn !== context.upn,
    gateOpen: stateIn('#gateOpen'),
    revoked: ({ event }) => revoking.some((code) => failureOf(event as never).server?.message.startsWith(`${code}:`) ?? false),
  },
  delays: { renewAfter: ({ context }) => context.renewAfterMs, lifetime: ({ context }) => context.lifetimeMs, refreshDelay: ({ context }) => context.refreshDelayMs },
}).createMachine({
  id: 'prt',
  description: "One user's primary refresh token on this device.",
  context: ({ input }) => ({
    ...input, upn: '', toldUpn: '', upnKept: false, credential: 'password', passwordVersion: 0, updatedAtMs: null, expiresAtMs: null, tokenCredential: null,
    tokenPasswordVersion: null, attempt: null, inSession: false, withCredential: false,
  }),
  initial: 'none',
  on: {
    DEVICE_JOINED: { actions: assign({ joined: true }), description: 'The device registered: the next credential brings the token.' },
    DEVICE_LEFT: { target: '.none', actions: assign({ joined: false, attempt: null, upnKept: false }), description: 'The device left: no token without registration.' },
    DEVICE_KEYS_LOST: { target: '.none', description: 'The keys are gone: the token cannot be used.' },
    SIGNED_OUT: { actions: 'sessionEnded', description: 'The token stays in the cache.' },
    SHUT_DOWN: { actions: 'sessionEnded', description: 'The token stays in the cache.' },
  },
  states: {
    none: {
      description: 'No token.',
      entry: 'removed',
      initial: 'idle',
      states: {
        idle: { description: 'Waits for a credential.' },
        userUnknown: { description: 'Azure AD knows no user of the name that was sent: not synchronised, gone, or called otherwise. Waits for a credential.' },
        oldNameKept: { description: 'The user got another name, and Windows before 10 2004 goes on sending the old one, which Azure AD does not know any more. Leaving and joining again helps.' },
        expired: { description: 'The old token ran out unused. Waits for a credential.' },
        refreshing: {
          description: 'A refresh is scheduled.',
          after: { refreshDelay: { target: '#prt.acquiring', actions: assign({ withCredential: true }), description: 'The scheduled refresh.' } },
          on: { SHUT_DOWN: { target: 'idle', actions: 'sessionEnded', description: 'The scheduled refresh is forgotten.' } },
        },
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
      entry: ['removed', asks(1006)],
      invoke: {
        id: 'acquirePrt',
        src: 'acquirePrt',
        input: ({ context }) => request(context, false),
        onDone: { target: 'valid', actions: ['issued', logged(false)], description: 'The token is issued.' },
        onError: [
          { guard: 'oldNameUnknown', target: 'none.oldNameKept', actions: [remembered(false), logged(false)], description: 'Refused: nobody has the old name any more.' },
          { guard: 'userUnknown', target: 'none.userUnknown', actions: [remembered(false), logged(false)], description: 'Refused: nobody of that name is known.' },
          { target: 'none', actions: [remembered(false), logged(false)], description: 'Refused, or not reached.' },
        ],
      },
      on: {
        CREDENTIAL_PRESENTED: [
          { guard: 'otherThanAsked', target: 'acquiring', reenter: true, actions: 'presented', description: 'Another credential: asks again.' },
          { actions: 'presented', description: 'The same credential: it is being asked for already.' },
        ],
        SHUT_DOWN: { target: 'none', actions: 'sessionEnded', description: 'The machine goes down: the request is lost.' },
      },
    },
    valid: {
      description: 'A token is there.',
      type: 'parallel',
      after: { lifetime: { target: 'none.expired', description: 'Expired: not renewed for its whole life.' } },
      on: {
        CREDENTIAL_PRESENTED: [
          { guard: 'otherPassword', target: 'acquiring', actions: 'presented', description: 'A new password: the old token is discarded.' },
          { actions: assign({ inSession: true }), description: 'CloudAP is asking already.' },
        ],
      },
      states: {
        gate: {
          description: 'Whether a credential renews the token.',
          initial: 'closed',
          states: {
            closed: { description: 'Refreshed less than four hours ago: not renewed.', after: { renewAfter: { target: 'open', description: 'Four hours are over.' } } },
            open: { id: 'gateOpen', description: 'Four hours old or more: the next credential renews it.' },
          },
        },
        work: {
          description: 'What CloudAP does with it.',
          initial: 'waiting',
          states: {
            waiting: {
              description: 'Uses the token.',
              initial: 'idle',
              on: {
                CREDENTIAL_PRESENTED: [
                  { guard: 'otherPassword', target: '#prt.acquiring', actions: 'presented', description: 'A new password: the old token is discarded.' },
                  { guard: 'otherKind', target: 'asking', actions: 'presented', description: 'Another kind of credential has a token of its own: asks for it.' },
                  { guard: 'gateOpen', target: 'renewing', actions: 'presented', description: 'Renewal is due.' },
                  { guard: 'otherName', actions: 'presented', description: 'Too fresh to renew; the other user name is sent from the next request on.' },
                  { actions: 'presented', description: 'Too fresh to renew.' },
                ],
                TRANSPORT_UP: { guard: 'mayRetryNow', target: 'renewing', description: 'The internet is back, where the setting says that CloudAP tries again.' },
              },
              states: {
                idle: { description: 'Waits for a credential.', on: { REFRESH_REQUESTED: { target: 'refreshing', description: 'dsregcmd /refreshprt.' } } },
                refreshing: {
                  description: 'A refresh is scheduled.',
                  after: { refreshDelay: { target: '#prt.valid.work.renewing', actions: assign({ withCredential: false }), description: 'The scheduled refresh.' } },
                  on: { SHUT_DOWN: { target: 'idle', actions: 'sessionEnded', description: 'The scheduled refresh is forgotten.' } },
                },
              },
            },
            renewing: {
              description: 'Asks Azure AD to renew the token.',
              entry: asks(1028),
              invoke: {
                id: 'renewPrt',
                src: 'acquirePrt',
                input: ({ context }) => request(context, true),
                onDone: { target: '#prt.valid', reenter: true, actions: ['issued', logged(true)], description: 'Renewed.' },
                onError: [
                  { guard: 'oldNameUnknown', target: '#prt.none.oldNameKept', actions: [remembered(true), logged(true)], description: 'Refused: nobody has the old name any more.' },
                  { guard: 'userUnknown', target: '#prt.none.userUnknown', actions: [remembered(true), logged(true)], description: 'Refused: nobody of that name is known any more.' },
                  { guard: 'revoked', target: '#prt.none', actions: [remembered(true), logged(true)], description: 'Refused: the token is revoked.' },
                  { target: 'waiting', actions: [remembered(true), logged(true)], description: 'Not renewed: the old token stays.' },
                ],
              },
            },
            asking: {
              description: 'Asks Azure AD for the token of another kind of credential; the old one stays meanwhile.',
              entry: asks(1006),
              invoke: {
                id: 'askPrt',
                src: 'acquirePrt',
                input: ({ context }) => request(context, false),
                onDone: { target: '#prt.valid', reenter: true, actions: ['issued', logged(false)], description: 'The token is issued.' },
                onError: [
                  { guard: 'oldNameUnknown', target: '#prt.none.oldNameKept', actions: [remembered(false), logged(false)], description: 'Refused: nobody has the old name any more.' },
                  { guard: 'userUnknown', target: '#prt.none.userUnknown', actions: [remembered(false), logged(false)], description: 'Refused: nobody of that name is known any more.' },
                  { guard: 'revoked', target: '#prt.none', actions: [remembered(false), logged(false)], description: 'Refused: the device or the user is not accepted any more.' },
                  { target: 'waiting', actions: [remembered(false), logged(false)], description: 'Not issued: the old token stays.' },
                ],
              },
            },
          },
          on: { SHUT_DOWN: { target: '.waiting', actions: 'sessionEnded', description: 'The machine goes down: a request under way is lost.' } },
        },
      },
    },
  },
});
