/**
 * One attempt of the device's registration, and leaving it again: pre-check, discover, (auth,) certificate, join, commit.
 * Sources: lifecycle.md 2.2 (order, events, codes), 8 (`/leave`), OQ15, OQ20 to OQ22, OQ24; dsregcmd.md 3 (Error Phase).
 *
 * The federated and the Kerberos join will live in `auth`; this chart ends an attempt there.
 */
import { assign, setup } from 'xstate';
import type { Failure } from '../knowledge/vocabulary.ts';
import { chartActions, failureOf } from './language.ts';
import type { RegistrationEvent } from './protocol.ts';
import { questions, type RegistrationAnswer, type TenantInformation } from './questions.ts';

export interface RegistrationInput {
  readonly precheckOrder: 'joinedFirst' | 'dcFirst';
  readonly precheckRequiresDc: boolean;
  readonly precheckRecorded: boolean;
  readonly certificateWritePhase: 'join' | 'discover';
  readonly leaveRegardless: boolean;
}

type Phase = 'pre-check' | 'discover' | 'auth' | 'join';

interface RegistrationContext extends RegistrationInput {
  readonly controller: string;
  readonly tenant: TenantInformation | null;
  /** The local state says that the device is joined, and the pre-check still wants to see a DC first. */
  readonly joinedAlready: boolean;
  /** A certificate of ours reached the directory earlier: only the registration is left. */
  readonly certificateWritten: boolean;
  readonly keyContainerId: string;
  readonly answer: RegistrationAnswer | null;
  readonly phase: Phase;
  readonly failure: Failure | null;
  readonly leaveRequested: boolean;
}

const noDomainController: Failure = { code: '0x8007054b', reason: 'no domain controller could be located' };
/** `auth` is where the federated and the Kerberos join belong; an attempt that gets there ends with E_NOTIMPL. */
const federatedNotModelled: Failure = { code: '0x80004001', reason: 'the domain is federated: joinlab models the managed join' };

const failedIn = (phase: Phase) => ({ type: 'remember' as const, params: ({ event }: { event: object }) => ({ phase, failure: failureOf(event) }) });

