import { expect, test } from 'vitest';
import { eventDefinition, eventDefinitions, eventFields, eventText } from './events.ts';
import type { WindowsRelease } from './windows-releases.ts';
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

/** Releases of the manifests in which fields changed, and those of ours that they count for. */
const releasesFrom: { readonly [from: string]: readonly WindowsRelease[] } = {
  '1511': ['1607', '1709', '1809', '11-24H2'], '1607': ['1607', '1709', '1809', '11-24H2'], '1709': ['1709', '1809', '11-24H2'], '1803': ['1809', '11-24H2'], '1809': ['1809', '11-24H2'], '1903': ['20H2', '11-24H2'],
};

test('the fields of each release are those of the full table', () => {
  for (const { log, id, provider, channel, fields } of eventDefinitions.filter((definition) => definition.log !== 'System')) {
    const full = events.find((event) => event.log === `${provider}/${channel}` && event.id === id) as { readonly fieldHistory?: readonly { readonly from: string; readonly fields: readonly string[] }[] } | undefined;
    const expected = new Map<WindowsRelease, readonly string[]>();
    for (const { from, fields: since } of full?.fieldHistory ?? []) for (const release of releasesFrom[from] ?? []) expected.set(release, since);
    if (expected.size === 0) expected.set('11-24H2', fields);
    for (const [release, names] of expected) expect(eventFields(log, id, release), `${log} ${id} on ${release}`).toEqual(names);
  }
});

test('no log holds one id twice', () => {
  expect(new Set(eventDefinitions.map(({ log, id }) => `${log}/${id}`)).size).toBe(eventDefinitions.length);
});

test('a value that ends in a full stop brings its own, and an older release is told its own fields', () => {
  const data = { ExitCode: '0x801c03f2', ServerErrorMessage: 'Not found.', TenantName: 'contoso.com', TenantType: 'Managed', JoinType: 'sync', DebugOutput: 'x: y' };
  const told = (release: WindowsRelease): string => eventText({ log: 'User Device Registration', id: 304, data }, release);
  expect(told('11-24H2')).toBe('The automatic registration failed at the join phase. Exit code: 0x801c03f2. Server error: Not found. Tenant type: Managed. Registration type: sync. Debug output: x: y');
  expect(told('1709')).toBe('The automatic registration failed at the join phase. Exit code: 0x801c03f2. Server error: Not found. TenantName: contoso.com');
});

test('the sentence carries the data, and a dash where a value is missing', () => {
  expect(eventText({ log: 'User Device Registration', id: 309, data: { ExitCode: '0x801c0021' } })).toBe('The registration service could not be discovered. Exit code: 0x801c0021');
  expect(eventText({ log: 'User Device Registration', id: 309 })).toBe('The registration service could not be discovered. Exit code: -');
  expect(eventText({ log: 'AAD', id: 9999 })).toBe('Event 9999.');
});
