import { expect, test } from 'vitest';
import { verbs } from './index.ts';
import { matchAction } from './pattern.ts';

const suggested = (sentence: string): readonly string[] => {
  const matched = matchAction(sentence, verbs);
  return 'nearest' in matched ? matched.nearest : [`(it is the sentence ${matched.verb.id})`];
};

test.each([
  ['alice sings out', ['alice signs out']],
  ['alice sign in', ['alice signs in']],
  ['bob sings in', ['bob signs in']],
  ['fault dc-ldap-blocked onn', ['fault dc-ldap-blocked on']],
  ['alice connect the VPN', ['alice connects VPN', 'alice disconnects VPN']],
  ['helpdesk runs dsregcmd /join', ['helpdesk runs "dsregcmd /join"']],
])('an optional part is not filled with what is left over: %s', (sentence, sentences) => {
  expect(suggested(sentence)).toEqual(sentences);
});

test.each([
  ['alice signs in PC01', ['alice signs in on PC01', 'alice signs in', 'alice signs out on PC01']],
  ['bob unloks PC01', ['bob unlocks PC01', 'bob locks PC01', 'bob unlocks']],
  ['alice signs in on PC01 wiht hello', ['alice signs in on PC01 with hello', 'alice signs in on PC01', 'alice signs in with hello']],
])('an optional part is offered where its word or a machine was said: %s', (sentence, sentences) => {
  expect(suggested(sentence)).toEqual(sentences);
});

test('of a sentence of which nothing is known, nothing is suggested', () => {
  expect(['x', 'open the pod bay doors', 'PC01', ''].map(suggested)).toEqual([[], [], [], []]);
});
