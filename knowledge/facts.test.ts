import { expect, test } from 'vitest';
import { invariants } from './invariants.ts';
import { openQuestions } from './open-questions.ts';
import { settingDefinitions } from './settings.ts';
import { stages } from './stages.ts';

test('the invariants are I1 to I47, each with a sentence and a source', () => {
  expect(invariants.map(({ id }) => id)).toEqual(Array.from({ length: 47 }, (_, index) => `I${index + 1}`));
  expect(invariants.filter(({ sentence, source }) => !sentence.endsWith('.') || source === '')).toEqual([]);
  expect(invariants.filter(({ kind }) => kind === 'not-eventually').map(({ id }) => id)).toEqual(['I21']);
  expect(invariants.filter(({ kind }) => kind === 'eventually').map(({ id }) => id)).toEqual(['I19', 'I20']);
});

test('the open questions are OQ1 to OQ24 and name only settings that exist', () => {
  expect(openQuestions.map(({ id }) => id)).toEqual(Array.from({ length: 24 }, (_, index) => `OQ${index + 1}`));
  const unknown = openQuestions.flatMap(({ settingKeys }) => settingKeys).filter((key) => !(key in settingDefinitions));
  expect(unknown).toEqual([]);
});

test('every setting that answers an open question is named by it', () => {
  const named = new Map(openQuestions.map(({ id, settingKeys }) => [id as string, settingKeys]));
  const missing = Object.entries(settingDefinitions).filter(([key, { question }]) => question !== undefined && !named.get(question)?.includes(key));
  expect(missing.map(([key]) => key)).toEqual([]);
});

test('the stages are numbered 1 to 15 and have an id each', () => {
  expect(stages.map(({ number }) => number)).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
  expect(new Set(stages.map(({ id }) => id)).size).toBe(15);
  expect(stages.filter(({ id }) => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
});
