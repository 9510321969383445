import { expect, test } from 'vitest';
import { inOneLine } from '../../test/small-scenario.ts';
import { clip, Collector, problemsMax } from './collector.ts';

const at = (line: number, column = 1) => ({ line, column });

test('what was written is quoted up to 120 characters', () => {
  expect(clip('x'.repeat(120))).toBe('x'.repeat(120));
  expect(clip('x'.repeat(121))).toBe(`${'x'.repeat(120)}…`);
});

test('problems come in the order of the file, the first twenty of them', () => {
  const into = new Collector('x.yaml');
  into.add('JL207', 'third', at(9));
  into.add('JL207', 'second', at(2, 5));
  into.add('JL207', 'first', at(2, 3));
  into.add('JL207', 'of the file as a whole', null);
  expect(into.sorted().map(inOneLine)).toEqual(['JL207 of the file as a whole', '2:3 JL207 first', '2:5 JL207 second', '9:1 JL207 third']);
  for (let line = 10; line < 300; line += 1) into.add('JL207', 'more', at(line));
  expect([into.sorted().length, into.problems.length]).toEqual([problemsMax, 200]);
  into.unknown('JL203', 'there is no', 'x', ['y'], at(1));
  expect(into.problems).toHaveLength(200);
});

test('a problem names its file, and without a line the step that is being read', () => {
  const into = new Collector('x.yaml');
  into.add('JL206', 'wrong', at(3, 4), ['5m'], 'Do so.');
  into.step = 2;
  into.add('JL206', 'wrong', null);
  into.add('JL206', 'wrong', at(5));
  expect(into.problems[0]).toEqual({ code: 'JL206', message: 'wrong', file: 'x.yaml', line: 3, column: 4, choices: ['5m'], next: 'Do so.' });
  expect(into.problems.slice(1)).toEqual([
    { code: 'JL206', message: 'step 2: wrong', file: 'x.yaml', line: null, column: null, choices: [], next: null },
    { code: 'JL206', message: 'wrong', file: 'x.yaml', line: 5, column: 1, choices: [], next: null },
  ]);
});

test('an unknown word is answered with the nearest valid ones, or with the first eight of all', () => {
  const into = new Collector(null);
  into.unknown('JL209', 'there is no device', 'LAPTOP10', ['LAPTOP01', 'PC01'], null);
  into.unknown('JL209', 'there is no device', 'xyz', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((name) => name.repeat(9)), null);
  expect(into.problems.map(({ message, choices }) => [message, choices.length, choices[0]])).toEqual([['there is no device "LAPTOP10"', 1, 'LAPTOP01'], ['there is no device "xyz"', 8, 'aaaaaaaaa']]);
});

test('a problem of the tree keeps its code, words and place', () => {
  const into = new Collector(null);
  into.addTree({ code: 'JL202', message: 'twice', at: at(2) });
  expect(into.problems.map(inOneLine)).toEqual(['2:1 JL202 twice']);
});
