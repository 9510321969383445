import { expect, test } from 'vitest';
import { printSentences } from './print-sentences.ts';
import type { Verb } from './verb.ts';

test('each pattern stands on a line of its own, with its quotation marks escaped but for the outer ones', () => {
  const verb = (pattern: string): Verb => ({ id: pattern, group: 'g', pattern, help: '', example: '', source: '', run: () => ({}) }) as unknown as Verb;
  const text = printSentences([verb('{person} signs in'), verb('says "hello" twice')]);
  expect(text.split('\n').slice(5, 9)).toEqual(['export const sentencePatterns = [', "  '{person} signs in',", String.raw`  'says \"hello\" twice',`, '] as const;']);
  expect(text).toContain('export type Sentence = SentenceOf<(typeof sentencePatterns)[number]>;\n');
});
