import { expect, test } from 'vitest';
import { createActor } from 'xstate';
import { chartActions, failureOf, question } from './language.ts';

test('a chart tells, logs and performs, and has no other way to act; none of the three does anything by itself', () => {
  expect(Object.keys(chartActions).toSorted()).toEqual(['log', 'perform', 'tell']);
  expect(Object.values(chartActions).map((act) => act(undefined, { to: 'vpn', event: { type: 'BOOTED' }, log: 'AAD', id: 1006, act: 'cacheLogon' }))).toEqual([undefined, undefined, undefined]);
});

test('a question stays open until somebody answers it: nothing in a chart does', async () => {
  const asked = createActor(question<{ controller: string }, { found: boolean }>(), { input: { controller: 'DC01' } }).start();
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  expect(asked.getSnapshot()).toMatchObject({ status: 'active', input: { controller: 'DC01' } });
  asked.stop();
});

test('the failure of a question is handed on as it came', () => {
  const failure = { code: '0x8007054b', reason: 'no domain controller could be located' };
  expect(failureOf({ error: failure })).toBe(failure);
});
