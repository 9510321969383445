import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc } from './support/properties.ts';
import { afterAll, expect, test } from 'vitest';
import { loadScenarios } from '../cli/scenario-files/load.ts';
import { evidenceFields } from '../evidence/index.ts';
import { parseScenario } from '../simulation/scenario/parse-yaml.ts';
import { formatProblem, type Problem } from '../simulation/scenario/problems.ts';

const dir = mkdtempSync(join(tmpdir(), 'joinlab-bad-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const base = 'devices: { LAPTOP01: { location: home, power: on, cached: [alice] } }\n';
const parse = (text: string) => parseScenario(text, { id: 'x', file: 'x.yaml', evidences: evidenceFields, baseNames: ['home'], lookup: (name) => (name === 'home' ? { text: base, file: 'home.yaml' } : name === 'loop' ? { text: 'base: loop\n', file: 'loop.yaml' } : undefined) });
const problemsOf = (text: string): readonly Problem[] => {
  const parsed = parse(text);
  return 'problems' in parsed ? parsed.problems : [];
};
const good = 'title: t\nbase: home\ntimeline:\n  - at: 0m\n    do: alice signs in\n';

test('a good file has no problem', () => {
  expect(problemsOf(good)).toEqual([]);
});

const cases: readonly (readonly [string, string, Partial<Problem>])[] = [
  ['not YAML', 'title: [unclosed\n', { code: 'JL201', line: 2 }],
  ['a duplicate key', 'title: a\ntitle: b\n', { code: 'JL202', line: 2, column: 1 }],
  ['an unknown key', `${good}timline: []\n`, { code: 'JL203', line: 6, choices: ['timeline'] }],
  ['an unknown sentence', good.replace('signs in', 'signs inn'), { code: 'JL204', line: 5, column: 9, choices: expect.arrayContaining(['alice signs in']) as never }],
  ['an unknown evidence', `${good}    see: { portl.registered: Pending }\n`, { code: 'JL205', line: 6, choices: ['portal'] }],
  ['an unknown field', `${good}    see: { portal.registred: Pending }\n`, { code: 'JL205', line: 6, choices: ['registered'] }],
  ['a negative time', good.replace('0m', '-5m'), { code: 'JL206', line: 4, column: 9 }],
  ['a time that is none', good.replace('0m', 'noon'), { code: 'JL206', line: 4 }],
  ['a time that goes back', `${good}  - at: 10m\n  - at: 5m\n`, { code: 'JL206', line: 7 }],
  ['a time beyond ten years', good.replace('0m', '4000d'), { code: 'JL206', line: 4 }],
  ['no timeline', 'title: t\nbase: home\n', { code: 'JL208', line: 1 }],
  ['no title', good.replace('title: t\n', ''), { code: 'JL208', line: 1 }],
  ['an unknown person', good.replace('alice', 'carol'), { code: 'JL209', line: 5, choices: ['alice'] }],
  ['a cached person who does not exist', `${good}change: { LAPTOP01.cached: [alise] }\n`, { code: 'JL210', line: 6, choices: ['alice'] }],
  ['an unknown base world', good.replace('home', 'homme'), { code: 'JL211', line: 2, choices: ['home'] }],
  ['a base world in a circle', good.replace('base: home', 'base: loop'), { code: 'JL211', line: 2 }],
  ['a cyclic anchor', 'title: t\nbase: home\ntimeline: &a [*a]\n', { code: 'JL212', line: 3 }],
  ['an unknown setting', `${good}change: { task.nextRunn: 5m }\n`, { code: 'JL213', line: 6, choices: ['task.nextRun'] }],
  ['a setting out of form', `${good}change: { task.nextRun: soon }\n`, { code: 'JL207', line: 6 }],
  ['a wrong place', `${good}change: { LAPTOP01.location: moon }\n`, { code: 'JL207', line: 6, choices: ['offline', 'corporate-lan', 'home', 'public-wifi'] }],
  ['an empty file', '', { code: 'JL208', line: 1 }],
  ['a list', '- a\n', { code: 'JL201', line: 1 }],
];

test.each(cases)('%s', (_name, text, expected) => {
  const [first] = problemsOf(text);
  expect(first).toMatchObject(expected);
});

test('an alias bomb ends at a bound', () => {
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x,x]', ...'bcdefg'.split('').map((name, index) => `${name}: &${name} [${Array.from({ length: 10 }, () => `*${'abcdef'[index] ?? 'a'}`).join(',')}]`)].join('\n');
  expect(problemsOf(bomb)[0]?.code).toBe('JL212');
});

test('a missing file, an empty folder and a 100 MB file are refused before anything is read', async () => {
  mkdirSync(join(dir, 'empty'));
  writeFileSync(join(dir, 'huge.yaml'), '');
  truncateSync(join(dir, 'huge.yaml'), 100 * 1024 * 1024);
  writeFileSync(join(dir, 'binary.yaml'), Buffer.from([0xff, 0xfe, 0xfd]));
  const codes = async (word: string): Promise<string[]> => (await loadScenarios([word], { cwd: dir })).problems.map((problem) => problem.code);
  expect(await codes('missing.yaml')).toEqual(['JL101']);
  expect(await codes('empty')).toEqual(['JL102']);
  expect(await codes('huge.yaml')).toEqual(['JL103']);
  expect(await codes('binary.yaml')).toEqual(['JL104']);
});

test('the message names code, place, nearest words and the next step', () => {
  const [problem] = problemsOf(good.replace('signs in', 'signs inn'));
  expect(problem && formatProblem(problem)).toBe(
    ['x.yaml:5:9 JL204 unknown sentence: "alice signs inn"', '  Did you mean: alice signs in', '  joinlab explain vocabulary lists every sentence.   Explain: joinlab explain JL204'].join('\n'),
  );
});

test('no text at all makes the reader throw', () => {
  const everyProblemHasAPlace = (text: string): boolean => problemsOf(text).every(({ code, line }) => /^JL\d{3}$/.test(code) && line !== null);
  fc.assert(fc.property(fc.string({ maxLength: 400 }), everyProblemHasAPlace));
  fc.assert(fc.property(fc.json(), everyProblemHasAPlace));
});
