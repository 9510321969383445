import { expect, test } from 'vitest';
import { everyQuestion, QuestionsByActor, questionsOf, questionWith, withoutQuestion, withQuestion } from './question-table.ts';
import type { PendingQuestion, World } from './world.ts';

const question = (actor: string, invokeId: string): PendingQuestion => ({
  id: `${actor}|${invokeId}`, actor, invokeId, operation: invokeId, input: {}, context: 'system', destination: { kind: 'local' }, leg: 'request', answer: null, answerDelayMs: 0, cause: null,
});
const [session, prtB, prtA, locator] = [question('session:PC01', 'verify'), question('prt:PC01/bob', 'ask'), question('prt:PC01/alice', 'ask'), question('dc-locator:PC01', 'ping')] as const;
const all = [session, prtB, prtA, locator];
const flat: World['questions'] = all.reduce(withQuestion, {} as World['questions']);
const split = all.reduce(withQuestion, new QuestionsByActor({ 'session:PC01': {} }).asFlat());

test.each([['one table', flat], ['a table in parts', split]])('%s gives its questions in rank and name, by asker, by id', (_what, table) => {
  const names = (questions: readonly PendingQuestion[]) => questions.map(({ id }) => id);
  expect(names(everyQuestion(table)).filter((id) => id.startsWith('prt'))).toEqual(['prt:PC01/alice|ask', 'prt:PC01/bob|ask']);
  expect(names(everyQuestion(table))).toEqual(names(everyQuestion(flat)));
  expect(new Set(names(everyQuestion(table)))).toEqual(new Set(names(all)));
  expect([questionsOf(table, 'session:PC01'), questionsOf(table, 'prt:PC01/alice'), questionsOf(table, 'task:PC01')]).toEqual([[session], [prtA], []]);
  expect([questionWith(table, session.id), questionWith(table, 'session:PC01|other'), questionWith(table, 'task:PC01|verify')]).toEqual([session, undefined, undefined]);
  const less = withoutQuestion(table, prtA);
  expect([everyQuestion(less).length, questionsOf(less, 'prt:PC01/alice'), everyQuestion(table).length]).toEqual([3, [], 4]);
  const again = withQuestion(table, { ...session, leg: 'answer' });
  expect([questionWith(again, session.id)?.leg, everyQuestion(again).length]).toEqual(['answer', 4]);
});

test('a table in parts has an entry for whoever asks nothing', () => {
  expect(QuestionsByActor.of(flat)).toBeNull();
  const emptied = QuestionsByActor.of(withoutQuestion(split, session));
  expect(emptied?.entries['session:PC01']).toEqual({});
  expect(withoutQuestion(new QuestionsByActor({}).asFlat(), session)).toEqual(new QuestionsByActor({ 'session:PC01': {} }));
});
