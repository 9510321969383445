import { expect, test } from 'vitest';
import { scenarioFrom } from '../test/small-scenario.ts';
import type { Evidences } from './expectations.ts';
import { replay, replayThrough } from './replay.ts';
import { worldOf } from './run-scenario.ts';
import type { World } from './world.ts';

const minute = 60_000;
/** How many minutes have passed. */
const evidences = { portal: { field: ({ world }: { world: World }, name: string) => (name === 'row' ? String(Math.floor(world.nowMs / minute)) : undefined) } } as unknown as Evidences;
const scenario = (properties: string, timeline = '  - { at: 1m, see: { always: 4m, portal.row: (any) } }\n') =>
  scenarioFrom(`title: t\nbase: home\nchange: { task.nextRun: 3m, task.repeatEvery: 1m, LAPTOP01.cached: alice }\nproperties:\n${properties}timeline:\n${timeline}`);
const run = (properties: string) => { const what = scenario(properties); return replay(what, worldOf(what), { evidences }); };

test('a promise of the scenario is held at every instant of the run; broken, it names itself, once', () => {
  expect(run('  - { name: early, always: { portal.row: "/^[0-9]$/" } }\n').failures).toEqual([]);
  const { status, failures } = run('  - { name: early, always: { portal.row: "/^[0-3]$/" } }\n');
  expect([status, failures.length]).toEqual(['failed', 1]);
  expect(failures[0]).toMatchObject({ atMs: 4 * minute, conditions: [{ text: 'portal.row: /^[0-3]$/', holds: false, actual: '4' }] });
  expect(failures[0]?.message).toContain('early');
});

test('it is held where its if: shows, and nowhere else; other kinds of promise are no matter of a run', () => {
  expect(run('  - { name: a, always: { if: { portal.row: "9" }, then: { portal.row: "0" } } }\n').failures).toEqual([]);
  expect(run('  - { name: a, always: { if: { portal.row: "4" }, then: { portal.row: "0" } } }\n').failures.map(({ atMs }) => atMs)).toEqual([4 * minute]);
  expect(run('  - { name: s, sometimes: { portal.row: "9" } }\n').failures).toEqual([]);
});

test('two promises are two failures, each at its own instant', () => {
  expect(run('  - { name: a, always: { portal.row: "/^[0-2]$/" } }\n  - { name: b, always: { portal.row: "/^[0-3]$/" } }\n').failures.map(({ atMs, message }) => [atMs / minute, /\b[ab]\b/.exec(message)?.[0]])).toEqual([[3, 'a'], [4, 'b']]);
});

test('a run some of whose questions are answered outside waits for each answer, and is the same run', async () => {
  const what = scenarioFrom('title: t\nbase: home\nchange: { task.nextRun: 3m, task.repeatEvery: 1m }\ntimeline:\n  - { at: 6m, see: { portal.row: "6" } }\n');
  const direct = replay(what, worldOf(what), { evidences });
  const asked: string[] = [];
  const outside = await replayThrough(what, worldOf(what), { evidences, answeredOutside: ({ operation }) => operation === 'locateController' || operation === 'readLocalState' }, ({ question: { operation }, world }) => {
    asked.push(`${operation} at ${world.nowMs / minute}m`);
    return Promise.resolve({ outcome: { ok: false, failure: { code: '0x8007054b', reason: 'told from outside', atMs: world.nowMs } } });
  });
  expect(asked.length).toBeGreaterThan(0);
  expect(asked[0]).toMatch(/^readLocalState at 3(?:\.\d+)?m$/);
  expect(outside.status).toBe('passed');
  expect(outside.trace.hash()).not.toBe(direct.trace.hash());
  const nobody = await replayThrough(what, worldOf(what), { evidences, answeredOutside: () => false }, () => Promise.reject(new Error('nobody is asked')));
  expect(nobody.trace.hash()).toBe(direct.trace.hash());
  await expect(replayThrough(what, worldOf(what), { evidences, answeredOutside: () => true }, () => Promise.reject(new Error('the door is shut')))).rejects.toThrow('the door is shut');
});
