/** Every event of every scenario carries all the data that its Windows release writes; what is empty is on a list with its reason. */
import { beforeAll, expect, test } from 'vitest';
import { eventsEvidence, type ShownEvent } from '../evidence/events.ts';
import { eventDefinition, eventFields } from '../knowledge/events.ts';
import { windowsReleases, type WindowsRelease } from '../knowledge/windows-releases.ts';
import type { LoggedEvent } from '../mocks/windows/state.ts';
import { runScenario } from '../simulation/run-scenario.ts';
import { deviceOf, type World } from '../simulation/world.ts';
import { libraryScenarios } from './support/library.ts';

/** Fields that may be empty, and why. */
const empty: { readonly [field: string]: string } = {
  'User Device Registration/103 AuthToken': 'a sync join sends no token (protocols.md 5.1)',
  'User Device Registration/110 UPN': 'a computer, not a user, was joined',
  'User Device Registration/304 ServerErrorMessage': 'no server answered',
  'User Device Registration/305 ServerErrorMessage': 'no server answered',
  'User Device Registration/370 ServerErrorMessage': 'no server answered',
  'AAD/1250 ErrorCode': 'no server answered',
  'AAD/1250 ErrorDescription': 'no server answered',
  'AAD/1252 ErrorCode': 'no server answered',
  'AAD/1252 ErrorDescription': 'no server answered',
};

interface Seen {
  readonly scenario: string;
  readonly release: WindowsRelease;
  readonly event: LoggedEvent;
}

const all: Seen[] = [];
const worlds: World[] = [];

beforeAll(async () => {
  for (const scenario of await libraryScenarios()) {
    const { world } = runScenario(scenario, { withTrace: false });
    worlds.push(world);
    for (const device of Object.values(world.devices)) all.push(...device.eventLog.map((event) => ({ scenario: scenario.id, release: device.release, event })));
  }
}, 300_000);

const keyOf = ({ event }: Seen): string => `${event.log}/${event.id}`;

test('the library raises events of both logs', () => {
  const raised = new Set(all.map(keyOf));
  const wanted = [
    ...[100, 101, 102, 103, 104, 105, 106, 111, 204, 304, 306, 307, 309, 331, 334, 335, 4096].map((id) => `User Device Registration/${id}`),
    ...[1006, 1007, 1018, 1022, 1026, 1081, 1084, 1144].map((id) => `AAD/${id}`),
  ];
  expect(wanted.filter((key) => !raised.has(key))).toEqual([]);
});

test('every event is one that its Windows release knows, with all of its fields', () => {
  const wrong = all.filter(({ release, event }) => JSON.stringify(Object.keys(event.data ?? {})) !== JSON.stringify(eventFields(event.log, event.id, release)));
  expect([...new Set(wrong.map((seen) => `${seen.scenario} ${keyOf(seen)} ${seen.release}: ${Object.keys(seen.event.data ?? {}).join(', ')}`))]).toEqual([]);
});

test('no field is empty but those on the list, and the list names none that never is', () => {
  const found = new Set(all.flatMap((seen) => Object.entries(seen.event.data ?? {}).flatMap(([field, value]) => (value === '' ? [`${keyOf(seen)} ${field}`] : []))));
  expect([...found].filter((field) => !(field in empty)).sort()).toEqual([]);
  const raised = new Set(all.map(keyOf));
  expect(Object.keys(empty).filter((field) => raised.has(field.split(' ').slice(0, -1).join(' ')) && !found.has(field))).toEqual([]);
});

test('shown: level and log of the manifest, no placeholder, no dot after a dot, nothing wider than 80 columns', () => {
  for (const world of worlds) {
    for (const device of Object.keys(world.devices)) {
      const viewpoint = { world, device, as: 'user' } as const;
      const shown = eventsEvidence.data(viewpoint) as readonly ShownEvent[];
      for (const [index, event] of deviceOf(world, device).eventLog.entries()) {
        const known = eventDefinition(event.log, event.id);
        expect(shown[index]).toMatchObject({ id: event.id, level: known?.level, provider: known?.provider, log: known && event.log !== 'System' ? `${known.provider}/${known.channel}` : event.log });
        expect(shown[index]?.text).not.toMatch(/[{}]\w+[{}]|\.\.|undefined$/);
      }
      const wide = eventsEvidence.render(viewpoint).split('\n').filter((line) => line.length > 80);
      expect(wide).toEqual([]);
    }
  }
});

test('a release is shown the fields of its own manifest', () => {
  const fields = (id: number): { readonly [release: string]: readonly string[] | null } => Object.fromEntries((Object.keys(windowsReleases) as WindowsRelease[]).map((release) => [release, eventFields('User Device Registration', id, release)]));
  expect(fields(304)['1709']).toEqual(['ExitCode', 'ServerErrorMessage', 'TenantName']);
  expect(fields(304)['1809']).toEqual(['ExitCode', 'ServerErrorMessage', 'TenantType', 'JoinType', 'DebugOutput']);
  expect(fields(245)).toMatchObject({ '1709': null, '1809': ['ExitCode'] });
});
