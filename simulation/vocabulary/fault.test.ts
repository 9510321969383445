import { expect, test } from 'vitest';
import { faults } from '../../mocks/faults.ts';
import { after, told } from '../../test/small-sentences.ts';
import { worlds } from '../../test/small-sessions.ts';

test.each([
  ['on', 'fault dc-busy off', ['no: fault dc-busy is not on']],
  ['faulty', 'fault dc-busy on', ['no: fault dc-busy is on already | fault dc-busy off']],
  ['faulty', 'fault dc-ldap-blocked off', ['no: fault dc-ldap-blocked is not on | fault dc-busy off | fault dc-ldap-blocked off for DC01']],
] as const)('%s: %s', (world, sentence, tells) => {
  expect(told(worlds[world], sentence)).toEqual(tells);
});

test('a fault is on everywhere or for one target, each by itself', () => {
  const both = after(worlds.faulty, 'fault dc-busy on for DC01');
  expect(both.faults).toEqual([{ id: 'dc-busy', target: null }, { id: 'dc-ldap-blocked', target: 'DC01' }, { id: 'dc-busy', target: 'DC01' }]);
  expect(after(both, 'fault dc-busy off').faults).toEqual([{ id: 'dc-ldap-blocked', target: 'DC01' }, { id: 'dc-busy', target: 'DC01' }]);
  expect(after(both, 'fault dc-busy off for DC01').faults).toEqual(worlds.faulty.faults);
});

test('a fault that does not exist is answered with those that do', () => {
  for (const state of ['on', 'off']) expect(told(worlds.on, `fault dc-on-fire ${state}`)).toEqual([`no: ${['there is no fault "dc-on-fire"', ...faults.map(({ id }) => id)].join(' | ')}`]);
});
