import { expect, test } from 'vitest';
import { smallWorld } from '../test/small-world.ts';
import { advanceOneInstant, advanceTo, advancingBefore, advancingTo, itemsPerInstantMax, LimitReached, withoutPause, type Advancing } from './advance.ts';
import type { AgendaItem } from './agenda.ts';
import type { World } from './world.ts';

const at = (dueMs: number, name: string): AgendaItem => ({ kind: 'timer', dueMs, rank: 1, actor: 'task:LAPTOP01', id: `timer:${name}`, event: { type: name }, cause: null });
const world: World = { ...smallWorld(), agenda: [at(5, 'A'), at(5, 'B'), at(9, 'C')] };
const left = ({ agenda }: World) => agenda.map(({ dueMs }) => dueMs);

test('one instant is everything that is due at it', () => {
  const next = advanceOneInstant(world);
  expect([next.nowMs, left(next)]).toEqual([5, [9]]);
  const idle = { ...world, agenda: [] };
  expect(advanceOneInstant(idle)).toBe(idle);
});

test('up to an instant it is included, before it is not', () => {
  const instants: number[] = [];
  const to = advanceTo(world, 9, undefined, ({ nowMs }) => instants.push(nowMs));
  expect([to.nowMs, left(to), instants]).toEqual([9, [], [5, 9]]);
  instants.length = 0;
  const before = withoutPause(advancingBefore(world, 9, undefined, ({ nowMs }) => instants.push(nowMs)));
  expect([before.nowMs, left(before), instants]).toEqual([9, [9], [5]]);
  expect([advanceTo(world, 4).nowMs, left(advanceTo(world, 4)), advanceTo(world, 7).nowMs, left(advanceTo(world, 8))]).toEqual([4, [5, 5, 9], 7, [9]]);
  expect(withoutPause(advancingBefore({ ...world, nowMs: 9, agenda: [] }, 4)).nowMs).toBe(9);
});

/** A laptop whose first attempt of the day has reached discovery. */
function atDiscovery(): World {
  let asking = advanceTo(smallWorld({ device: { location: 'corporate-lan', power: 'on' } }), 60 * 60_000);
  for (let guard = 0; guard < 1000 && !Object.values(asking.questions).some(({ operation, leg }) => operation === 'discoverRegistrationService' && leg === 'request'); guard += 1) asking = advanceOneInstant(asking);
  return asking;
}

test('a request that is answered outside pauses the run at the instant at which it arrives, once, and goes on with the answer', () => {
  const asking = atDiscovery();
  const arrivesAtMs = asking.agenda.find(({ id }) => id.includes('discoverRegistrationService'))?.dueMs;
  const advancing: Advancing = advancingTo(asking, asking.nowMs + 60_000, undefined, undefined, ({ operation }) => operation === 'discoverRegistrationService');
  const pause = advancing.next();
  expect(pause.done).toBe(false);
  if (pause.done) return;
  expect([pause.value.question.operation, pause.value.world.nowMs]).toEqual(['discoverRegistrationService', arrivesAtMs]);
  const failure = { code: '0x801c0021', reason: 'told from outside' };
  const end = advancing.next({ outcome: { ok: false, failure } });
  expect(end.done).toBe(true);
  if (!end.done) return;
  expect(end.value.devices.LAPTOP01?.eventLog.map(({ id }) => id)).toContain(304);
  expect(() => withoutPause(advancingTo(asking, asking.nowMs + 60_000, undefined, undefined, () => true))).toThrow('nobody gives one');
});

test('an instant that goes in circles is given up by its own name', () => {
  const three: World = { ...world, agenda: [at(5, 'A'), at(5, 'B'), at(5, 'C'), at(9, 'D')] };
  expect(left(advanceOneInstant(three, undefined, 3))).toEqual([9]);
  expect(() => advanceOneInstant(three, undefined, 1)).toThrow(new LimitReached('more than 1 things were due at 5 ms; the last was task:LAPTOP01'));
  expect(itemsPerInstantMax).toBe(100_000);
});

test('nobody need listen, and where nothing is due the world is the same', () => {
  const before = (from: World): World => withoutPause(advancingBefore(from, 9));
  expect([before(world).nowMs, left(before(world))]).toEqual([9, [9]]);
  const idle = { ...world, nowMs: 9, agenda: [] };
  expect([before(idle), advanceTo(idle, 9)]).toEqual([idle, idle]);
  expect(before(idle)).toBe(idle);
});
