import { expect, test } from 'vitest';
import { evidenceFields } from '../../evidence/index.ts';
import { parseScenario } from './parse-yaml.ts';
import { formatProblem } from './problems.ts';

const read = (properties: string) => parseScenario(`title: x\nworld: { devices: { PC01: {}, PC02: {} } }\ntimeline: [{ at: 0m }]\nproperties:\n${properties}\n`, { id: 'x', file: 'x.yaml', evidences: evidenceFields, baseNames: [], lookup: () => undefined });

const problemsOf = (properties: string): readonly string[] => {
  const parsed = read(properties);
  return 'problems' in parsed ? parsed.problems.map((problem) => formatProblem(problem).split('   Explain')[0] ?? '') : [];
};

test('a promise everywhere, one under a condition, with eyes and a device', () => {
  const parsed = read('  - always: { portal.registered: (absent) }\n  - { name: b, on: pc02, as: system, eventually: { if: { portal.registered: Pending }, then: { dsregcmd.AzureAdJoined: YES, portal.row: not absent } } }');
  expect('scenario' in parsed && parsed.scenario.properties).toMatchObject([
    { name: 'property 1', kind: 'always', device: null, as: 'user', when: null, holds: [{ evidence: 'portal', field: 'registered', expected: { kind: 'absent' } }], at: { line: 5, column: 5 } },
    { name: 'b', kind: 'eventually', device: 'PC02', as: 'system', when: [{ text: 'portal.registered: Pending' }], holds: [{ expected: { kind: 'is', text: 'YES' } }, { expected: { kind: 'is-not', text: 'absent' } }] },
  ]);
});

test('a scenario without properties has none', () => {
  const parsed = parseScenario('title: x\nworld: { devices: { PC01: {} } }\ntimeline: [{ at: 0m }]\n', { id: 'x', file: null, evidences: evidenceFields, baseNames: [], lookup: () => undefined });
  expect('scenario' in parsed && parsed.scenario.properties).toEqual([]);
});

test.each([
  ['  - always: { portal.registred: Pending }', 'x.yaml:5:15 JL205 unknown evidence or field: portal has no field "registred"\n  Did you mean: registered\n  joinlab show EVIDENCE SCENARIO prints the fields of an evidence.'],
  ['  - alwais: { portal.registered: Pending }', 'x.yaml:5:5 JL203 unknown key: a property has no "alwais"\n  Did you mean: always\n  Correct the key and run again.'],
  ['  - name: empty', 'x.yaml:5:5 JL208 missing key: a property is one of always, sometimes, eventually, recoverable\n  For example: always: { if: { portal.registered: Pending }, then: { dsregcmd.AzureAdPrt: NO } }\n  Add it and run again.'],
  ['  - { always: { portal.row: absent }, sometimes: { portal.row: absent } }', 'x.yaml:5:39 JL207 wrong value: a property is one of always, sometimes, eventually, recoverable; here are always and sometimes'],
  ['  - always: { if: { portal.row: absent } }', 'x.yaml:5:15 JL208 missing key: "if" without "then"'],
  ['  - always: { if: { portal.row: absent }, than: { portal.row: absent } }', 'x.yaml:5:43 JL203 unknown key: beside "if" and "then" there is no "than"\n  Did you mean: then'],
  ['  - sometimes: { if: { portal.row: absent }, then: { portal.row: absent } }', 'x.yaml:5:18 JL207 wrong value: "sometimes" has no "if": it is true of one instant'],
  ['  - always: { event: 306 }', 'x.yaml:5:15 JL207 wrong value: an event is written at one moment and holds at none: a property looks at fields'],
  ['  - always: Pending', 'x.yaml:5:13 JL207 wrong value: "always" is a mapping of evidence fields, as in see:'],
  ['  - always: {}', 'x.yaml:5:5 JL207 wrong value: nothing is said in "always"'],
  ['  - { always: { portal.row: absent }, on: PC03 }', 'JL209 unknown name: there is no device "PC03"\n  Did you mean: PC01 | PC02'],
  ['  - { always: { portal.row: absent }, as: root }', 'JL209 unknown name: there is no security context "root"'],
  ['  - Pending', 'x.yaml:5:5 JL207 wrong value: a property is a mapping'],
  ['  always: { portal.row: absent }', 'x.yaml:5:3 JL207 wrong value: "properties" is a list'],
  ['  - { name: a, always: { portal.row: absent } }\n  - { name: a, always: { portal.row: absent } }', 'x.yaml:6:5 JL202 duplicate key: two properties are called "a"'],
])('%s', (properties, message) => {
  expect(problemsOf(properties).join('\n')).toContain(message);
});
