import { expect, test } from 'vitest';
import { scenarioFrom } from '../test/small-scenario.ts';
import type { Evidences } from './expectations.ts';
import { replay, type ReplayOptions } from './replay.ts';
import { durationOf, instantsOf, runScenario, worldOf } from './run-scenario.ts';
import { advanceTo, LimitReached } from './advance.ts';
import type { World } from './world.ts';

/** An evidence that says how many minutes have passed, as far as a world that sleeps can say. */
const evidences = { portal: { field: ({ world }: { world: World }, name: string) => (name === 'row' ? String(Math.floor(world.nowMs / 60_000)) : undefined) } } as unknown as Evidences;
const minute = 60_000;
const scenario = (timeline: string) => scenarioFrom(`title: t\nbase: home\nchange: { task.nextRun: 3m, task.repeatEvery: 1m, LAPTOP01.cached: alice }\ntimeline:\n${timeline}`);
const run = (timeline: string, options: Partial<ReplayOptions> = {}) => { const what = scenario(timeline); return replay(what, worldOf(what), { evidences, ...options }); };
const failures = (timeline: string, options: Partial<ReplayOptions> = {}) => run(timeline, options).failures.map(({ kind, step, atMs, at, message }) => [kind, step, atMs / minute, at?.line, message]);

test.each([
  ['  - { at: 1m, see: { portal.row: "1" } }\n', []],
  ['  - { at: 1m, see: { portal.row: "2" } }\n', [['expectation', 0, 1, 5, 'not seen']]],
  ['  - { at: 1m, see: { portal.row: not 1 } }\n', [['expectation', 0, 1, 5, 'not seen']]],
  ['  - { at: 1m, see: { portal.row: "/^[1-3]$/" } }\n', []],
  ['  - { at: 1m, see: { portal.registered: (absent) } }\n', []],
  ['  - { at: 1m, see: { portal.registered: (any) } }\n', [['expectation', 0, 1, 5, 'not seen']]],
  ['  - { at: 1m, see: { portal.registered: /x/ } }\n', [['expectation', 0, 1, 5, 'not seen']]],
  ['  - { at: 1m, see: { within: 4m, portal.row: "3" } }\n', []],
  ['  - { at: 1m, see: { within: 1m, portal.row: "3" } }\n', [['expectation', 0, 2, 5, 'not seen in time']]],
  ['  - { at: 1m, see: { within: 4m, takes: 2m..3m, portal.row: "3" } }\n', []],
  ['  - { at: 1m, see: { within: 4m, takes: 1m, portal.row: "3" } }\n', [['expectation', 0, 3, 5, 'it took 120000 ms, not 60000 to 60000 ms']]],
  ['  - { at: 1m, see: { within: 4m, takes: 3m..4m, portal.row: "3" } }\n', [['expectation', 0, 3, 5, 'it took 120000 ms, not 180000 to 240000 ms']]],
  ['  - { at: 1m, see: { always: 4m, portal.row: "/^[1-5]$/" } }\n', []],
  ['  - { at: 1m, see: { always: 4m, portal.row: "/^[1-3]$/" } }\n', [['expectation', 0, 4, 5, 'it did not hold all the time']]],
  ['  - { at: 1m, see: { never: 4m, portal.row: "7" } }\n', []],
  ['  - { at: 1m, see: { never: 4m, portal.row: "4" } }\n', [['expectation', 0, 4, 5, 'it happened']]],
  ['  - { at: 1m, see: { within: 4m, portal.row: "9" } }\n  - { at: 2m, see: { portal.row: "9" } }\n', [['expectation', 1, 2, 6, 'not seen'], ['expectation', 0, 5, 5, 'not seen in time']]],
])('%j', (timeline, expected) => {
  expect(failures(timeline)).toEqual(expected);
});

test('what was shown instead stands beside what was expected, each condition by itself', () => {
  const { failures: [failure], status } = run('  - { at: 1m, see: { portal.row: "1", portal.registered: Pending, event: 334 } }\n');
  expect(status).toBe('failed');
  expect(failure?.conditions).toEqual([
    { text: 'portal.row: 1', holds: true, actual: '1' }, { text: 'portal.registered: Pending', holds: false, actual: '(not shown)' }, { text: 'event: 334', holds: false, actual: 'no event since then' },
  ]);
});

