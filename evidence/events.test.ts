import { expect, test } from 'vitest';
import type { LoggedEvent } from '../mocks/windows/state.ts';
import { withDevice } from '../simulation/world.ts';
import { smallWorld } from '../test/small-world.ts';
import { eventsEvidence } from './events.ts';

const event = (record: number, log: 'User Device Registration' | 'AAD', id: number, data: LoggedEvent['data']): LoggedEvent => ({ record, atMs: record * 1_000, log, id, data });

function field(name: string, ...events: readonly LoggedEvent[]): string | undefined {
  const world = smallWorld();
  const after = { ...world, ...withDevice(world, 'LAPTOP01', (device) => ({ ...device, eventLog: events })) };
  return eventsEvidence.field({ world: after, device: 'LAPTOP01', as: 'user' }, name);
}

test('the text of an event is that of the newest of its id, with its data filled in', () => {
  const events = [event(1, 'User Device Registration', 307, { ExitCode: '0x801c0001' }), event(2, 'User Device Registration', 307, { ExitCode: '0x801c001d' }), event(3, 'User Device Registration', 304, { ExitCode: '0x1' })];
  expect(field('text of 307', ...events)).toMatch(/0x801c001d/);
  expect(field('text of User Device Registration 307', ...events)).toMatch(/0x801c001d/);
});

test('an event of another log, or none, has no text', () => {
  const events = [event(1, 'User Device Registration', 307, { ExitCode: '0x801c001d' })];
  expect([field('text of AAD 307', ...events), field('text of 334', ...events), field('text of', ...events)]).toEqual([undefined, undefined, undefined]);
});

test('last and count tell of the whole log', () => {
  expect([field('last'), field('count')]).toEqual([undefined, '0']);
  expect([field('last', event(1, 'AAD', 1006, {})), field('count', event(1, 'AAD', 1006, {}))]).toEqual(['1006', '1']);
});
