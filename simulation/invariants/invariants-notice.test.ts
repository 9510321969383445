import { expect, test } from 'vitest';
import { invariants } from '../../knowledge/invariants.ts';
import { breaches, brokenBy } from '../../test/support/broken-invariants.ts';
import { at, guidOf, pending, registered } from '../../test/support/tampered-worlds.ts';
import { smallWorld } from '../../test/small-world.ts';
import { createInvariantMonitor, coveredInvariants, uncoveredInvariants } from './index.ts';

test('covered and uncovered invariants are the 47 of the dossier, each once', () => {
  const ids = [...coveredInvariants, ...uncoveredInvariants.map(({ id }) => id)];
  expect([...ids].sort()).toEqual(invariants.map(({ id }) => id).sort());
  expect(uncoveredInvariants.every(({ reason }) => reason.length > 20)).toBe(true);
});

test('every covered invariant has a world here that breaks it', () => {
  expect(Object.keys(breaches).sort()).toEqual([...coveredInvariants].sort());
});

test.each(Object.entries(breaches))('%s notices its breach', (id, worlds) => {
  expect(brokenBy(worlds()).map((message) => message.split(' ', 1)[0])).toContain(id);
});

test('a breach names the number, the sentence, and what is wrong where', () => {
  expect(brokenBy(breaches.I23?.() ?? [])).toContain('I23 broken: Deleting or disabling in AD or directly in Entra changes the local join state. Here: LAPTOP01 lost its local join without leaving.');
});

test('a good world breaks nothing, whether it is new, pending or registered', () => {
  expect([smallWorld(), pending(), registered()].map((world) => brokenBy([world, at(world, 1)]))).toEqual([[], [], []]);
});

test('the report says how each invariant stands, eventual ones with what they wait for', () => {
  const monitor = createInvariantMonitor();
  for (const world of breaches.I28?.() ?? []) monitor.check(world);
  const report = new Map(monitor.report().map(({ id, status }) => [id, status]));
  expect([...report.keys()]).toEqual(coveredInvariants);
  expect([report.get('I28'), report.get('I1'), report.get('I19')]).toEqual(['broken', 'held', 'held']);
  const waits = createInvariantMonitor();
  waits.check(pending());
  expect(waits.report().find(({ id }) => id === 'I20')).toEqual({ id: 'I20', status: 'pending', why: 'LAPTOP01 is Pending' });
  expect(guidOf(pending())).toMatch(/^[0-9a-f-]{36}$/);
});
