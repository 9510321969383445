import { expect, test } from 'vitest';
import { passwordOf, passwordVersionOf } from './passwords.ts';

test('the n-th password of a user reads as the page on doors says, and is read back', () => {
  expect(passwordOf('Alice@contoso.com', 3)).toBe('alice-Passw0rd-3');
  for (const version of [1, 2, 10, 999_999]) expect(passwordVersionOf('alice@contoso.com', passwordOf('alice@contoso.com', version))).toBe(version);
});

test.each(['', 'alice-Passw0rd-', 'alice-Passw0rd-01', 'bob-Passw0rd-1', 'alice-passw0rd-1', 'alice-Passw0rd-1 ', 'xalice-Passw0rd-1', 'alice-Passw0rd-1234567', 'alice-Passw0rd-0'])('%j is nobody\'s password', (password) => {
  expect(passwordVersionOf('alice@contoso.com', password)).toBe(0);
});
