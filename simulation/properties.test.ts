import { expect, test } from 'vitest';
import type { Evidence, Viewpoint } from '../evidence/evidence.ts';
import { smallWorld } from '../test/small-world.ts';
import { conditionsOf, fieldsOf, truthOf } from './properties.ts';
import type { Condition, Property } from './scenario/model.ts';

const world = smallWorld();
/** An evidence that shows where one looks from. */
const looking: Evidence = {
  name: 'looking', title: 't', fields: ['device', 'as'], render: () => '', data: () => null,
  field: ({ device, as }: Viewpoint, name) => ({ device, as, 'with.dots': 'yes' } as { readonly [field: string]: string })[name],
};
const evidences = { looking };
const shows = (field: string, text: string): Extract<Condition, { kind: 'field' }> => ({ kind: 'field', evidence: 'looking', field, expected: { kind: 'is', text }, text: `looking.${field}: ${text}`, at: null });
const property = (change: Partial<Property>): Property => ({ name: 'p', kind: 'always', device: null, as: 'user', when: null, holds: [], at: null, ...change } as Property);

test.each([
  ['holds', [shows('as', 'user')], null],
  ['broken', [shows('as', 'admin')], null],
  ['broken', [shows('as', 'user'), shows('as', 'admin')], null],
  ['holds', [shows('as', 'user'), shows('device', 'LAPTOP01')], null],
  ['elsewhere', [shows('as', 'admin')], [shows('as', 'system')]],
  ['holds', [shows('as', 'user')], [shows('as', 'user')]],
  ['broken', [shows('as', 'admin')], [shows('as', 'user')]],
] as const)('a property is %s', (truth, holds, when) => {
  expect(truthOf(property({ holds, when }), world, evidences)).toBe(truth);
});

test('one looks from the device and the context that it names, else from the first device', () => {
  expect(truthOf(property({ as: 'system', holds: [shows('as', 'system'), shows('device', 'LAPTOP01')] }), world, evidences)).toBe('holds');
  expect(truthOf(property({ device: 'PC02', holds: [shows('device', 'PC02')] }), world, evidences)).toBe('holds');
  expect(truthOf(property({ holds: [shows('device', '')] }), { ...world, devices: {} }, evidences)).toBe('holds');
});

test('a function sees the world and the fields by their path; what is no path is told with the evidences', () => {
  const seen = (path: string) => truthOf(property({ holds: ({ field, world: given }) => field(path) !== undefined && given === world }), world, evidences);
  expect([seen('looking.as'), seen('looking.with.dots'), seen('looking.nothing')]).toEqual(['holds', 'holds', 'broken']);
  expect(() => seen('nowhere.as')).toThrow('"nowhere.as" is no evidence.field; for example portal.registered. Evidences: looking.');
  expect(() => seen('looking')).toThrow('"looking" is no evidence.field');
});

test('a report shows each condition with what is there instead, and that a function said no', () => {
  expect(conditionsOf(property({ when: [shows('as', 'user')], holds: [shows('nothing', 'x')] }), world, evidences)).toEqual([
    { text: 'looking.as: user', holds: true, actual: 'user' },
    { text: 'looking.nothing: x', holds: false, actual: '(not shown)' },
  ]);
  expect(conditionsOf(property({ holds: () => false }), world, evidences)).toEqual([{ text: 'what its function says', holds: false, actual: 'no' }]);
});

test('the fields of a property are those of both its halves; a function\'s are not known', () => {
  expect(fieldsOf(property({ when: [shows('as', 'user')], holds: [shows('device', 'PC01')] }))).toEqual(['looking.as', 'looking.device']);
  expect(fieldsOf(property({ holds: () => true }))).toEqual([]);
});
