import { expect, test } from 'vitest';
import { smallWorld } from '../test/small-world.ts';
import { recipients } from './recipients.ts';
import { change } from './step.ts';
import type { World } from './world.ts';

const presented = (world: World, user: string): World =>
  change(world, 'test', { tells: [{ to: { kind: 'prt', of: `LAPTOP01/${user}` }, event: { type: 'CREDENTIAL_PRESENTED', moment: 'sign-in', credential: 'password', passwordVersion: 1, upn: `${user}@contoso.com` } }] }, null);

test('what is told to the tokens of a device reaches those of all its users, from a chart of the device and from outside', () => {
  const world = presented(presented(smallWorld(), 'alice'), 'bob');
  const both = ['prt:LAPTOP01/alice', 'prt:LAPTOP01/bob'];
  expect(recipients(world, 'registration:LAPTOP01', 'prt')).toEqual(both);
  expect(recipients(world, 'person:somebody', { kind: 'prt', of: 'LAPTOP01' })).toEqual(both);
});

test('where nobody has signed in there is no token to tell of it', () => {
  expect(recipients(smallWorld(), 'person:somebody', { kind: 'prt', of: 'LAPTOP01' })).toEqual([]);
});

test('one user, one cloud object: told by name, and started when they do not exist', () => {
  expect(recipients(smallWorld(), 'person:somebody', { kind: 'prt', of: 'LAPTOP01/alice' })).toEqual(['prt:LAPTOP01/alice']);
  expect(recipients(smallWorld(), 'person:somebody', { kind: 'cloud-device', of: 'some-guid' })).toEqual(['cloud-device:some-guid']);
});
