import { expect, test } from 'vitest';
import { smallWorld } from '../test/small-world.ts';
import { advanceTo } from './advance.ts';
import { performAction } from './perform.ts';
import { noTrace, Trace, type TraceSink } from './trace.ts';
import { compareWorlds, hashWorld, kindOf, ownerOf, placeOf, restoreWorld, serialiseWorld, type World } from './world.ts';

/** The run of the sign-in trigger has a question under way. */
const inMidRun = 30_300;
const signIn = { text: 'alice signs in', verb: 'sign-in', words: { person: 'alice' }, at: null };
const at = (nowMs: number, trace: TraceSink = noTrace): World => advanceTo(performAction(smallWorld(), signIn, trace), nowMs, trace);

test('the hash of a world does not tell whether a trace was kept, nor whether the world was stored in between', () => {
  const world = at(inMidRun);
  expect(world.questions).not.toEqual({});
  expect(hashWorld(at(inMidRun, new Trace()))).toBe(hashWorld(world));
  expect(hashWorld(restoreWorld(serialiseWorld(world)))).toBe(hashWorld(world));
});

test('worlds that differ have different hashes, and the comparison names where', () => {
  const world = at(inMidRun);
  const other = { ...world, devices: { ...world.devices, LAPTOP01: { ...world.devices.LAPTOP01, recoveryNeeded: true } } } as World;
  expect(hashWorld(other)).not.toBe(hashWorld(world));
  expect(compareWorlds(world, other)).toEqual(['devices.LAPTOP01.recoveryNeeded']);
  expect(compareWorlds(world, world)).toEqual([]);
  expect(compareWorlds({ a: 1, b: [1, 2], c: null }, { a: 2, b: [1, 3], d: 0 })).toEqual(['a', 'b.1', 'c', 'd']);
  expect(compareWorlds({ a: 1, b: 2, c: 3 }, {}, 2)).toHaveLength(2);
});

test('a chart is named by its kind and its owner, who lives at a place', () => {
  expect([kindOf('prt:LAPTOP01/alice'), ownerOf('prt:LAPTOP01/alice'), placeOf('prt:LAPTOP01/alice')]).toEqual(['prt', 'LAPTOP01/alice', 'LAPTOP01']);
  expect([kindOf('task:LAPTOP01'), ownerOf('task:LAPTOP01'), placeOf('task:LAPTOP01')]).toEqual(['task', 'LAPTOP01', 'LAPTOP01']);
});

test('only the text of a world is restored', () => {
  const world = at(inMidRun);
  expect(restoreWorld(serialiseWorld(world))).toEqual(world);
  const { agenda: _agenda, ...withoutAgenda } = world;
  const next = 'serialiseWorld and lab.snapshot() write one.';
  expect(() => restoreWorld(JSON.stringify({ ...withoutAgenda, devices: [] }))).toThrow(`The text is no world of joinlab: it lacks agenda, devices. ${next}`);
  expect(() => restoreWorld('[]')).toThrow(`The text is no world of joinlab but list. ${next}`);
  expect(() => restoreWorld('null')).toThrow(`The text is no world of joinlab but null. ${next}`);
  expect(() => restoreWorld('nowMs: 0')).toThrow(/^The text is no world of joinlab: .*JSON.*serialiseWorld and lab\.snapshot\(\) write one\.$/);
});
