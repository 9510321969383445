import { expect, test } from 'vitest';
import { fileProblem, formatProblem, problemCatalogue, type ProblemCode } from './problems.ts';

test.each(Object.entries(problemCatalogue))('%s has a title, an explanation and a next step', (code, entry) => {
  expect(code).toMatch(/^JL\d{3}$/);
  expect(entry.title).toMatch(/^[A-Za-z].*[^.]$/);
  expect(entry.explanation).toMatch(/^[A-Z].*\.$/);
  expect(entry.next).toMatch(/^[A-Za-z].*[.?]$/);
});

const problem = { code: 'JL209' as ProblemCode, message: 'there is no device "PC1"', file: 'x.yaml', line: 5, column: 9, choices: ['PC01', 'PC02'], next: null };

test('a problem says where, what, the valid words and the next step', () => {
  const next = '  Correct the name, or add it to the world (world: or change:).   Explain: joinlab explain JL209';
  expect(formatProblem(problem)).toBe(['x.yaml:5:9 JL209 unknown name: there is no device "PC1"', '  Did you mean: PC01 | PC02', next].join('\n'));
  expect(formatProblem({ ...problem, file: null, line: null, column: null, choices: [] })).toBe(['scenario JL209 unknown name: there is no device "PC1"', next].join('\n'));
  expect(formatProblem({ ...problem, choices: [], next: 'Do so.' }).split('\n')[1]).toBe('  Do so.   Explain: joinlab explain JL209');
});

test.each([
  ['JL206', '  For example: PC01 | PC02'],
  ['JL207', '  Valid here: PC01 | PC02'],
  ['JL208', '  For example: PC01 | PC02'],
  ['JL210', '  Valid here: PC01 | PC02'],
  ['JL203', '  Did you mean: PC01 | PC02'],
] as const)('the words that %s offers are called what they are', (code, line) => {
  expect(formatProblem({ ...problem, code }).split('\n')[1]).toBe(line);
});

test('a problem of a file as a whole has no place in it', () => {
  expect(fileProblem('JL101', 'x.yaml', 'gone')).toEqual({ code: 'JL101', message: 'gone', file: 'x.yaml', line: null, column: null, choices: [], next: null });
  expect(fileProblem('JL101', 'x.yaml', 'gone', ['y.yaml']).choices).toEqual(['y.yaml']);
});
