/**
 * The life of one device object in Azure AD. Sources: lifecycle.md 2.3 (Pending, Registered), 5 (table of events), 8; OQ14, OQ17.
 */
import { assign, setup } from 'xstate';
import { chartActions } from './language.ts';
import type { CloudDeviceEvent } from './protocol.ts';

export interface CloudDeviceInput {
  readonly deviceId: string;
  readonly lifecycle: 'absent' | 'pending' | 'registered';
  readonly enabled: boolean;
  /** Until the registration service sees a new object. */
  readonly propagationMs: number;
  /** Until disabling bites. */
  readonly disableDelayMs: number;
  /** Whether Connect restores a deleted registration whole (OQ14). */
  readonly softDelete: boolean;
}

interface CloudDeviceContext extends CloudDeviceInput {
  readonly wasRegistered: boolean;
}

export const cloudDevice = setup({
  types: { context: {} as CloudDeviceContext, events: {} as CloudDeviceEvent, input: {} as CloudDeviceInput },
  actions: chartActions,
  guards: {
    startsPending: ({ context }) => context.lifecycle === 'pending',
    startsRegistered: ({ context }) => context.lifecycle === 'registered',
    startsDisabled: ({ context }) => !context.enabled,
    restored: ({ context }) => context.softDelete && context.wasRegistered,
    exportedDisabled: ({ event }) => event.type === 'EXPORTED' && !event.enabled,
    exportedEnabled: ({ event }) => event.type === 'EXPORTED' && event.enabled,
  },
  delays: { propagation: ({ context }) => context.propagationMs, disableDelay: ({ context }) => context.disableDelayMs },
}).createMachine({
  id: 'cloud-device',
  description: 'The life of one device object in Azure AD.',
  context: ({ input }) => ({ ...input, wasRegistered: input.lifecycle === 'registered' }),
  type: 'parallel',
  states: {
    lifecycle: {
      description: 'Whether the object exists, and whether the device has registered.',
      initial: 'starting',
      states: {
        starting: { always: [{ guard: 'startsPending', target: 'pending.visible' }, { guard: 'startsRegistered', target: 'registered' }, { target: 'absent' }] },
        absent: { description: 'There is no object.', on: { EXPORTED: { target: 'pending', description: 'Azure AD Connect creates it.' } } },
        pending: {
          description: 'Synchronised, not registered: the portal shows Pending. It cannot authenticate.',
          initial: 'propagating',
          on: {
            REGISTERED: { target: 'registered', description: 'The device registers.' },
            DELETED: { target: 'deleted', description: 'The object is deleted.' },
          },
          states: {
            propagating: {
              description: 'Not yet seen by the registration service.',
              after: { propagation: { target: 'visible', actions: { type: 'perform', params: ({ context }) => ({ act: 'becomeVisible', input: { deviceId: context.deviceId } }) }, description: 'The registration service sees it.' } },
            },
            visible: { description: 'The registration service sees it.' },
          },
        },
        registered: {
          description: 'Registered: the portal shows the date.',
          entry: assign({ wasRegistered: true }),
          on: {
            REGISTERED: { description: 'The device registers again (its first answer was lost, or it was re-imaged).' },
            DELETED: { target: 'deleted', description: 'The object is deleted.' },
          },
        },
        deleted: {
          description: 'Deleted.',
          on: {
            EXPORTED: [
              { guard: 'restored', target: 'registered', description: 'Azure AD Connect restores it whole (soft delete).' },
              { target: 'pending', actions: assign({ wasRegistered: false }), description: 'Azure AD Connect creates it anew: Pending, whatever it was before.' },
            ],
          },
        },
      },
    },
    account: {
      description: 'Whether the object is enabled.',
      initial: 'starting',
      states: {
        starting: { always: [{ guard: 'startsDisabled', target: 'disabled' }, { target: 'enabled' }] },
        enabled: {
          description: 'Enabled.',
          on: {
            DISABLED: { target: 'disabling', description: 'Disabled in the portal.' },
            EXPORTED: { guard: 'exportedDisabled', target: 'disabling', description: 'Azure AD Connect brings the disabled state of the AD account.' },
          },
        },
        disabling: {
          description: 'Disabled; tokens still work for a while.',
          after: { disableDelay: { target: 'disabled', description: 'It bites.' } },
          on: {
            ENABLED: { target: 'enabled', description: 'Enabled in the portal.' },
            EXPORTED: { guard: 'exportedEnabled', target: 'enabled', description: 'Azure AD Connect brings the enabled state of the AD account.' },
          },
        },
        disabled: {
          description: 'Disabled: the device cannot authenticate.',
          on: {
            ENABLED: { target: 'enabled', description: 'Enabled in the portal.' },
            EXPORTED: { guard: 'exportedEnabled', target: 'enabled', description: 'Azure AD Connect brings the enabled state of the AD account.' },
          },
        },
      },
    },
  },
});
