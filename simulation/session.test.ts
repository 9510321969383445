import { expect, test } from 'vitest';
import type { Json } from '../knowledge/vocabulary.ts';
import { withChart } from '../test/support/tampered-worlds.ts';
import { smallWorld } from '../test/small-world.ts';
import { sessionOf } from './session.ts';

const context = { user: 'alice', upn: 'alice@contoso.com', verifiedBy: 'DC01', refusedWith: '0xc000006d' };
const somebody = { user: 'alice', upn: 'alice@contoso.com' };
const nobody = { user: null, upn: null };

test.each<[Json, object]>([
  ['off', { state: 'off', ...nobody }],
  ['booting', { state: 'booting', ...nobody }],
  ['signInScreen', { state: 'sign-in screen', ...nobody }],
  [{ verifying: 'fromCache' }, { state: 'verifying', ...nobody }],
  [{ signedIn: 'unlocked' }, { state: 'unlocked', ...somebody }],
  [{ signedIn: 'locked' }, { state: 'locked', ...somebody }],
  [{ signedIn: { unlocking: 'fromCache' } }, { state: 'locked', ...somebody }],
])('a session whose chart is %j', (value, expected) => {
  expect(sessionOf(withChart(smallWorld(), 'session:LAPTOP01', value, context), 'LAPTOP01')).toEqual({ ...expected, verifiedBy: 'DC01', refusedWith: '0xc000006d' });
});

test('a chart that has not learnt anything, and none at all', () => {
  const empty = { ...smallWorld(), actors: { 'session:LAPTOP01': { value: { signedIn: 'unlocked' }, context: {}, status: 'active' as const } } };
  expect(sessionOf(empty, 'LAPTOP01')).toEqual({ state: 'unlocked', ...nobody, verifiedBy: null, refusedWith: null });
  expect(sessionOf(smallWorld(), 'PC09')).toEqual({ state: 'verifying', ...nobody, verifiedBy: null, refusedWith: null });
});
