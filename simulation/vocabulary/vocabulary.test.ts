import { expect, test } from 'vitest';
import { verbs } from './index.ts';
import { compilePattern, matchAction } from './pattern.ts';
import { printSentences } from './print-sentences.ts';
import { sentencePatterns } from './sentences.ts';

const groups = ['user', 'device', 'network', 'admin in AD', 'admin in Entra', 'admin of Connect', 'command', 'fault'];

test.each(verbs.map((verb) => [verb.id, verb] as const))('%s is explained, and its example is a sentence of it', (id, { group, pattern, help, example, source }) => {
  expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  expect(groups).toContain(group);
  expect(help).toMatch(/^[A-Z].*\.$/);
  expect(source).toMatch(/^(joinlab|(lifecycle|on-premises|dsregcmd)\.md \d.*)/);
  const matched = matchAction(example, verbs);
  expect('verb' in matched && matched.verb.id).toBe(id);
  expect(compilePattern(pattern).match(example)).toBeDefined();
});

test('every verb has an id of its own, and every group of people has something to say', () => {
  expect(new Set(verbs.map(({ id }) => id)).size).toBe(verbs.length);
  expect([...new Set(verbs.map(({ group }) => group))].sort()).toEqual([...groups].sort());
});

test('scenarios in TypeScript have the sentences of the vocabulary', () => {
  expect([...sentencePatterns]).toEqual(verbs.map(({ pattern }) => pattern));
});

test('the sentence types are written as a module of one list', () => {
  const [first] = verbs;
  const printed = first ? printSentences([{ ...first, pattern: '{person} signs in[ on {device}]' }, { ...first, pattern: 'wait' }]) : '';
  expect(printed.split('\n').slice(5)).toEqual(["export const sentencePatterns = [", "  '{person} signs in[ on {device}]',", "  'wait',", '] as const;', '', '/** One sentence of `do:`. */', 'export type Sentence = SentenceOf<(typeof sentencePatterns)[number]>;', '']);
  expect(printed.split('\n').slice(0, 5)).toEqual(['/**', ' * Every pattern of the vocabulary, as types of TypeScript scenarios. Written by scripts/write-schema.ts; do not edit.', ' */', "import type { SentenceOf } from './sentence-type.ts';", '']);
});
