import { expect, test } from 'vitest';
import { defaultStartMs, parseUtc } from '../calendar.ts';
import { problemsOf, scenarioFrom, smallContext } from '../../test/small-scenario.ts';

test.each([
  ['base: home\ntimeline: [{ at: 0m }]\n', ['1:1 JL208 the scenario has no title | title: Signing out drops the VPN']],
  ['title:\nbase: home\ntimeline: [{ at: 0m }]\n', ['1:1 JL208 the scenario has no title | title: Signing out drops the VPN']],
  ['title: "  "\nbase: home\ntimeline: [{ at: 0m }]\n', ['1:1 JL208 the scenario has no title | title: Signing out drops the VPN']],
  ['title: [t]\nbase: home\ntimeline: [{ at: 0m }]\n', ['1:8 JL207 "title" is a text']],
  ['title: { a: b }\nbase: home\ntimeline: [{ at: 0m }]\n', ['1:8 JL207 "title" is a text']],
  ['title: t\nbase: home\n', ['1:1 JL208 the scenario has no timeline | timeline:']],
  ['title: t\ntimeline: [{ at: 0m }]\n', ['1:1 JL208 a scenario needs a base world (base:) or its own (world:) | base: home | base: office']],
  ['title: t\nbase: home\ntimeline: [{ at: 0m }]\ntimline: x\nticket: [a]\nstart: noon\n', ['4:1 JL203 a scenario has no "timline" | timeline', '5:9 JL207 "ticket" is a text', '6:8 JL206 "noon" is no date in UTC | 2026-01-05 08:00 UTC | 2026-01-05']],
  ['title: t\nbase: home\ntimeline: [{ at: 0m }]\nstart: [a]\nseed: {}\nsource: {}\ntags: ["", a]\n', ['4:8 JL207 "start" is a text', '5:7 JL207 "seed" is a text', '6:9 JL207 "source" is a text or a list of texts', '7:8 JL207 "tags" is a text or a list of texts']],
  ['title: t\nbase: home\ntimeline: [{ at: 0m }]\nstart: 2026-02-30\n', ['4:8 JL206 "2026-02-30" is no date in UTC | 2026-01-05 08:00 UTC | 2026-01-05']],
])('the file %j', (text, problems) => {
  expect(problemsOf(text)).toEqual(problems);
});

test('a scenario is read with everything that it says, and with the defaults of what it does not', () => {
  const full = scenarioFrom('title: |\n  Two\n   lines\nticket: T\ncause: C\nsource: [a, b]\ntags: vpn\nseed: s\nstart: 2026-02-03 04:05 UTC\nbase: home\ntimeline: [{ at: 0m }]\n');
  expect(full).toMatchObject({ id: 'x', file: 'x.yaml', title: 'Two lines', ticket: 'T', cause: 'C', source: ['a', 'b'], tags: ['vpn'], seed: 's', startMs: parseUtc('2026-02-03 04:05 UTC') });
  const bare = scenarioFrom('title: t\nbase: home\ntimeline: [{ at: 0m }]\n');
  expect(bare).toMatchObject({ ticket: null, cause: null, source: [], tags: [], seed: 'joinlab', startMs: defaultStartMs });
  expect(bare.timeline).toEqual([{ atMs: 0, at: { line: 3, column: 12 }, actions: [], expectations: [] }]);
});

test('the command line wins over the file: seed and single values', () => {
  const text = 'title: t\nseed: s\nbase: home\nchange: { LAPTOP01.keys: tpm }\ntimeline: [{ at: 0m }]\n';
  expect(scenarioFrom(text, { seed: 'other', overrides: { 'LAPTOP01.keys': 'software', 'LAPTOP01.cached': 'alice' } })).toMatchObject({ seed: 'other', world: { devices: { LAPTOP01: { keys: 'software', cached: ['alice'] } } } });
  expect(problemsOf(text, { overrides: { 'LAPTOP01.keys': 'paper' } })).toEqual(['JL207 --set devices.LAPTOP01.keys: is none of its values | tpm | software']);
  expect(problemsOf(text, { overrides: { 'LAPTOP02.keys': 'tpm' } })).toEqual(['JL213 --set names nothing that is there: "LAPTOP02.keys" | LAPTOP01.keys']);
  expect(problemsOf(text, { overrides: { 'task.nextRun': 'soon' } })).toEqual(['JL207 task.nextRun: "soon" is no duration | 30m | 1h30m | 14d | inf']);
});

test('while the world is in doubt, names are not', () => {
  expect(problemsOf('title: t\nbase: homme\ntimeline: [{ at: 0m, do: carol signs in, see: { on: PC9, event: 1 } }]\n')).toEqual(['2:7 JL211 there is no base world "homme" | home']);
});

test('another vocabulary may be given', () => {
  expect(problemsOf('title: t\nbase: home\ntimeline: [{ at: 0m, do: wait }]\n', { verbs: [] })).toEqual(['3:26 JL204 "wait"']);
  expect(smallContext.verbs).toBeUndefined();
});
