import { expect, test } from 'vitest';
import { guidOf, registered, withLifecycle } from '../test/support/tampered-worlds.ts';
import { smallWorld } from '../test/small-world.ts';
import { isEnabled, lifecycleOf, mayAuthenticate } from './cloud-device.ts';

const world = registered();
const id = guidOf(world);

test.each([
  ['absent', 'enabled', ['absent', true, false]],
  ['registered', 'enabled', ['registered', true, true]],
  ['registered', 'disabled', ['registered', false, false]],
  ['registered', 'disabling', ['registered', false, true]],
  [{ pending: 'visible' }, 'enabled', ['pending', true, false]],
  [{ deleted: 'tokensStillWork' }, 'enabled', ['deleted', true, true]],
  [{ deleted: 'tokensStillWork' }, 'disabled', ['deleted', false, false]],
  [{ deleted: 'gone' }, 'enabled', ['deleted', true, false]],
] as const)('an object that is %j and %s', (lifecycle, account, expected) => {
  const at = withLifecycle(world, lifecycle, account);
  expect([lifecycleOf(at, id), isEnabled(at, id), mayAuthenticate(at, id)]).toEqual(expected);
});

test('an object that never was is absent, not enabled, and authenticates nobody', () => {
  expect([lifecycleOf(smallWorld(), id), isEnabled(smallWorld(), id), mayAuthenticate(smallWorld(), id)]).toEqual(['absent', false, false]);
});
