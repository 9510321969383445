/** Pre-check: the local state, then a domain controller. Source: lifecycle.md 2.2 step 3, OQ15, OQ20. */
import { assign } from 'xstate';
import { failedIn, noDomainController, registrationSetup } from './setup.ts';

export const preCheck = registrationSetup.createStateConfig({
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
          {
            guard: ({ event }) => event.output.mustUnregister,
            target: '#registration.unregistering',
            description: 'Joined, but the domain or the policy does not allow it any more.',
          },
          { guard: ({ event }) => !event.output.policyAllows, target: '#registration.notAllowed', description: 'A policy forbids registration.' },
          {
            guard: ({ context, event }) => event.output.join === 'complete' && context.precheckOrder === 'joinedFirst',
            target: '#registration.alreadyJoined',
            description: 'Joined already.',
          },
          {
            guard: ({ event }) => event.output.join === 'complete',
            target: 'locateDc',
            actions: assign({ joinedAlready: true }),
            description: 'Joined already, but a DC is asked for first.',
          },
          {
            guard: ({ event }) => event.output.join === 'incomplete',
            target: 'locateDc',
            actions: [
              { type: 'log', params: { log: 'User Device Registration', id: 332 } },
              { type: 'perform', params: { act: 'clearJoin', input: { by: 'pre-check' } } },
              { type: 'tell', params: { to: 'prt', event: { type: 'DEVICE_LEFT' } } },
            ],
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
            actions: [
              assign(({ event }) => ({ controller: event.controller })),
              {
                type: 'log',
                params: ({ event }) => ({
                  log: 'User Device Registration',
                  id: 331,
                  data: { DebugOutput: `preCheckResult: Join; isDcAvailable: YES; domainController: ${event.controller}; isSystem: YES` },
                }),
              },
            ],
            description: 'A domain controller answers: the device may join (331).',
          },
        ],
        DC_NOT_FOUND: [
          { guard: 'onlyRegistrationLeft', target: '#registration.discover.registrationService', description: 'No DC, but the setting says that the last step needs none.' },
          {
            target: '#registration.failed',
            actions: [{ type: 'log', params: { log: 'User Device Registration', id: 334 } }, assign({ phase: 'pre-check', failure: noDomainController })],
            description: 'No domain controller (334).',
          },
        ],
      },
    },
  },
});
