/** Discovery: which tenant, which registration service, managed or federated. Source: lifecycle.md 2.2 steps 4 and 5. */
import { assign } from 'xstate';
import { failureOf } from '../language.ts';
import { failedIn, registrationSetup } from './setup.ts';

export const discover = registrationSetup.createStateConfig({
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
          {
            guard: ({ event }) => event.output.found,
            target: 'registrationService',
            actions: assign(({ event }) => ({ tenant: { tenantId: event.output.tenantId, tenantName: event.output.tenantName, configuredIn: 'registry' as const } })),
            description: 'The registry names a tenant: the directory is not asked.',
          },
          { target: 'directoryServiceConnectionPoint', description: 'Nothing in the registry.' },
        ],
        onError: {
          target: '#registration.failed',
          actions: [failedIn('discover'), { type: 'log', params: ({ event }) => ({ log: 'User Device Registration', id: 307, data: { ExitCode: failureOf(event).code } }) }],
          description: 'The registry is half filled (307).',
        },
      },
    },
    directoryServiceConnectionPoint: {
      description: 'Reads the service connection point in Active Directory.',
      invoke: {
        id: 'readServiceConnectionPoint',
        src: 'readServiceConnectionPoint',
        input: ({ context }) => ({ controller: context.controller }),
        onDone: {
          target: 'registrationService',
          actions: assign(({ event }) => ({ tenant: { ...event.output, configuredIn: 'directory' as const } })),
          description: 'The keywords name a tenant.',
        },
        onError: {
          target: '#registration.failed',
          actions: [failedIn('discover'), { type: 'log', params: ({ event }) => ({ log: 'User Device Registration', id: 307, data: { ExitCode: failureOf(event).code } }) }],
          description: 'No tenant information can be read (307).',
        },
      },
    },
    registrationService: {
      description: 'Asks the registration service for its addresses, as SYSTEM.',
      entry: { type: 'log', params: { log: 'User Device Registration', id: 100 } },
      invoke: {
        id: 'discoverRegistrationService',
        src: 'discoverRegistrationService',
        input: ({ context }) => ({ tenantId: context.tenant?.tenantId ?? '', tenantName: context.tenant?.tenantName ?? '' }),
        onDone: {
          target: 'realm',
          actions: [
            assign(({ context, event }) => ({ tenant: {
              tenantId: event.output.tenantId,
              tenantName: context.tenant?.tenantName || event.output.tenantName,
              configuredIn: context.tenant?.configuredIn ?? ('directory' as const),
            } })),
            { type: 'log', params: { log: 'User Device Registration', id: 101 } },
          ],
          description: 'The service answers (101).',
        },
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
          {
            guard: ({ context, event }) => event.output.realm === 'Managed' && context.controller === '',
            target: '#registration.join',
            description: 'Managed; no DC was needed, as the certificate was written before (OQ20).',
          },
          { guard: ({ event }) => event.output.realm === 'Managed', target: '#registration.certificate', description: 'Managed: sync join.' },
          { target: '#registration.auth', description: 'Federated.' },
        ],
        onError: {
          target: '#registration.failed',
          actions: [failedIn('discover'), { type: 'log', params: ({ event }) => ({ log: 'User Device Registration', id: 309, data: { ExitCode: failureOf(event).code } }) }],
          description: 'The realm is not learnt.',
        },
      },
    },
  },
});
