import { expect, test } from 'vitest';
import { eventDefinition, eventDefinitions, eventText } from './events.ts';
import events from './data/events.json' with { type: 'json' };

test('the small table agrees with the full one in level, fields and first release', () => {
  for (const definition of eventDefinitions.filter(({ log }) => log !== 'System')) {
    const full = events.find(({ log, id }) => log === `${definition.provider}/${definition.channel}` && id === definition.id);
    expect(full, `${definition.log} ${definition.id}`).toBeDefined();
    expect(full).toMatchObject({ level: definition.level, firstSeenIn: definition.since });
    expect([...definition.fields].toSorted(), `${definition.id}`).toEqual(full?.fields.toSorted());
  }
});

test('every event that the steps of a managed join name is in the table', () => {
  const named = [100, 101, 102, 103, 104, 105, 106, 110, 111, 112, 200, 201, 202, 203, 204, 205, 206, 220, 221, 245, 304, 305, 306, 307, 309,
    330, 331, 332, 333, 334, 335, 336, 337, 338, 339, 340, 341, 344, 345, 369, 370, 371, 387, 388, 4096];
  expect(named.filter((id) => eventDefinition('User Device Registration', id) === undefined)).toEqual([]);
  expect([1006, 1007, 1022, 1081, 1084, 1088, 1144].filter((id) => eventDefinition('AAD', id) === undefined)).toEqual([]);
  expect([3210, 5719].filter((id) => eventDefinition('System', id) === undefined)).toEqual([]);
});

test('no log holds one id twice', () => {
  expect(new Set(eventDefinitions.map(({ log, id }) => `${log}/${id}`)).size).toBe(eventDefinitions.length);
});

test('the sentence carries the data, and a dash where a value is missing', () => {
  expect(eventText({ log: 'User Device Registration', id: 309, data: { ExitCode: '0x801c0021' } })).toBe('The registration service could not be discovered. Exit code: 0x801c0021');
  expect(eventText({ log: 'User Device Registration', id: 309 })).toBe('The registration service could not be discovered. Exit code: -');
  expect(eventText({ log: 'AAD', id: 9999 })).toBe('Event 9999.');
});
