import { expect, test } from 'vitest';
import { smallWorld } from '../../../test/small-world.ts';
import { alphabet } from '../alphabet.ts';
import { noReturnOf } from './no-return.ts';
import { whenOf } from './when.ts';

const actions = alphabet(['alice signs in', 'alice signs out']);
const office = smallWorld({ device: { location: 'corporate-lan' } });

test('in the office the device registers by itself, and its user has a token only when somebody signs in', () => {
  const { alone, withUsers } = whenOf(office, 'LAPTOP01', { actions });
  expect([alone.registered.earliest.kind, alone.prt.earliest.kind, withUsers.prt.earliest.kind]).toEqual(['at', 'beyond', 'at']);
  expect(withUsers.prt.actions.map(({ text }) => text)).toContain('alice signs in');
  // Nobody has to sign in: the token can be put off for ever.
  expect(withUsers.prt.latest.kind).toBe('never');
});

test('who says stop gets an answer that says so', () => {
  const stopped = whenOf(office, 'LAPTOP01', { actions, shouldStop: () => true });
  expect(stopped.alone.registered.latest.kind).not.toBe('at');
  expect(noReturnOf([office], 'LAPTOP01', actions, 1_000_000, () => true).stretches).toMatchObject([{ fromMs: 0, helps: 'limit' }]);
});
