import { expect, test } from 'vitest';
import { startChart, stepChart, type StoredSnapshot } from '../simulation/chart-engine.ts';
import { cloudDevice, type CloudDeviceInput } from './cloud-device.ts';
import type { CloudDeviceEvent } from './protocol.ts';

const input: CloudDeviceInput = { deviceId: 'd', lifecycle: 'absent', enabled: true, propagationMs: 20_000, disableDelayMs: 0, softDelete: false };
const exported: CloudDeviceEvent = { type: 'EXPORTED', enabled: true };
const exportedDisabled: CloudDeviceEvent = { type: 'EXPORTED', enabled: false };
const propagated = { type: 'xstate.after.propagation.cloud-device.lifecycle.pending.propagating' };
const bites = { type: 'xstate.after.disableDelay.cloud-device.account.disabling' };
const deletionBites = { type: 'xstate.after.disableDelay.cloud-device.lifecycle.deleted.tokensStillWork' };
const monthOver = { type: 'xstate.after.retention.cloud-device.lifecycle.deleted.kept' };

const after = (change: Partial<CloudDeviceInput>, ...events: { type: string }[]): StoredSnapshot =>
  events.reduce((snapshot, event) => stepChart(cloudDevice, snapshot, event).snapshot, startChart(cloudDevice, { ...input, ...change }).snapshot);
const value = (snapshot: StoredSnapshot): string => {
  const { lifecycle, account } = snapshot.value as { lifecycle: string | { [state: string]: string }; account: string };
  return `${typeof lifecycle === 'string' ? lifecycle : Object.entries(lifecycle).flat().join('.')} ${account}`;
};

const performed = (from: StoredSnapshot, event: { type: string }) => stepChart(cloudDevice, from, event).effects.filter(({ kind }) => kind === 'perform');

/** Every state of the first region against every event: where it leads, or `-` where it changes nothing. */
const states: { readonly [name: string]: StoredSnapshot } = {
  absent: after({}),
  propagating: after({}, exported),
  visible: after({}, exported, propagated),
  registered: after({ lifecycle: 'registered' }),
  deleted: after({ lifecycle: 'registered' }, { type: 'DELETED' }),
  disabled: after({ lifecycle: 'registered', enabled: false }),
  'disabled, lagging': after({ lifecycle: 'registered', disableDelayMs: 1 }, { type: 'DISABLED' }),
};
const events: readonly CloudDeviceEvent[] = [exported, exportedDisabled, { type: 'REGISTERED' }, { type: 'DISABLED' }, { type: 'ENABLED' }, { type: 'DELETED' }];

test('every event in every state leads where the table of life events says', () => {
  const table = Object.entries(states).flatMap(([name, from]) =>
    events.map((event) => {
      const to = stepChart(cloudDevice, from, event as never).snapshot;
      return `${name} + ${event.type}${'enabled' in event ? ` (${event.enabled ? 'enabled' : 'disabled'})` : ''} -> ${value(to) === value(from) ? '-' : value(to)}`;
    }),
  );
  expect(table).toMatchInlineSnapshot(`
    [
      "absent + EXPORTED (enabled) -> pending.propagating enabled",
      "absent + EXPORTED (disabled) -> pending.propagating disabled",
      "absent + REGISTERED -> -",
      "absent + DISABLED -> absent disabled",
      "absent + ENABLED -> -",
      "absent + DELETED -> -",
      "propagating + EXPORTED (enabled) -> -",
      "propagating + EXPORTED (disabled) -> pending.propagating disabled",
      "propagating + REGISTERED -> -",
      "propagating + DISABLED -> pending.propagating disabled",
      "propagating + ENABLED -> -",
      "propagating + DELETED -> deleted.gone enabled",
      "visible + EXPORTED (enabled) -> -",
      "visible + EXPORTED (disabled) -> pending.visible disabled",
      "visible + REGISTERED -> registered enabled",
      "visible + DISABLED -> pending.visible disabled",
      "visible + ENABLED -> -",
      "visible + DELETED -> deleted.gone enabled",
      "registered + EXPORTED (enabled) -> -",
      "registered + EXPORTED (disabled) -> registered disabled",
      "registered + REGISTERED -> -",
      "registered + DISABLED -> registered disabled",
      "registered + ENABLED -> -",
      "registered + DELETED -> deleted.gone enabled",
      "deleted + EXPORTED (enabled) -> pending.propagating enabled",
      "deleted + EXPORTED (disabled) -> pending.propagating disabled",
      "deleted + REGISTERED -> -",
      "deleted + DISABLED -> deleted.gone disabled",
      "deleted + ENABLED -> -",
      "deleted + DELETED -> -",
      "disabled + EXPORTED (enabled) -> registered enabled",
      "disabled + EXPORTED (disabled) -> -",
      "disabled + REGISTERED -> -",
      "disabled + DISABLED -> -",
      "disabled + ENABLED -> registered enabled",
      "disabled + DELETED -> deleted.gone disabled",
      "disabled, lagging + EXPORTED (enabled) -> registered enabled",
      "disabled, lagging + EXPORTED (disabled) -> -",
      "disabled, lagging + REGISTERED -> -",
      "disabled, lagging + DISABLED -> -",
      "disabled, lagging + ENABLED -> registered enabled",
      "disabled, lagging + DELETED -> deleted.tokensStillWork disabling",
    ]
  `);
});

test('a new object is seen by the registration service after the propagation', () => {
  const start = stepChart(cloudDevice, after({}), exported as never);
  expect(start.effects).toEqual([{ kind: 'start-timer', timerId: propagated.type, delayMs: 20_000, event: propagated }]);
  expect(performed(start.snapshot, propagated)).toEqual([{ kind: 'perform', act: 'becomeVisible', input: { deviceId: 'd' } }]);
});

test('disabling bites after its delay, and enabling before that takes it back', () => {
  const disabling = after({ lifecycle: 'registered', disableDelayMs: 3_600_000 }, { type: 'DISABLED' });
  expect(value(disabling)).toBe('registered disabling');
  expect(value(stepChart(cloudDevice, disabling, bites).snapshot)).toBe('registered disabled');
  expect(value(stepChart(cloudDevice, disabling, { type: 'ENABLED' }).snapshot)).toBe('registered enabled');
});

test('tokens outlive the deletion of a registered object for the same delay', () => {
  const deleted = after({ lifecycle: 'registered', disableDelayMs: 3_600_000 }, { type: 'DELETED' });
  expect(value(deleted)).toBe('deleted.tokensStillWork enabled');
  expect(value(stepChart(cloudDevice, deleted, deletionBites).snapshot)).toBe('deleted.gone enabled');
  expect(value(after({ lifecycle: 'pending', disableDelayMs: 3_600_000 }, { type: 'DELETED' }))).toBe('deleted.gone enabled');
});

test('with soft delete Connect restores a registration whole for 30 days, and creates a Pending one afterwards', () => {
  const kept = after({ lifecycle: 'registered', softDelete: true }, { type: 'DELETED' });
  expect(value(kept)).toBe('deleted.kept enabled');
  expect(value(stepChart(cloudDevice, kept, exported as never).snapshot)).toBe('registered enabled');
  const over = stepChart(cloudDevice, kept, monthOver);
  expect(performed(kept, monthOver)).toEqual([{ kind: 'perform', act: 'purgeDevice', input: { deviceId: 'd' } }]);
  expect(value(stepChart(cloudDevice, over.snapshot, exported as never).snapshot)).toBe('pending.propagating enabled');
});
