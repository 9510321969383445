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

test.each([
  ['alice signs', ['alice signs in', 'alice signs out']],
  ['signs in', ['alice signs in']],
  ['alicia signs off on PC01', ['alicia signs in on PC01', 'alicia signs out on PC01']],
  ['the tunnel of drops', ['the tunnel of LAPTOP01 drops']],
  ['tunnel of PC01 drops', ['the tunnel of PC01 drops']],
  ['PC01 power on', ['PC01 powers on']],
  ['PC01 moves home', ['PC01 moves to home']],
  ['DC01 stopp', ['DC01 stops']],
  ['Connect admin switch staging mode off on SYNC02', ['Connect admin switches staging mode off on SYNC02', 'Connect admin switches staging mode off', 'Connect admin switches staging mode on']],
  ['fault dc-busy', ['fault dc-busy off', 'fault dc-busy on']],
  ['AD admin adds LAPTOP01 from group', ['AD admin adds LAPTOP01 from group Pilot', 'AD admin adds LAPTOP01 to group Pilot', 'AD admin removes LAPTOP01 from group Pilot']],
  ['replication from DC01 to DC02 works', ['replication from DC01 to DC02 works again', 'replication from DC01 to DC02 breaks']],
  ['replication from DC01 DC02 breaks', ['replication from DC01 to DC02 breaks']],
  ['policy autoWorkplaceJoin is 2 on PC01', ['policy autoWorkplaceJoin is 0 on PC01', 'policy autoWorkplaceJoin is 1 on PC01', 'policy autoWorkplaceJoin is removed on PC01']],
  ['PC01 is upgraded to 11-24H2', ['PC01 is upgraded to Windows 11-24H2']],
  ['the corporate proxy refuse computer accounts', ['the corporate proxy refuses computer accounts', 'the corporate proxy accepts computer accounts']],
  ['Entra admin removes contoso.com', ['Entra admin removes domain contoso.com']],
  ['alice types a new password', ['alice types the new password']],
  ['wiat', ['wait']],
  ['nothing happen', ['nothing happens']],
  ['alice runs dsregcmd /status as admin', ['alice runs "dsregcmd /status" as admin', 'alice runs "dsregcmd /status as admin"']],
])('what is missing is put in, what is mistyped is mended: %s', (sentence, sentences) => {
  expect(suggested(sentence)).toEqual(sentences);
});

test.each(['alice', 'alice locks PC01 now please at once'])('too far off is no help: %s', (sentence) => {
  expect(suggested(sentence)).toEqual([]);
});
