/**
 * The ways out of a join: `dsregcmd /leave`, and the task itself where the device may not stay joined. Sources: lifecycle.md 8
 * (rows /leave and Domain unjoin: 110, 111; 371 or 370 only when the task unregisters), OQ10, OQ11, OQ22.
 */
import { assign } from 'xstate';
import { failureOf } from '../language.ts';
import { registrationSetup } from './setup.ts';

export const leaving = registrationSetup.createStateConfig({
  description: 'Leaves: deletes the device in Azure AD with the device certificate, then locally.',
  entry: assign({ leaveRequested: false }),
  invoke: {
    id: 'unregisterDevice',
    src: 'unregisterDevice',
    input: () => ({}),
    onDone: [
      {
        guard: 'leaveClearsCertificate',
        target: '#registration.clearingCertificate',
        description: 'Azure AD deleted the device; the value in userCertificate goes too (setting).',
      },
      { target: '#registration.left', description: 'Azure AD deleted the device.' },
    ],
    onError: [
      {
        guard: 'leaveClearsRegardless',
        target: '#registration.clearingCertificate',
        description: 'Azure AD could not be asked or refused; the value in userCertificate goes all the same (settings).',
      },
      { guard: 'leaveRegardless', target: '#registration.left', description: 'Azure AD could not be asked or refused; the local part goes on.' },
      {
        target: '#registration.idle',
        actions: { type: 'perform', params: ({ event }) => ({ act: 'leaveEnded', input: { resultCode: failureOf(event).code } }) },
        description: 'Azure AD could not be asked: nothing is left (setting).',
      },
    ],
  },
});

export const clearingCertificate = registrationSetup.createStateConfig({
  description: 'Takes its own value out of userCertificate, if a domain controller is in reach.',
  invoke: {
    id: 'removeUserCertificate',
    src: 'removeUserCertificate',
    input: () => ({}),
    onDone: { target: '#registration.left', description: 'The value is gone.' },
    onError: { target: '#registration.left', description: 'No domain controller took the change: the value stays.' },
  },
});

export const left = registrationSetup.createStateConfig({
  description: 'The local join state is removed (110, 111).',
  entry: [
    { type: 'perform', params: { act: 'clearJoin', input: { by: 'leave' } } },
    { type: 'tell', params: { to: 'prt', event: { type: 'DEVICE_LEFT' } } },
    { type: 'perform', params: { act: 'leaveEnded', input: { resultCode: '0x0' } } },
  ],
  always: { target: '#registration.idle' },
});

export const unregistering = registrationSetup.createStateConfig({
  description: 'Joined, and not allowed to be: the task unregisters the device.',
  invoke: {
    id: 'unregisterByTask',
    src: 'unregisterDevice',
    input: () => ({}),
    onDone: {
      target: '#registration.unregistered',
      actions: { type: 'log', params: { log: 'User Device Registration', id: 371 } },
      description: 'Azure AD deleted the device (371).',
    },
    onError: {
      target: '#registration.unregistered',
      actions: {
        type: 'log',
        params: ({ event }) => ({
          log: 'User Device Registration',
          id: 370,
          data: { ExitCode: failureOf(event).code, ServerErrorMessage: failureOf(event).server?.message ?? '', TenantType: 'Managed', JoinType: '6' },
        }),
      },
      description: 'Azure AD could not be asked or refused (370): the object stays there, the local part goes on.',
    },
  },
});

export const unregistered = registrationSetup.createStateConfig({
  description: 'The task removed the local join state (110, 111).',
  entry: [
    { type: 'perform', params: { act: 'clearJoin', input: { by: 'task' } } },
    { type: 'tell', params: { to: 'prt', event: { type: 'DEVICE_LEFT' } } },
    { type: 'perform', params: { act: 'attemptEnded', input: { resultCode: '0x0', outcome: 'not-allowed' } } },
    { type: 'tell', params: { to: 'task', event: { type: 'ATTEMPT_ENDED', resultCode: '0x0' } } },
  ],
  always: { target: '#registration.idle' },
});
