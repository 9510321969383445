import { expect, test } from 'vitest';
import { resultOf, after, told } from '../../test/small-sentences.ts';
import { worlds } from '../../test/small-sessions.ts';

test.each([
  ['on', 'Entra admin disables LAPTOP01', ['no: LAPTOP01 has no object in Azure AD (absent)']],
  ['on', 'Entra admin deletes LAPTOP01', ['no: LAPTOP01 has no object in Azure AD (absent)']],
  ['on', 'Entra admin deletes user carol', ['no: there is nobody called carol in this world | alice | bob']],
  ['on', 'alice resets the password in the cloud with writeback', ['password-sync:SYNC01 CHANGED']],
  ['on', 'alice resets the password in the cloud without writeback', []],
] as const)('%s: %s', (world, sentence, tells) => {
  expect(told(worlds[world], sentence)).toEqual(tells);
});

const world = worlds.joined;
const deviceId = world.devices.LAPTOP01?.objectGuid ?? '';

test('a device object is disabled, enabled or deleted in the portal, as long as there is one', () => {
  const to = { kind: 'cloud-device', of: deviceId };
  expect([resultOf(world, 'Entra admin disables LAPTOP01'), resultOf(world, 'Entra admin enables LAPTOP01')]).toEqual(['DISABLED', 'ENABLED'].map((type) => ({ tells: [{ to, event: { type } }] })));
  expect(resultOf(world, 'Entra admin deletes LAPTOP01').tells).toEqual([{ to, event: { type: 'DELETED' } }]);
  expect(after(world, 'Entra admin deletes LAPTOP01').tenant.devices[deviceId]?.deletedAtMs).toBe(0);
  const chart = world.actors[`cloud-device:${deviceId}`];
  if (!chart) throw new Error('no chart');
  expect(told({ ...world, actors: { ...world.actors, [`cloud-device:${deviceId}`]: { ...chart, value: { lifecycle: 'deleted', account: 'enabled' } } } }, 'Entra admin disables LAPTOP01')).toEqual(['no: LAPTOP01 has no object in Azure AD (deleted)']);
});

const alice = (...sentences: readonly string[]) => after(world, ...sentences).tenant.users['alice@contoso.com'];

test('users are disabled, enabled and deleted in the tenant alone', () => {
  expect([alice('Entra admin disables user alice')?.enabled, alice('Entra admin disables user alice', 'Entra admin enables user alice')?.enabled, alice('Entra admin deletes user alice')]).toEqual([false, true, undefined]);
  expect(after(world, 'Entra admin disables user alice').directory).toBe(world.directory);
});

test('a password reset in the cloud holds there, and in AD only with writeback', () => {
  const versions = (sentence: string) => { const { tenant, directory } = after(world, sentence); return [tenant.users['alice@contoso.com']?.passwordVersion, directory.controllers.DC01?.replica.users.alice?.passwordVersion]; };
  expect(versions('alice resets the password in the cloud with writeback')).toEqual([2, 2]);
  expect(versions('alice resets the password in the cloud without writeback')).toEqual([2, 1]);
});

test('agents run or not, domains are verified or not', () => {
  expect([after(world, 'the pass-through agents stop').tenant.passThroughAgentsRunning, after(world, 'the pass-through agents stop', 'the pass-through agents start').tenant.passThroughAgentsRunning]).toEqual([false, true]);
  expect(after(world, 'Entra admin verifies domain fabrikam.com').tenant.domains).toEqual([{ name: 'contoso.com', realm: 'Managed' }, { name: 'fabrikam.com', realm: 'Managed' }]);
  expect(after(world, 'Entra admin removes domain contoso.com').tenant.domains).toEqual([]);
});
