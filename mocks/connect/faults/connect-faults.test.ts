import { expect, test } from 'vitest';
import { ask, codeOf, smallWorld, withFault } from '../../../test/small-world.ts';
import { advanceTo } from '../../../simulation/advance.ts';
import { lifecycleOf } from '../../../simulation/cloud-device.ts';
import type { World } from '../../../simulation/world.ts';

const minute = 60_000;
const cycle = { cycle: 1, policy: 'Delta' };
/** Asked by the sync server. */
const stepOf = (world: World, operation: string): string => codeOf(ask(world, operation, cycle, 'closed', 'connect-cycle:SYNC01'));
/** Every question of a cycle, with the result that it ends with under this world. */
const steps = (world: World) => ({ fromAd: stepOf(world, 'importDirectory'), fromTenant: stepOf(world, 'importTenant'), toTenant: stepOf(world, 'exportTenant') });
const server = (world: World) => Object.values(world.connect.servers)[0];
const idOf = (world: World): string => world.devices.LAPTOP01?.objectGuid ?? '';
const objectOf = (world: World) => server(world)?.connectorSpace[idOf(world)];
/** After the first cycle and its export. */
const afterCycle = (world: World): World => advanceTo(world, 15 * minute);
const results = (world: World): (string | undefined)[] => server(afterCycle(world))?.runs.map(({ profile, result }) => `${profile}: ${result}`) ?? [];

test.each([
  ['ad-connector-refused', { fromAd: 'stopped-connectivity' }],
  ['tenant-connector-refused', { fromTenant: 'stopped-extension-dll-exception', toTenant: 'stopped-extension-dll-exception' }],
  ['export-throttled', { toTenant: 'completed-export-errors' }],
  ['sync-rule-without-certificate-check', {}],
  ['export-object-error', {}],
  ['sync-server-clock-wrong', {}],
])('%s ends its own steps and no others', (id, broken) => {
  expect(steps(withFault(smallWorld(), id))).toEqual({ fromAd: 'ok', fromTenant: 'ok', toTenant: 'ok', ...broken });
});

test('a refused AD import ends the cycle, and nothing is deleted', () => {
  const world = withFault(smallWorld({ device: { state: 'registered' } }), 'ad-connector-refused');
  expect(results(world)).toEqual(['Delta Import: stopped-connectivity']);
  expect(lifecycleOf(afterCycle(world), idOf(world))).toBe('registered');
});

test('a refused tenant import ends the cycle after the AD import', () => {
  expect(results(withFault(smallWorld(), 'tenant-connector-refused'))).toEqual(['Delta Import: success', 'Delta Import: stopped-extension-dll-exception']);
});

test('one refused object waits with its error while the export goes on, and follows when the fault is off', () => {
  const { faults, ...rest } = withFault(smallWorld({ device: { state: 'pending' } }), 'export-object-error', 'LAPTOP01');
  const renamed = { ...rest, faults, directory: { ...rest.directory, controllers: Object.fromEntries(Object.entries(rest.directory.controllers).map(([name, controller]) => {
    const computer = controller.replica.computers[idOf({ ...rest, faults })];
    if (!computer) throw new Error('LAPTOP01 is not in AD');
    const changed = { ...computer, cn: 'NEW', version: { ...computer.version, usn: controller.usn + 1 } };
    return [name, { ...controller, replica: { ...controller.replica, computers: { [computer.objectGuid]: changed } } }];
  })) } };
  const refused = afterCycle(renamed);
  expect(server(refused)?.runs.at(-1)).toMatchObject({ profile: 'Export', result: 'completed-export-errors', updates: 0 });
  expect(objectOf(refused)).toMatchObject({ pendingExport: 'update', exportError: { name: 'InvalidHardMatch' } });
  const healed = advanceTo({ ...refused, faults: [] }, 45 * minute);
  expect(objectOf(healed)).toMatchObject({ pendingExport: null, exportError: null, exported: { displayName: 'NEW' } });
});

test('a clock years ahead finds every certificate expired, and the device is deleted', () => {
  const world = withFault(smallWorld({ device: { state: 'registered' } }), 'sync-server-clock-wrong');
  expect(objectOf(afterCycle(world))?.withheld).toBe('no-valid-certificate');
  expect(lifecycleOf(afterCycle(world), idOf(world))).toBe('deleted');
  expect(lifecycleOf(afterCycle({ ...world, faults: [{ id: 'sync-server-clock-wrong', target: 'SYNC99' }] }), idOf(world))).toBe('registered');
});
