import { expect, test } from 'vitest';
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
