import { expect, test } from 'vitest';
import { scenarioFrom } from '../test/small-scenario.ts';
import { withEvent } from '../test/support/tampered-worlds.ts';
import { smallWorld } from '../test/small-world.ts';
import { deviceOfExpectation, holdsNow, look, newestRecords, type Evidences, type Watch } from './expectations.ts';
import type { World } from './world.ts';

const asked: unknown[] = [];
const evidences = { portal: { field: ({ device, as }: { device: string; as: string }, name: string) => { asked.push([device, as, name]); return name === 'row' ? 'Pending' : undefined; } } } as unknown as Evidences;
const watch = (see: string, records: Watch['records'] = {}): Watch => {
  const expectation = scenarioFrom(`title: t\nbase: home\ntimeline: [{ at: 0m, see: ${see} }]\n`).timeline[0]?.expectations[0];
  if (!expectation) throw new Error('nothing expected');
  return { expectation, step: 0, fromMs: 0, untilMs: 0, records };
};
const start = smallWorld();
const seen = (see: string, world: World = start, records: Watch['records'] = {}) => look(world, watch(see, records), evidences);
const logged = [334, 304, 334].reduce(withEvent, start);

test.each([
  ['{ portal.row: Pending }', true, 'Pending'],
  ['{ portal.row: Registered }', false, 'Pending'],
  ['{ portal.row: not Registered }', true, 'Pending'],
  ['{ portal.row: not Pending }', false, 'Pending'],
  ['{ portal.row: /^Pen/ }', true, 'Pending'],
  ['{ portal.row: /^pen/ }', false, 'Pending'],
  ['{ portal.row: (any) }', true, 'Pending'],
  ['{ portal.row: (absent) }', false, 'Pending'],
  ['{ portal.registered: not x }', true, '(not shown)'],
  ['{ portal.registered: x }', false, '(not shown)'],
  ['{ portal.registered: /x/ }', false, '(not shown)'],
  ['{ portal.registered: (any) }', false, '(not shown)'],
  ['{ portal.registered: (absent) }', true, '(not shown)'],
])('%s', (see, holds, actual) => {
  expect(seen(see)).toEqual([{ holds, actual }]);
  expect(holdsNow(start, watch(see), evidences)).toBe(holds);
});

test('one looks at the device and with the eyes that are named, else at the first as its user', () => {
  asked.length = 0;
  seen('{ portal.row: x }');
  seen('{ on: LAPTOP01, as: system, portal.row: x }');
  expect(asked).toEqual([['LAPTOP01', 'user', 'row'], ['LAPTOP01', 'system', 'row']]);
  expect(deviceOfExpectation({ ...start, devices: {} }, watch('{ event: 1 }').expectation)).toBe('');
});

test('an event counts when it was written since, in the log that is named', () => {
  expect(seen('{ event: 304 }', logged)).toEqual([{ holds: true, actual: 'events 334, 304, 334' }]);
  expect(seen('{ event: 304 }', logged, { LAPTOP01: 2 })).toEqual([{ holds: false, actual: 'events 334' }]);
  expect(seen('{ event: 334 }', logged, { LAPTOP01: 3 })).toEqual([{ holds: false, actual: 'no event since then' }]);
  expect([seen('{ event: AAD 334 }', logged)[0]?.holds, seen('{ event: User Device Registration 334 }', logged)[0]?.holds, seen('{ event: 335 }', logged)[0]?.holds]).toEqual([false, true, false]);
  expect(seen('{ event: 1 }', Array.from({ length: 20 }, (_, index) => 300 + index).reduce(withEvent, start))[0]?.actual).toBe('events 308, 309, 310, 311, 312, 313, 314, 315, 316, 317, 318, 319');
  expect([newestRecords(start), newestRecords(logged)]).toEqual([{ LAPTOP01: 0 }, { LAPTOP01: 3 }]);
});

test('all conditions must hold; an evidence that does not exist is a bug', () => {
  expect([holdsNow(logged, watch('{ portal.row: Pending, event: 304 }'), evidences), holdsNow(logged, watch('{ portal.row: x, event: 304 }'), evidences)]).toEqual([true, false]);
  expect(() => look(start, watch('{ ad.userCertificate: x }'), evidences)).toThrow('There is no evidence "ad".');
});
