import { expect, test } from 'vitest';
import { smallWorld } from '../test/small-world.ts';
import { deleteDevice, enableDevice } from './cloud-device-changes.ts';

test('enabling, disabling and deleting tell the object\'s chart; deleting notes when', () => {
  const told = (type: string) => [{ to: { kind: 'cloud-device', of: 'd' }, event: { type } }];
  expect([enableDevice('d', true), enableDevice('d', false)]).toEqual([{ tells: told('ENABLED') }, { tells: told('DISABLED') }]);
  const world = { ...smallWorld({ device: { state: 'registered' } }), nowMs: 42 };
  const id = world.devices.LAPTOP01?.objectGuid ?? '';
  const deleted = deleteDevice(world, id);
  expect(deleted.tells).toEqual([{ to: { kind: 'cloud-device', of: id }, event: { type: 'DELETED' } }]);
  expect(deleted.changes.tenant.devices[id]?.deletedAtMs).toBe(42);
});