export const deviceRegistration = setup({
  types: { context: {} as RegistrationContext, events: {} as RegistrationEvent, input: {} as RegistrationInput },
  actors: {
    readLocalState: questions.readLocalState,
    readClientServiceConnectionPoint: questions.readClientServiceConnectionPoint,
    readServiceConnectionPoint: questions.readServiceConnectionPoint,
    discoverRegistrationService: questions.discoverRegistrationService,
    discoverRealm: questions.discoverRealm,
    readComputerObject: questions.readComputerObject,
    createBootstrapCertificate: questions.createBootstrapCertificate,
    writeUserCertificate: questions.writeUserCertificate,
    createDeviceKeys: questions.createDeviceKeys,
    registerDevice: questions.registerDevice,
    unregisterDevice: questions.unregisterDevice,
  },
  actions: { ...chartActions, remember: assign((_, failed: { phase: Phase; failure: Failure }) => failed) },
  guards: {
    leaveRequested: ({ context }) => context.leaveRequested,
    joinedAlready: ({ context }) => context.joinedAlready,
    onlyRegistrationLeft: ({ context }) => !context.precheckRequiresDc && context.certificateWritten && context.tenant !== null,
    leaveRegardless: ({ context }) => context.leaveRegardless,
  },
}).createMachine({
  id: 'registration',
  description: 'One attempt to register the device with Azure AD, step by step, and the way back out.',
  context: ({ input }) => ({
    ...input, controller: '', tenant: null, joinedAlready: false, certificateWritten: false, keyContainerId: '', answer: null,
    phase: 'pre-check', failure: null, leaveRequested: false,
  }),
  initial: 'idle',
  on: {
    SHUT_DOWN: { target: '.idle', actions: assign({ leaveRequested: false }), description: 'The machine goes down in the middle of it.' },
    LEAVE: { actions: assign({ leaveRequested: true }), description: 'dsregcmd /leave waits until the attempt has ended.' },
  },
  states: {
    idle: {
      description: 'No attempt is running.',
      always: { guard: 'leaveRequested', target: 'leaving' },
      on: {
        START: { target: 'preCheck', actions: assign({ failure: null, joinedAlready: false, answer: null, phase: 'pre-check' }), description: 'The task starts an attempt.' },
        LEAVE: { target: 'leaving', description: 'dsregcmd /leave.' },
      },
    },
    preCheck: {
      description: 'Pre-check: is the device joined already, and is a domain controller in reach?',
      initial: 'localState',
      states: {
        localState: {
          description: 'Looks at the local join state and the policy.',
          invoke: {
            id: 'readLocalState',
            src: 'readLocalState',
            input: () => ({}),
            onDone: [
              { guard: ({ event }) => !event.output.policyAllows, target: '#registration.notAllowed', description: 'A policy forbids registration.' },
              { guard: ({ context, event }) => event.output.join === 'complete' && context.precheckOrder === 'joinedFirst', target: '#registration.alreadyJoined', description: 'Joined already.' },
              { guard: ({ event }) => event.output.join === 'complete', target: 'locateDc', actions: assign({ joinedAlready: true }), description: 'Joined already, but a DC is asked for first.' },
              {
                guard: ({ event }) => event.output.join === 'incomplete',
                target: 'locateDc',
                actions: [{ type: 'log', params: { log: 'User Device Registration', id: 332 } }, { type: 'perform', params: { act: 'clearJoin', input: { by: 'pre-check' } } }, { type: 'tell', params: { to: 'prt', event: { type: 'DEVICE_LEFT' } } }],
                description: 'Joined, but parts are missing: leaves and joins again (332).',
              },
              { target: 'locateDc', actions: assign(({ event }) => ({ certificateWritten: event.output.certificateWritten })), description: 'Not joined.' },
            ],
            onError: { target: '#registration.failed', actions: failedIn('pre-check'), description: 'The local state cannot be read.' },
          },
        },
        locateDc: {
          description: 'Looks for a domain controller as SYSTEM.',
          entry: { type: 'tell', params: { to: 'dc-locator', event: { type: 'LOCATE', force: false } } },
          on: {
            DC_LOCATED: [
              { guard: 'joinedAlready', target: '#registration.alreadyJoined', description: 'Joined already.' },
              {
                target: '#registration.discover',
                actions: [assign(({ event }) => ({ controller: event.controller })), { type: 'log', params: ({ event }) => ({ log: 'User Device Registration', id: 331, data: { DebugOutput: `preCheckResult: Join; isDcAvailable: YES; domainController: ${event.controller}; isSystem: YES` } }) }],
                description: 'A domain controller answers: the device may join (331).',
              },
            ],
            DC_NOT_FOUND: [
              { guard: 'onlyRegistrationLeft', target: '#registration.discover.registrationService', description: 'No DC, but the setting says that the last step needs none.' },
              { target: '#registration.failed', actions: [{ type: 'log', params: { log: 'User Device Registration', id: 334 } }, assign({ phase: 'pre-check', failure: noDomainController })], description: 'No domain controller (334).' },
            ],
          },
        },
      },
    },
    discover: {
      description: 'Discovery: which tenant, which registration service, managed or federated?',
      initial: 'clientServiceConnectionPoint',
      states: {
        clientServiceConnectionPoint: {
          description: 'Reads the client-side service connection point in the registry.',
          invoke: {
            id: 'readClientServiceConnectionPoint',
            src: 'readClientServiceConnectionPoint',
            input: () => ({}),
            onDone: [
              { guard: ({ event }) => event.output.found, target: 'registrationService', actions: assign(({ event }) => ({ tenant: { tenantId: event.output.tenantId, tenantName: event.output.tenantName, configuredIn: 'registry' as const } })), description: 'The registry names a tenant: the directory is not asked.' },
              { target: 'directoryServiceConnectionPoint', description: 'Nothing in the registry.' },
            ],
            onError: { target: '#registration.failed', actions: [failedIn('discover'), { type: 'log', params: ({ event }) => ({ log: 'User Device Registration', id: 307, data: { ExitCode: failureOf(event).code } }) }], description: 'The registry is half filled (307).' },
          },
        },
        directoryServiceConnectionPoint: {
          description: 'Reads the service connection point in Active Directory.',
          invoke: {
            id: 'readServiceConnectionPoint',
            src: 'readServiceConnectionPoint',
            input: ({ context }) => ({ controller: context.controller }),
            onDone: { target: 'registrationService', actions: assign(({ event }) => ({ tenant: { ...event.output, configuredIn: 'directory' as const } })), description: 'The keywords name a tenant.' },
            onError: { target: '#registration.failed', actions: [failedIn('discover'), { type: 'log', params: ({ event }) => ({ log: 'User Device Registration', id: 307, data: { ExitCode: failureOf(event).code } }) }], description: 'No tenant information can be read (307).' },
          },
        },
        registrationService: {
          description: 'Asks the registration service for its addresses, as SYSTEM.',
          entry: { type: 'log', params: { log: 'User Device Registration', id: 100 } },
          invoke: {
            id: 'discoverRegistrationService',
            src: 'discoverRegistrationService',
            input: ({ context }) => ({ tenantId: context.tenant?.tenantId ?? '', tenantName: context.tenant?.tenantName ?? '' }),
            onDone: { target: 'realm', actions: [assign(({ context, event }) => ({ tenant: { tenantId: event.output.tenantId, tenantName: context.tenant?.tenantName || event.output.tenantName, configuredIn: context.tenant?.configuredIn ?? ('directory' as const) } })), { type: 'log', params: { log: 'User Device Registration', id: 101 } }], description: 'The service answers (101).' },
            onError: {
              target: '#registration.failed',
              actions: [
                failedIn('discover'),
                { type: 'log', params: ({ event }) => ({ log: 'User Device Registration', id: failureOf(event).server ? 201 : 200, data: { ExitCode: failureOf(event).code } }) },
                { type: 'log', params: ({ event }) => ({ log: 'User Device Registration', id: 309, data: { ExitCode: failureOf(event).code } }) },
              ],
              description: 'The service cannot be reached or refuses (200 or 201, 309).',
            },
          },
        },
        realm: {
          description: 'Asks whether the tenant name is managed or federated.',
          invoke: {
            id: 'discoverRealm',
            src: 'discoverRealm',
            input: ({ context }) => ({ tenantName: context.tenant?.tenantName ?? '' }),
            onDone: [
              { guard: ({ context, event }) => event.output.realm === 'Managed' && context.joinedAlready === false && context.certificateWritten && context.controller === '', target: '#registration.join', description: 'Managed; the certificate was written before.' },
              { guard: ({ event }) => event.output.realm === 'Managed', target: '#registration.certificate', description: 'Managed: sync join.' },
              { target: '#registration.auth', description: 'Federated.' },
            ],
            onError: { target: '#registration.failed', actions: [failedIn('discover'), { type: 'log', params: ({ event }) => ({ log: 'User Device Registration', id: 309, data: { ExitCode: failureOf(event).code } }) }], description: 'The realm is not learnt.' },
          },
        },
      },
    },
    auth: {
      description: 'Authentication of federated and Kerberos joins (not modelled): the attempt ends here.',
      entry: assign({ phase: 'auth', failure: federatedNotModelled }),
      always: { target: 'failed' },
    },
    certificate: {
      description: 'The bootstrap certificate on the computer object.',
      initial: 'reading',
      states: {
        reading: {
          description: 'Reads its own computer object.',
          invoke: {
            id: 'readComputerObject',
            src: 'readComputerObject',
            input: ({ context }) => ({ controller: context.controller }),
            onDone: [
              { guard: ({ event }) => event.output.certificateUsable, target: '#registration.join', description: 'A certificate of ours is there.' },
              { target: 'creating', description: 'No certificate of ours is there.' },
            ],
            onError: { target: '#registration.failed', actions: [failedIn('discover'), { type: 'log', params: ({ event }) => ({ log: 'User Device Registration', id: 220, data: { ErrorCode: failureOf(event).innerCode ?? failureOf(event).code } }) }], description: 'The own object cannot be read (220).' },
          },
        },
        creating: {
          description: 'Makes a key pair and a self-signed certificate named after the objectGUID.',
          invoke: {
            id: 'createBootstrapCertificate',
            src: 'createBootstrapCertificate',
            input: () => ({}),
            onDone: { target: 'writing', description: 'The certificate is made.' },
            onError: { target: '#registration.failed', actions: [failedIn('join'), { type: 'log', params: ({ event }) => ({ log: 'User Device Registration', id: 245, data: { ExitCode: failureOf(event).code } }) }], description: 'No key can be made.' },
          },
        },
        writing: {
          description: 'Writes the certificate into userCertificate: needs a writable domain controller.',
          invoke: {
            id: 'writeUserCertificate',
            src: 'writeUserCertificate',
            input: ({ context }) => ({ controller: context.controller }),
            onDone: { target: '#registration.join', actions: { type: 'perform', params: { act: 'bootstrapCertificateWritten' } }, description: 'The directory holds the certificate.' },
            onError: {
              target: '#registration.failed',
              actions: [
                assign(({ context, event }) => ({ phase: context.certificateWritePhase, failure: failureOf(event) })),
                { type: 'perform', params: ({ event }) => ({ act: 'certificateWriteFailed', input: { code: failureOf(event).code } }) },
              ],
              description: 'The write fails (221, 245).',
            },
          },
        },
      },
    },
    join: {
      description: 'The request to the registration service.',
      initial: 'creatingKeys',
      states: {
        creatingKeys: {
          description: 'Makes the device key and the transport key.',
          invoke: {
            id: 'createDeviceKeys',
            src: 'createDeviceKeys',
            input: () => ({}),
            onDone: { target: 'registering', actions: assign(({ event }) => ({ keyContainerId: event.output.keyContainerId })), description: 'The keys are made.' },
            onError: { target: '#registration.failed', actions: [failedIn('join'), { type: 'log', params: ({ event }) => ({ log: 'User Device Registration', id: 202, data: { ExitCode: failureOf(event).code } }) }], description: 'The TPM refuses (202).' },
          },
        },
        registering: {
          description: 'Asks the registration service to register the device, signed with the bootstrap key.',
          entry: [
            { type: 'log', params: { log: 'User Device Registration', id: 102, data: { JoinRequestType: '6', JoinRequestTypeSymbolicName: 'DOMAIN_JOINED_DEVICE' } } },
            { type: 'log', params: { log: 'User Device Registration', id: 103 } },
          ],
          invoke: {
            id: 'registerDevice',
            src: 'registerDevice',
            input: ({ context }) => ({ tenantId: context.tenant?.tenantId ?? '', tenantName: context.tenant?.tenantName ?? '', keyContainerId: context.keyContainerId }),
            onDone: { target: '#registration.committing', actions: assign(({ event }) => ({ answer: event.output })), description: 'Registered: the device certificate comes back (104).' },
            onError: {
              target: '#registration.failed',
              actions: [failedIn('join'), { type: 'log', params: ({ event }) => ({ log: 'User Device Registration', id: failureOf(event).server ? 204 : 203, data: { ExitCode: failureOf(event).code } }) }],
              description: 'Refused, or no answer (203 or 204).',
            },
          },
        },
      },
    },
    committing: {
      description: 'Writes the join to the device: registry, device certificate, keys.',
      entry: [
        { type: 'log', params: { log: 'User Device Registration', id: 104 } },
        { type: 'log', params: { log: 'User Device Registration', id: 105 } },
        { type: 'perform', params: ({ context }) => ({ act: 'commitJoin', input: { tenantId: context.tenant?.tenantId ?? '', tenantName: context.tenant?.tenantName ?? '', keyContainerId: context.keyContainerId, deviceId: context.answer?.deviceId ?? '', thumbprint: context.answer?.thumbprint ?? '', notBeforeMs: context.answer?.notBeforeMs ?? 0, notAfterMs: context.answer?.notAfterMs ?? 0 } }) },
        { type: 'log', params: { log: 'User Device Registration', id: 111 } },
        { type: 'log', params: { log: 'User Device Registration', id: 106 } },
        { type: 'log', params: { log: 'User Device Registration', id: 306 } },
        { type: 'tell', params: { to: 'prt', event: { type: 'DEVICE_JOINED' } } },
        { type: 'perform', params: { act: 'attemptEnded', input: { resultCode: '0x0', outcome: 'joined' } } },
        { type: 'tell', params: { to: 'task', event: { type: 'ATTEMPT_ENDED', resultCode: '0x0' } } },
      ],
      always: { target: 'idle' },
    },
    alreadyJoined: {
      description: 'The device is joined already: nothing to do (335).',
      entry: [
        { type: 'log', params: { log: 'User Device Registration', id: 335 } },
        { type: 'perform', params: { act: 'attemptEnded', input: { resultCode: '0x0', outcome: 'already-joined' } } },
        { type: 'tell', params: { to: 'task', event: { type: 'ATTEMPT_ENDED', resultCode: '0x0' } } },
      ],
      always: { target: 'idle' },
    },
    notAllowed: {
      description: 'A policy forbids automatic registration: the run ends without an attempt.',
      entry: [
        { type: 'perform', params: { act: 'attemptEnded', input: { resultCode: '0x0', outcome: 'not-allowed' } } },
        { type: 'tell', params: { to: 'task', event: { type: 'ATTEMPT_ENDED', resultCode: '0x0' } } },
      ],
      always: { target: 'idle' },
    },
    failed: {
      description: 'The attempt failed: it is remembered as the previous registration, and the next trigger tries again.',
      entry: [
        { type: 'perform', params: ({ context }) => ({ act: 'recordFailedAttempt', input: { phase: context.phase, recorded: context.phase !== 'pre-check' || context.precheckRecorded, failure: (context.failure ?? noDomainController) as never } }) },
        { type: 'perform', params: ({ context }) => ({ act: 'attemptEnded', input: { resultCode: context.failure?.code ?? '0x1', outcome: 'failed' } }) },
        { type: 'tell', params: ({ context }) => ({ to: 'task', event: { type: 'ATTEMPT_ENDED', resultCode: context.failure?.code ?? '0x1' } }) },
      ],
      always: { target: 'idle' },
    },
    leaving: {
      description: 'Leaves: deletes the device in Azure AD with the device certificate, then locally.',
      entry: assign({ leaveRequested: false }),
      invoke: {
        id: 'unregisterDevice',
        src: 'unregisterDevice',
        input: () => ({}),
        onDone: { target: 'left', description: 'Azure AD deleted the device.' },
        onError: [
          { guard: 'leaveRegardless', target: 'left', description: 'Azure AD could not be asked or refused; the local part goes on.' },
          { target: 'idle', actions: { type: 'perform', params: ({ event }) => ({ act: 'leaveEnded', input: { resultCode: failureOf(event).code } }) }, description: 'Azure AD could not be asked: nothing is left (setting).' },
        ],
      },
    },
    left: {
      description: 'The local join state is removed (110, 111).',
      entry: [
        { type: 'perform', params: { act: 'clearJoin', input: { by: 'leave' } } },
        { type: 'tell', params: { to: 'prt', event: { type: 'DEVICE_LEFT' } } },
        { type: 'perform', params: { act: 'leaveEnded', input: { resultCode: '0x0' } } },
      ],
      always: { target: 'idle' },
    },
  },
});
