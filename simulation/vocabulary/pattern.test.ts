import { expect, test } from 'vitest';
import { verbs } from './index.ts';
import { compilePattern, matchAction } from './pattern.ts';

const signsIn = compilePattern('{person} signs in[ on {device}][ with {value}]');
const group = compilePattern('AD admin (adds|removes) {device} (to|from) group {group}');
const image = compilePattern('{device} gets the disk image of {device}');

test.each([
  ['alice signs in', { person: 'alice' }],
  ['  alice   signs  in  ', { person: 'alice' }],
  ['ALICE Signs IN on PC01', { person: 'ALICE', device: 'PC01' }],
  ['alice signs in with hello', { person: 'alice', value: 'hello' }],
  ['alice signs in on PC01 with "a smart card"', { person: 'alice', device: 'PC01', value: 'a smart card' }],
  ["alice signs in with 'a \"quoted\" word'", { person: 'alice', value: 'a "quoted" word' }],
  ['alice signs in on', undefined],
  ['alice signs in on PC01 twice', undefined],
  ['so alice signs in', undefined],
  ['alice signs in with "half', undefined],
  ['', undefined],
])('%j is taken apart', (sentence, words) => {
  expect(signsIn.match(sentence)).toEqual(words);
});

test('one of several words arrives as choice, spelt as in the pattern; a second placeholder of one name is numbered', () => {
  expect(group.match('AD admin ADDS PC01 From group Pilot')).toEqual({ choice: 'adds', device: 'PC01', choice2: 'from', group: 'Pilot' });
  expect(group.match('AD admin moves PC01 to group Pilot')).toBeUndefined();
  expect(image.match('PC01 gets the disk image of PC02')).toEqual({ device: 'PC01', device2: 'PC02' });
  const again = compilePattern('replication (breaks|works again)');
  expect([again.match('replication Works   Again'), again.match('replication works')]).toEqual([{ choice: 'works again' }, undefined]);
  expect(compilePattern('it is[ (on|off)]').match('it is OFF')).toEqual({ choice: 'off' });
});

test('what is special in expressions is a letter in a pattern', () => {
  const pattern = compilePattern('a.b+c? {word}');
  expect([pattern.match('a.b+c? x'), pattern.match('aXb+c? x'), pattern.match('a.bbc x')]).toEqual([{ word: 'x' }, undefined, undefined]);
});

test('a sentence is put together again from its words', () => {
  expect(signsIn.print({ person: 'alice' })).toBe('alice signs in');
  expect(signsIn.print({ person: 'alice', device: 'PC01', value: 'a smart card' })).toBe('alice signs in on PC01 with "a smart card"');
  expect(signsIn.print({ person: 'alice', value: 'say "x"' })).toBe('alice signs in with \'say "x"\'');
  expect(signsIn.print({ person: 'alice', value: "'x" })).toBe('alice signs in with "\'x"');
  expect(group.print({ choice: 'adds', device: 'PC01', choice2: 'to', group: 'Pilot' })).toBe('AD admin adds PC01 to group Pilot');
  expect(compilePattern('nothing happens').print({})).toBe('nothing happens');
  expect(() => signsIn.print({ device: 'PC01' })).toThrow('The pattern "{person} signs in[ on {device}][ with {value}]" lacks words: {"device":"PC01"}.');
});

test('the example of every verb is put together again from its own words', () => {
  for (const { pattern, example } of verbs) expect(compilePattern(pattern).print(compilePattern(pattern).match(example) ?? {})).toBe(example.replaceAll(/"([^\s"]+)"/g, '$1'));
});

test('the expression for editors has no names, and says the same', () => {
  expect(signsIn.source).toBe(String.raw`^(?:(?:"[^"]+"|'[^']+'|[^\s"]+))\s+signs\s+in(?:\s+on\s+(?:(?:"[^"]+"|'[^']+'|[^\s"]+)))?(?:\s+with\s+(?:(?:"[^"]+"|'[^']+'|[^\s"]+)))?$`);
  expect(compilePattern('policy is (0|1)').source).toBe(String.raw`^policy\s+is\s+(?:0|1)$`);
});

test('a pasted page is no sentence', () => {
  const long = `alice signs in with "${'x'.repeat(1_000)}"`;
  expect(matchAction(long, verbs)).toHaveProperty('nearest');
  expect(matchAction('alice signs in', verbs)).toMatchObject({ verb: { id: 'sign-in' }, words: { person: 'alice' } });
});
