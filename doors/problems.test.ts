import { expect, test } from 'vitest';
import { doorMessage, doorProblems } from './problems.ts';

test.each(Object.entries(doorProblems))('%s has a status, a title, an explanation and a next step', (code, { status, title, explanation, next }) => {
  expect(code).toMatch(/^JL4[1-9]\d$/);
  expect([400, 401, 403, 404, 405, 407, 409, 413, 500]).toContain(status);
  expect(title).toMatch(/^[A-Za-z].*[^.]$/);
  expect(explanation).toMatch(/^[A-Z].*\.$/);
  expect(next).toMatch(/^[A-Z].*\.$/);
});

test('plain text says the code, what is wrong and what to do', () => {
  expect(doorMessage('JL413', 'This proxy answers CONNECT only.')).toBe('JL413 This proxy answers CONNECT only. Set it as HTTPS_PROXY, not as HTTP_PROXY.');
});
