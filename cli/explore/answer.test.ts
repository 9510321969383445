import { expect, test } from 'vitest';
import type { WhenAnswer } from '../../simulation/exploration/questions/when.ts';
import { plainStyle } from '../../reports/report.ts';
import { rows } from './answer.ts';
import { codesQuestion } from './codes.ts';
import type { Asked } from './question.ts';
import { whenQuestion } from './when.ts';

test('rows keep to 80 columns; a word as wide as its column has a line of its own', () => {
  const text = rows([['mode', 'word '.repeat(40)], ['stopped-connectivity', 'what was asked'], ['no witness', 'none']], plainStyle);
  expect(text.split('\n').map((line) => line.length).filter((length) => length > 80)).toEqual([]);
  expect(text.split('\n').slice(-5)).toEqual([expect.stringMatching(/^ {14}word/), 'stopped-connectivity', '              what was asked', 'no witness    none', '']);
});

test('what is so already is not told as a span of time', () => {
  const now = { earliest: { kind: 'at', afterMs: 0 }, latest: { kind: 'at', afterMs: 0 }, actions: [], searched: 1 } as const;
  const later = { ...now, latest: { kind: 'never' } } as const;
  const answer = { waitsFor: 'nothing', next: null, horizonMs: 1000, actionsMax: 4, alone: { registered: now, prt: later }, withUsers: { registered: now, prt: now } } as unknown as WhenAnswer;
  const texts = whenQuestion.rows(answer, { world: { nowMs: 0 } } as Asked).map(([, text]) => text);
  expect(texts.slice(2, 4)).toEqual(['nobody acts: already', 'nobody acts: earliest 0m, latest never: it can be put off for ever; 1 state']);
});

test('a code is told with what Windows says to it, and the answer ends with where to read on', () => {
  const conditions = [{ operation: 'registration registerDevice', when: 'internet', faults: [], path: [] }];
  const answer = { found: [{ code: '0x801c03f2', reason: 'The device object is not found.', conditions }], without: [], states: 1, searches: 1, cut: [] };
  const told = codesQuestion.rows(answer as unknown as Parameters<typeof codesQuestion.rows>[0], {} as Asked);
  expect(told.slice(1)).toEqual([
    ['0x801c03f2', 'The device object is not found.'], ['', 'registration registerDevice with internet: nobody does anything'], ['no witness', 'none'], ['next', 'joinlab explain CODE tells what a code means and what to do'],
  ]);
});
