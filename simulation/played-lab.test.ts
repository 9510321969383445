import { expect, test } from 'vitest';
import { scenarioFrom } from '../test/small-scenario.ts';
import { PlayedLab } from './played-lab.ts';
import { instantsOf, runScenario } from './run-scenario.ts';
import { libraryScenarios } from '../test/support/library.ts';
import { hashWorld } from './world.ts';

const story = (await libraryScenarios()).find(({ id }) => id === 'vpn/logoff-loses-dc');
if (!story) throw new Error('the library has no VPN story');

test('played to an instant, the world is the one of a replay up to there', () => {
  const lab = new PlayedLab(story);
  for (const atMs of instantsOf(story)) {
    lab.advance(atMs - lab.nowMs);
    expect(hashWorld(lab.world)).toBe(hashWorld(runScenario(story, { untilMs: atMs }).world));
  }
});

test('event by event it arrives at the same world', () => {
  const lab = new PlayedLab(story);
  const endMs = 65 * 60_000;
  while (lab.nextMs !== null && lab.nextMs <= endMs) lab.toNextEvent();
  lab.advance(endMs - lab.nowMs);
  expect(hashWorld(lab.world)).toBe(hashWorld(runScenario(story, { untilMs: endMs }).world));
});

test('a branch and a restored lab go on with the timeline from where they are', () => {
  const lab = new PlayedLab(story).advance('1h');
  const snapshot = lab.snapshot();
  const branch = lab.branch();
  const end = hashWorld(runScenario(story, { untilMs: 120 * 60_000 }).world);
  expect(hashWorld(lab.advance('1h').world)).toBe(end);
  expect(hashWorld(branch.advance('1h').world)).toBe(end);
  expect(hashWorld(lab.restore(snapshot).advance('1h').world)).toBe(end);
});

test('stopped, nobody acts; what is no duration is refused before anything happens', () => {
  const lab = new PlayedLab(story).advance('1h');
  lab.stopPlaying();
  const before = lab.trace.entries.filter(({ kind }) => kind === 'action').length;
  lab.advance('2h');
  expect(lab.trace.entries.filter(({ kind }) => kind === 'action').length).toBe(before);
  const again = new PlayedLab(story);
  expect(() => again.advance('soon')).toThrow('is no duration');
  expect(again.nowMs).toBe(0);
});

const minute = 60_000;
const small = scenarioFrom('title: t\nbase: office\nchange: { task.nextRun: 300m, LAPTOP01.cached: alice }\ntimeline:\n  - { at: 0m, do: alice signs in }\n  - { at: 5m, see: { portal.row: absent } }\n  - { at: 10m, do: [fault drs-busy on] }\n  - { at: 20m, do: [alice locks, alice locks] }\n');
const done = (lab: PlayedLab): unknown[] => lab.trace.entries.filter(({ kind }) => kind === 'action').map(({ atMs, data }) => [atMs / minute, data.text]);

test('what is to be done at an instant is done when it comes, once; steps that only look are nothing to wait for', () => {
  const lab = new PlayedLab(small);
  expect(lab.nextMs).toBe(0);
  expect(done(lab.advance(0))).toEqual([[0, 'alice signs in']]);
  expect(done(lab.advance('9m'))).toEqual([[0, 'alice signs in']]);
  expect(lab.nextMs).toBeLessThanOrEqual(10 * minute);
  lab.advance('1m');
  expect(lab.world.faults.map(({ id }) => id)).toEqual(['drs-busy']);
  expect(done(lab)).toHaveLength(2);
});

test('the next event is the timeline\'s or the world\'s, whichever comes first; at one instant both happen', () => {
  const lab = new PlayedLab(small);
  lab.toNextEvent();
  expect([lab.nowMs, done(lab)]).toEqual([0, [[0, 'alice signs in']]]);
  const dueMs = lab.world.agenda[0]?.dueMs ?? 0;
  expect(dueMs).toBeGreaterThan(0);
  expect(lab.nextMs).toBe(dueMs);
  lab.toNextEvent();
  expect([lab.nowMs, lab.world.agenda[0]?.dueMs]).not.toEqual([dueMs, dueMs]);
  while (lab.nowMs < 10 * minute) lab.toNextEvent();
  expect([lab.nowMs, lab.world.faults.length]).toEqual([10 * minute, 1]);
});

test('without anything due and anything to be done nothing happens any more', () => {
  const lab = new PlayedLab(small).advance('30m');
  const idle = new PlayedLab(small, {}, { ...lab.world, agenda: [] }, lab.trace);
  expect([idle.nextMs, idle.toNextEvent().nowMs]).toEqual([null, 30 * minute]);
});

test('what is impossible is left out and told; what else is written there is done', () => {
  const told: string[] = [];
  const lab = new PlayedLab(small, { onLeftOut: (message) => told.push(message) }).advance('20m');
  expect(done(lab).at(-1)).toEqual([20, 'alice locks']);
  expect(told).toEqual([expect.stringMatching(/^At 20m the timeline says "alice locks", which is impossible now: .+\. It was left out\.$/)]);
});

test('restored to an instant, what was done there is not done again; begun at one, it is done', () => {
  const lab = new PlayedLab(small).advance('10m');
  const at10m = lab.snapshot();
  lab.advance('1m').restore(at10m).advance(0);
  expect(done(lab).filter((one) => JSON.stringify(one).includes('drs-busy'))).toHaveLength(1);
  expect(done(lab.restore(at10m).advance('10m')).at(-1)).toEqual([20, 'alice locks']);
  const begun = new PlayedLab(small, {}, { ...new PlayedLab(small).world, nowMs: 10 * minute, agenda: [] });
  expect(done(begun.advance(0))).toEqual([[10, 'fault drs-busy on']]);
});

test('a stopped lab stays stopped, in a branch and restored', () => {
  const lab = new PlayedLab(small).advance('1m');
  const snapshot = lab.snapshot();
  lab.stopPlaying();
  expect(done(lab.branch().advance('30m'))).toHaveLength(1);
  expect(done(lab.branch().restore(snapshot).advance('30m'))).toHaveLength(1);
  expect(done(lab.restore(snapshot).advance('30m'))).toHaveLength(1);
});

test('a time that is no duration, or goes back, is refused before anybody acts', () => {
  const lab = new PlayedLab(small);
  expect(() => lab.advance('soon')).toThrow('is no duration');
  expect(() => lab.advance(-1)).toThrow('is no duration');
  expect([lab.nowMs, done(lab)]).toEqual([0, []]);
});