test('a run ends with its last window, or where it was told to', () => {
  expect([run('  - { at: 1m, see: { always: 4m, portal.row: (any) } }\n').virtualMs, run('  - at: 7m\n').virtualMs]).toEqual([5 * minute, 7 * minute]);
  expect(run('  - at: 1m\n', { untilMs: 9 * minute }).virtualMs).toBe(9 * minute);
  const cut = run('  - { at: 1m, see: { within: 4m, portal.row: "4" } }\n  - { at: 8m, see: { portal.row: "x" } }\n', { untilMs: 2 * minute });
  expect([cut.status, cut.virtualMs, cut.world.nowMs]).toEqual(['passed', 2 * minute, 2 * minute]);
});

test('an action that makes no sense ends the run at its own line, with what would', () => {
  const result = run('  - at: 1m\n    do:\n      - LAPTOP01 shuts down\n      - LAPTOP01 restarts\n    see: { portal.row: x }\n  - { at: 2m, see: { portal.row: x } }\n');
  expect([result.status, result.virtualMs]).toEqual(['invalid', minute]);
  expect(result.failures).toEqual([{ kind: 'impossible-action', step: 0, atMs: minute, at: { line: 8, column: 9 }, message: 'LAPTOP01 is off', conditions: [], validChoices: ['LAPTOP01 powers on'] }]);
});

test('events count from the step on', () => {
  const events = '  - { at: 0m, do: alice signs in, see: { within: 1m, event: 334 } }\n';
  expect(failures(`${events}  - { at: 2m, see: { event: 334 } }\n`)).toEqual([['expectation', 1, 2, 6, 'not seen']]);
  expect(failures('  - { at: 0m, do: alice signs in, see: { within: 1m, event: AAD 334 } }\n').length).toBe(1);
});

test('a monitor is asked after every instant; what it says is a failure, once', () => {
  const seen: number[] = [];
  const monitor = { check: ({ nowMs }: World) => (nowMs >= 4 * minute ? ['late'] : []), end: () => ['at the end'] };
  const result = run('  - at: 1m\n  - at: 6m\n', { monitor, onInstant: ({ nowMs }) => seen.push(nowMs) });
  expect(result.failures.map(({ kind, step, atMs, at, message }) => [kind, step, atMs, at, message])).toEqual([['invariant', -1, 4 * minute, null, 'late'], ['invariant', -1, 6 * minute, null, 'at the end']]);
  expect(seen.length).toBeGreaterThan(3);
  expect([...seen].sort((a, b) => a - b)).toEqual(seen);
  expect(run('  - at: 1m\n', { monitor, untilMs: 2 * minute }).failures).toEqual([]);
});

test('what a world breaks before anything happens is a failure, too', () => {
  expect(failures('  - at: 1m\n', { monitor: { check: () => ['always'] } })).toEqual([['invariant', -1, 0, undefined, 'always']]);
});

test('a run that goes in circles is given up', () => {
  expect(failures('  - at: 1m\n', { onInstant: () => { throw new LimitReached('in circles'); } })).toEqual([['limit', 0, 1, undefined, 'in circles']]);
  expect(() => run('  - at: 1m\n', { onInstant: () => { throw new TypeError('a bug'); } })).toThrow('a bug');
});

test('the trace has every verdict; a run without a trace has no hash and the same end', () => {
  const what = scenario('  - { at: 1m, do: alice signs in, see: { within: 2m, event: 334 } }\n');
  const traced = runScenario(what);
  const bare = runScenario(what, { withTrace: false });
  expect(traced.trace.entries.filter(({ kind }) => kind === 'expectation').map(({ actor, data }) => [actor, data])).toEqual([['scenario', { ok: true, mode: 'within', text: 'event: 334' }]]);
  expect([traced.status, traced.traceHash.length, bare.traceHash, bare.trace.entries.length, bare.world.nowMs]).toEqual(['passed', 64, '', 0, traced.world.nowMs]);
  expect(traced.scenario).toBe(what);
  expect(runScenario(what).traceHash).toBe(traced.traceHash);
});

test('the instants of a scenario are those at which it asserts, and its end is that of its last window', () => {
  const what = scenario('  - at: 0m\n  - { at: 1m, see: { portal.row: x } }\n  - { at: 1m, see: { within: 9m, portal.row: x } }\n  - { at: 3m, do: wait }\n');
  expect([instantsOf(what), durationOf(what)]).toEqual([[minute], 10 * minute]);
  expect([instantsOf(scenario('  - at: 3m\n')), durationOf(scenario('  - at: 3m\n'))]).toEqual([[], 3 * minute]);
  expect(advanceTo(worldOf(what), minute).nowMs).toBe(minute);
});
