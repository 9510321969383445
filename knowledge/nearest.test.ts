import { expect, test } from 'vitest';
import { fc } from '../test/support/properties.ts';
import { distanceBetween, nearest } from './nearest.ts';

test('a typing error, a swap and a missing letter lead to the word that was meant', () => {
  const words = ['connectVpn', 'disconnectVpn', 'signIn', 'signOut', 'lock', 'unlock'];
  expect(nearest('conectVpn', words)[0]).toBe('connectVpn');
  expect(nearest('singIn', words)[0]).toBe('signIn');
  expect(nearest('SIGN OUT', words)[0]).toBe('signOut');
  expect(nearest('unlokc', words)[0]).toBe('unlock');
});

test('a word with nothing in common gets no suggestion', () => {
  expect(nearest('zebra', ['connectVpn', 'lock'])).toEqual([]);
  expect(nearest('', ['lock'])).toEqual([]);
  expect(nearest('   ', ['lock'])).toEqual([]);
});

test('part of a name finds the name, after the words that are nearer', () => {
  expect(nearest('ErrorCode', ['Client ErrorCode', 'ErrorCodes', 'DeviceId'])).toEqual(['ErrorCodes', 'Client ErrorCode']);
});

test('at most the number asked for comes back, nearest first, ties in alphabetical order', () => {
  expect(nearest('aaaa', ['aaad', 'aaac', 'aaab', 'aaaa'], 3)).toEqual(['aaaa', 'aaab', 'aaac']);
});

test('swapped neighbours count as one error', () => {
  expect(distanceBetween('ab', 'ba')).toBe(1);
  expect(distanceBetween('abc', '')).toBe(3);
  expect(distanceBetween('', '')).toBe(0);
});

test('the distance is symmetric, and zero only for equal words', () => {
  fc.assert(fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (a, b) => {
    expect(distanceBetween(a, b)).toBe(distanceBetween(b, a));
    expect(distanceBetween(a, b) === 0).toBe(a === b);
  }));
});

test('what comes back are candidates, each once, at most as many as asked for, and the word itself before all others', () => {
  const words = fc.array(fc.stringMatching(/^[a-zA-Z _-]{0,12}$/), { maxLength: 12 });
  fc.assert(fc.property(words, fc.stringMatching(/^[a-z]{1,12}$/), fc.integer({ min: 1, max: 5 }), (candidates, word, max) => {
    const found = nearest(word, [...candidates, word], max);
    const alike = [...candidates, word].filter((candidate) => candidate.toLowerCase().replaceAll(/[\s_-]+/g, '') === word);
    expect(alike).toContain(found[0]);
    expect(found.length).toBeLessThanOrEqual(max);
    expect(new Set(found).size).toBe(found.length);
    for (const candidate of found) expect([...candidates, word]).toContain(candidate);
  }));
});

test('the distance obeys the bounds of its steps: no more than the longer word, no less than the difference in length', () => {
  fc.assert(fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (a, b) => {
    expect(distanceBetween(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
    expect(distanceBetween(a, b)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
  }));
});
