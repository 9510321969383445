import { expect, test } from 'vitest';
import { inOneLine, problemsOf, scenarioFrom, smallContext } from '../../test/small-scenario.ts';
import { scenarioFromDefinition } from './define-scenario.ts';

const steps = 'title: t\nbase: home\ntimeline:\n';

test.each([
  ['', ['3:10 JL208 "timeline" is a list of at least one step | - at: 0m']],
  ['  soon\n', ['4:3 JL207 "timeline" is a list of at least one step | - at: 0m']],
  ['  []\n', ['4:3 JL208 "timeline" is a list of at least one step | - at: 0m']],
  ['  - soon\n', ['4:5 JL207 a step is a mapping with at, do, see | - at: 5m']],
  ['  - do: alice signs in\n', ['4:5 JL206 a step needs "at" or "after" | at: 5m | after: 5m']],
  ['  - { at: 5m, after: 5m }\n', ['4:15 JL206 "at" counts from the start, "after" from the step above: one of them | at: 5m | after: 5m']],
  ['  - at: 10m\n  - at: 5m\n', ['5:9 JL206 5m is before the step above (10m) | at: 10m | after: 5m']],
  ['  - at: 10m\n  - at: 10m\n', []],
  ['  - at: noon\n', ['4:9 JL206 "at": "noon" is no duration | 0m | 5m | 1h30m | 14d']],
  ['  - at: -5m\n', ['4:9 JL206 "at": -5m is negative | 0m | 5m | 1h30m | 14d']],
  ['  - at:\n', ['4:8 JL206 "at": is a duration | 0m | 5m | 1h30m | 14d']],
  ['  - at: [5m]\n', ['4:9 JL206 "at": is a duration | 0m | 5m | 1h30m | 14d']],
  ['  - at: 3661d\n', ['4:9 JL206 "at": 3661d is more than ten years']],
  ['  - at: 3660d\n', []],
  ['  - at: 3660d\n  - after: 1d\n', ['5:12 JL206 3661d is more than ten years after the start']],
  ['  - { at: 0m, doo: x }\n', ['4:15 JL203 a step has no "doo" | do']],
  ['  - { at: 0m, do: [], note: n }\n', []],
  ['  - { at: 0m, do: { a: b } }\n', ['4:19 JL207 "do" is a text or a list of texts']],
  ['  - { at: 0m, do: ["", alice signs in] }\n', ['4:20 JL207 "do" is a text or a list of texts']],
  ['  - { at: 0m, do: alice signs inn }\n', ['4:19 JL204 "alice signs inn" | alice signs in']],
  ['  - { at: 0m, do: [alice signs in, carol signs in] }\n', ['4:36 JL209 there is no person "carol" | alice']],
  ['  - at: x\n  - at: y\n', ['4:9 JL206 "at": "x" is no duration | 0m | 5m | 1h30m | 14d', '5:9 JL206 "at": "y" is no duration | 0m | 5m | 1h30m | 14d']],
  ['  - { at: 0m, see: [{ event: 334 }, soon] }\n', ['4:37 JL207 what one must see is a mapping | see: { within: 2m, event: 334 }']],
  ['  - { at: 0m, see: }\n', ['4:20 JL207 what one must see is a mapping | see: { within: 2m, event: 334 }']],
])('the timeline %j', (timeline, problems) => {
  expect(problemsOf(steps + timeline)).toEqual(problems);
});

test('instants count from the start or from the step above, and each step keeps its sentences in their order', () => {
  const { timeline } = scenarioFrom(`${steps}  - { at: 5m, do: alice signs in }\n  - { after: 90s, do: [alice locks, Alice unlocks with password], see: { event: 334 } }\n  - { at: 1h, see: [{ event: 335 }, { event: 306 }] }\n`);
  expect(timeline.map(({ atMs, at, actions, expectations }) => [atMs, at?.line, actions.map(({ text }) => text), expectations.length])).toEqual([
    [300_000, 4, ['alice signs in'], 0], [390_000, 5, ['alice locks', 'Alice unlocks with password'], 1], [3_600_000, 6, [], 2],
  ]);
  expect(timeline[1]?.actions[1]).toEqual({ text: 'Alice unlocks with password', verb: expect.any(String), words: { person: 'alice', value: 'password' }, at: { line: 5, column: 37 } });
});

test('a scenario made in code has no lines: its problems name the step', () => {
  const parsed = scenarioFromDefinition({ title: 't', base: 'home', timeline: [{ at: '0m' }, { at: '1m', do: 'alice signs inn' }] }, smallContext);
  expect('problems' in parsed && parsed.problems.map(inOneLine)).toEqual(['JL204 step 2: "alice signs inn" | alice signs in']);
});
