/**
 * One attempt of the device's registration, and leaving it again: pre-check, discover, (auth,) certificate, join, commit.
 * Sources: lifecycle.md 2.2 (order, events, codes), 8 (`/leave`), OQ15, OQ20 to OQ22, OQ24; dsregcmd.md 3 (Error Phase).
 *
 * The federated and the Kerberos join will live in `auth`; this chart ends an attempt there.
 */
import { assign } from 'xstate';
import { failureOf } from './language.ts';
import { certificate } from './device-registration/certificate.ts';
import { discover } from './device-registration/discover.ts';
import { clearingCertificate, leaving, left, unregistered, unregistering } from './device-registration/leaving.ts';
import { preCheck } from './device-registration/pre-check.ts';
import { anotherInstance, failedIn, federatedNotModelled, noDomainController, registrationSetup } from './device-registration/setup.ts';

export const deviceRegistration = registrationSetup.createMachine({
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
    START: {
      actions: { type: 'tell', params: { to: 'task', event: { type: 'ATTEMPT_ENDED', resultCode: anotherInstance } } },
      description: 'The task runs while the device leaves: another instance is running, and this one ends at once.',
    },
  },
  states: {
    idle: {
      description: 'No attempt is running.',
      always: { guard: 'leaveRequested', target: 'leaving' },
      on: {
        START: {
          target: 'preCheck',
          actions: assign({ failure: null, joinedAlready: false, certificateWritten: false, answer: null, controller: '', phase: 'pre-check' }),
          description: 'The task starts an attempt.',
        },
        LEAVE: { target: 'leaving', description: 'dsregcmd /leave.' },
      },
    },
    preCheck,
    discover,
    auth: {
      description: 'Authentication of federated and Kerberos joins (not modelled): the attempt ends here.',
      entry: assign({ phase: 'auth', failure: federatedNotModelled }),
      always: { target: 'failed' },
    },
    certificate,
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
            onError: {
              target: '#registration.failed',
              actions: [failedIn('join'), { type: 'log', params: ({ event }) => ({ log: 'User Device Registration', id: 202, data: { ExitCode: failureOf(event).code } }) }],
              description: 'The TPM refuses (202).',
            },
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
            onDone: {
              target: '#registration.committing',
              actions: assign(({ event }) => ({ answer: event.output })),
              description: 'Registered: the device certificate comes back (104).',
            },
            onError: {
              target: '#registration.failed',
              actions: [
                failedIn('join'),
                { type: 'log', params: ({ event }) => ({ log: 'User Device Registration', id: failureOf(event).server ? 204 : 203, data: { ExitCode: failureOf(event).code } }) },
              ],
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
        {
          type: 'perform',
          params: ({ context }) => ({
            act: 'commitJoin',
            input: {
              tenantId: context.tenant?.tenantId ?? '', tenantName: context.tenant?.tenantName ?? '', keyContainerId: context.keyContainerId,
              deviceId: context.answer?.deviceId ?? '', thumbprint: context.answer?.thumbprint ?? '', notBeforeMs: context.answer?.notBeforeMs ?? 0,
              notAfterMs: context.answer?.notAfterMs ?? 0,
            },
          }),
        },
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
        {
          type: 'perform',
          params: ({ context }) => ({
            act: 'recordFailedAttempt',
            input: { phase: context.phase, recorded: context.phase !== 'pre-check' || context.precheckRecorded, failure: (context.failure ?? noDomainController) as never },
          }),
        },
        { type: 'perform', params: ({ context }) => ({ act: 'attemptEnded', input: { resultCode: context.failure?.code ?? '0x1', outcome: 'failed' } }) },
        { type: 'tell', params: ({ context }) => ({ to: 'task', event: { type: 'ATTEMPT_ENDED', resultCode: context.failure?.code ?? '0x1' } }) },
      ],
      always: { target: 'idle' },
    },
    leaving,
    clearingCertificate,
    left,
    unregistering,
    unregistered,
  },
});
