/** The bootstrap certificate in userCertificate. Source: lifecycle.md 2.2 step 6, OQ24. */
import { assign } from 'xstate';
import { failureOf } from '../language.ts';
import { failedIn, registrationSetup } from './setup.ts';

export const certificate = registrationSetup.createStateConfig({
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
        onError: {
          target: '#registration.failed',
          actions: [
            failedIn('discover'),
            { type: 'log', params: ({ event }) => ({ log: 'User Device Registration', id: 220, data: { ErrorCode: failureOf(event).innerCode ?? failureOf(event).code } }) },
          ],
          description: 'The own object cannot be read (220).',
        },
      },
    },
    creating: {
      description: 'Makes a key pair and a self-signed certificate named after the objectGUID.',
      invoke: {
        id: 'createBootstrapCertificate',
        src: 'createBootstrapCertificate',
        input: () => ({}),
        onDone: { target: 'writing', description: 'The certificate is made.' },
        onError: {
          target: '#registration.failed',
          actions: [failedIn('join'), { type: 'log', params: ({ event }) => ({ log: 'User Device Registration', id: 245, data: { ExitCode: failureOf(event).code } }) }],
          description: 'No key can be made.',
        },
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
});
