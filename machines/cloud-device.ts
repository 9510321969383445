/**
 * The life of one device object in Azure AD. Sources: lifecycle.md 2.3 (Pending, Registered), 5 (table of events), 8 (soft
 * delete), 9 (disabling takes up to an hour to bite [S14]); OQ14, OQ17.
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
  /** Until disabling or deleting bites. */
  readonly disableDelayMs: number;
  /** Whether Connect restores a deleted registration whole (OQ14). */
  readonly softDelete: boolean;
}

interface CloudDeviceContext extends CloudDeviceInput {
  readonly wasRegistered: boolean;
}

const act = (name: string) => ({ type: 'perform' as const, params: ({ context }: { context: CloudDeviceContext }) => ({ act: name, input: { deviceId: context.deviceId } }) });

/** The cloud says disabled; whether it bites already makes no difference to what may follow. */
const whileDisabled = {
  ENABLED: { target: 'enabled', description: 'Enabled in the portal.' },
  EXPORTED: [
    { guard: 'exportedEnabled', target: 'enabled', description: 'Azure AD Connect brings the enabled state of the AD account.' },
    { description: 'Azure AD Connect exports it: disabled as before.' },
  ],
  DISABLED: { description: 'Disabled already.' },
} as const;

export const cloudDevice = setup({
  types: { context: {} as CloudDeviceContext, events: {} as CloudDeviceEvent, input: {} as CloudDeviceInput },
  actions: chartActions,
  guards: {
    startsPending: ({ context }) => context.lifecycle === 'pending',
    startsRegistered: ({ context }) => context.lifecycle === 'registered',
    startsDisabled: ({ context }) => !context.enabled,
    bitesLater: ({ context }) => context.disableDelayMs > 0,
    restorable: ({ context }) => context.softDelete && context.wasRegistered,
    tokensOutliveDeletion: ({ context }) => context.disableDelayMs > 0 && context.wasRegistered,
    exportedEnabled: ({ event }) => event.type === 'EXPORTED' && event.enabled,
  },
  delays: {
    propagation: ({ context }) => context.propagationMs,
    disableDelay: ({ context }) => context.disableDelayMs,
    // A soft-deleted object is kept for 30 days (lifecycle.md 8 [S12]).
    retention: () => 30 * 24 * 3_600_000,
  },
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
          on: { DELETED: { target: 'deleted', description: 'The object is deleted.' } },
          states: {
            propagating: {
              description: 'Not yet seen by the registration service.',
              after: { propagation: { target: 'visible', actions: act('becomeVisible'), description: 'The registration service sees it.' } },
            },
            visible: {
              description: 'The registration service sees it.',
              on: { REGISTERED: { target: '#cloud-device.lifecycle.registered', description: 'The device registers.' } },
            },
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
          initial: 'deciding',
          on: {
            EXPORTED: [
              { guard: 'restorable', target: 'registered', description: 'Azure AD Connect restores it whole (soft delete).' },
              { target: 'pending', actions: assign({ wasRegistered: false }), description: 'Azure AD Connect creates it anew: Pending, whatever it was before.' },
            ],
          },
          states: {
            deciding: { always: [{ guard: 'tokensOutliveDeletion', target: 'tokensStillWork' }, { guard: 'restorable', target: 'kept' }, { target: 'gone' }] },
            tokensStillWork: {
              description: 'Deleted; tokens still work for a while.',
              after: { disableDelay: [
                { guard: 'restorable', target: 'kept', description: 'It bites; the object is kept for 30 days.' },
                { target: 'gone', description: 'The change has reached every service.' },
              ] },
            },
            kept: {
              description: 'Soft-deleted: cannot authenticate, can be restored for 30 days.',
              after: { retention: { target: 'gone', actions: [assign({ wasRegistered: false }), act('purgeDevice')], description: 'Thirty days are over: it is gone for good.' } },
            },
            gone: { description: 'Nothing is left of it.' },
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
            DISABLED: [
              { guard: 'bitesLater', target: 'disabling', description: 'Disabled in the portal.' },
              { target: 'disabled', description: 'Disabled in the portal.' },
            ],
            EXPORTED: [
              { guard: 'exportedEnabled', description: 'Azure AD Connect exports it: enabled as before.' },
              { guard: 'bitesLater', target: 'disabling', description: 'Azure AD Connect brings the disabled state of the AD account.' },
              { target: 'disabled', description: 'Azure AD Connect brings the disabled state of the AD account.' },
            ],
            ENABLED: { description: 'Enabled already.' },
          },
        },
        disabling: {
          description: 'Disabled; tokens still work for a while.',
          after: { disableDelay: { target: 'disabled', description: 'The change has reached every service.' } },
          on: whileDisabled,
        },
        disabled: {
          description: 'Disabled: the device cannot authenticate.',
          on: whileDisabled,
        },
      },
    },
  },
});
