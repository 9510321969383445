import { expect, test } from 'vitest';
import { problemsOf, scenarioFrom } from '../../test/small-scenario.ts';
import { expectedOf } from './read-expectation.ts';

const step = (see: string): string => `title: t\nbase: home\ntimeline:\n  - at: 0m\n    see: ${see}\n`;

test.each([
  ['{ event: 334 }', []],
  ['soon', ['5:10 JL207 what one must see is a mapping | see: { within: 2m, event: 334 }']],
  ['{}', ['5:10 JL207 nothing is expected here | event: 334 | portal.registered: Pending']],
  ['{ within: 2m }', ['5:10 JL207 nothing is expected here | event: 334 | portal.registered: Pending']],
  ['{ event: soon }', ['5:19 JL207 "soon" is no event: an id, or a log and an id | 334 | User Device Registration 1081 | AAD 1081 | System 1081']],
  ['{ event: 123456 }', ['5:19 JL207 "123456" is no event: an id, or a log and an id | 334 | User Device Registration 1081 | AAD 1081 | System 1081']],
  ['{ event: x334 }', ['5:19 JL207 "x334" is no event: an id, or a log and an id | 334 | User Device Registration 1081 | AAD 1081 | System 1081']],
  ['{ event: [AAD 1081, Sytem 1] }', ['5:30 JL207 "Sytem 1" is no event: an id, or a log and an id | 334 | User Device Registration 1081 | AAD 1081 | System 1081']],
  ['{ event: [] }', ['5:10 JL207 nothing is expected here | event: 334 | portal.registered: Pending']],
  ['{ within: 2m, never: 2m, event: 334 }', ['5:24 JL207 "never" beside "within": one of them | within | always | never']],
  ['{ takes: 5m, event: 334 }', ['5:10 JL207 "takes" goes with "within" | within: 2h, takes: 30m..60m']],
  ['{ takes: 5m, always: 10m, event: 334 }', ['5:10 JL207 "takes" goes with "within" | within: 2h, takes: 30m..60m']],
  ['{ within: 2h, takes: 5m..1m, event: 334 }', ['5:31 JL206 "takes" is a duration or a range of durations | 30m..60m | 10s']],
  ['{ within: 2h, takes: 5m..5m, event: 334 }', []],
  ['{ within: 2h, takes: 1m..2m..3m, event: 334 }', ['5:31 JL206 "takes" is a duration or a range of durations | 30m..60m | 10s']],
  ['{ within: 2h, takes: soon, event: 334 }', ['5:31 JL206 "takes" is a duration or a range of durations | 30m..60m | 10s']],
  ['{ within: 2h, takes: 1m..soon, event: 334 }', ['5:31 JL206 "takes" is a duration or a range of durations | 30m..60m | 10s']],
  ['{ within: 2h, takes: [5m], event: 334 }', ['5:31 JL206 "takes" is a duration or a range of durations | 30m..60m | 10s']],
  ['{ within: soon, event: 334 }', ['5:20 JL206 "within": "soon" is no duration | 0m | 5m | 1h30m | 14d']],
  ['{ on: LAPTOP02, event: 334 }', ['5:16 JL209 there is no device "LAPTOP02" | LAPTOP01']],
  ['{ on: [LAPTOP01], event: 334 }', ['5:16 JL209 there is no device "" | LAPTOP01']],
  ['{ as: root, event: 334 }', ['5:16 JL209 there is no security context "root" | user | admin | system']],
  ['{ registered: x }', ['5:12 JL205 what is seen is written evidence.field, not "registered" | portal.registered']],
  ['{ evnt: 334 }', ['5:12 JL205 what is seen is written evidence.field, not "evnt" | event']],
  ['{ portl.row: x }', ['5:12 JL205 there is no evidence "portl" | portal']],
  ['{ constructor.row: x }', ['5:12 JL205 there is no evidence "constructor" | portal | ad']],
  ['{ portal.rowe: x }', ['5:12 JL205 portal has no field "rowe" | row']],
  ['{ portal.device: x }', ['5:12 JL205 portal has no field "device" | device*']],
  ['{ portal.deviceX: x }', []],
  ['{ portal.devilX: x }', ['5:12 JL205 portal has no field "devilX" | row | registered | device*']],
  ['{ portal.row: }', ['5:24 JL207 portal.row: one value is expected | (any) | (absent) | not X | /pattern/ > Several values are several expectations: see: [{ … }, { … }].']],
  ['{ portal.row: [a, b] }', ['5:24 JL207 portal.row: one value is expected | (any) | (absent) | not X | /pattern/ > Several values are several expectations: see: [{ … }, { … }].']],
  ['{ portal.row: /(/ }', ['5:24 JL207 /(/ is no regular expression']],
  ['{ ad.userCertificate: "/./" }', []],
])('see: %s', (see, problems) => {
  expect(problemsOf(step(see))).toEqual(problems);
});

const read = (see: string) => scenarioFrom(step(see)).timeline[0]?.expectations[0];
const now = { mode: 'now', windowMs: 0, takes: null, device: null, as: 'user', at: { line: 5, column: 10 } };
const event = (text: string, id: number, log: string | null, column: number) => ({ kind: 'event', id, log, text: `event: ${text}`, at: { line: 5, column } });

test.each([
  ['{ event: 334 }', { ...now, conditions: [event('334', 334, null, 19)] }],
  ['{ event: [AAD 1081, User Device Registration 304] }', { ...now, conditions: [event('AAD 1081', 1081, 'AAD', 20), event('User Device Registration 304', 304, 'User Device Registration', 30)] }],
  ['{ within: 2h, takes: 30m..60m, event: 334 }', { ...now, mode: 'within', windowMs: 7_200_000, takes: { minMs: 1_800_000, maxMs: 3_600_000 }, conditions: [event('334', 334, null, 48)] }],
  ['{ within: 2h, takes: 10s, event: 334 }', { ...now, mode: 'within', windowMs: 7_200_000, takes: { minMs: 10_000, maxMs: 10_000 }, conditions: [event('334', 334, null, 43)] }],
  ['{ never: 1m, as: ADMIN, on: laptop01, event: 334 }', { ...now, mode: 'never', windowMs: 60_000, as: 'admin', device: 'LAPTOP01', conditions: [event('334', 334, null, 55)] }],
  ['{ always: 1m, portal.row: not absent }', { ...now, mode: 'always', windowMs: 60_000, conditions: [{ kind: 'field', evidence: 'portal', field: 'row', expected: { kind: 'is-not', text: 'absent' }, text: 'portal.row: not absent', at: { line: 5, column: 24 } }] }],
])('see: %s is read as', (see, expectation) => {
  expect(read(see)).toEqual(expectation);
});

test.each([
  ['(absent)', { kind: 'absent' }],
  ['(any)', { kind: 'any' }],
  ['/^a\\nb$/', { kind: 'matches', pattern: '^a\\nb$' }],
  ['/a\nb/', { kind: 'matches', pattern: 'a\nb' }],
  ['//', { kind: 'is', text: '//' }],
  ['a/b/', { kind: 'is', text: 'a/b/' }],
  ['/a/b', { kind: 'is', text: '/a/b' }],
  ['not 1 value', { kind: 'is-not', text: '1 value' }],
  ['nothing', { kind: 'is', text: 'nothing' }],
  ['1 value', { kind: 'is', text: '1 value' }],
])('%j expects', (text, expected) => {
  expect(expectedOf(text)).toEqual(expected);
});
