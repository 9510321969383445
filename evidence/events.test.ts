import { expect, test } from 'vitest';
import type { LoggedEvent } from '../mocks/windows/state.ts';
import { withDevice } from '../simulation/world.ts';
import { smallWorld } from '../test/small-world.ts';
import { eventsEvidence } from './events.ts';

const event = (record: number, log: 'User Device Registration' | 'AAD', id: number, data: LoggedEvent['data']): LoggedEvent => ({ record, atMs: record * 1_000, log, id, ...(data ? { data } : {}) });

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

test('shown: a header, one sentence where it fits, else the data field by field; bodies are cut, JSON keeps all', () => {
  const world = smallWorld();
  const body = JSON.stringify({ Certificate: { RawBody: 'A'.repeat(600) } });
  const events = [
    event(1, 'User Device Registration', 100, undefined),
    event(2, 'User Device Registration', 103, { AuthToken: '' }),
    event(3, 'User Device Registration', 104, { ServerResponse: body, ActivityId: '0e3a4557-14d0-46ca-a53a-33820ce4907f' }),
    event(4, 'User Device Registration', 304, { ExitCode: '0x801c03f2', ServerErrorMessage: 'The device object by the given id (1859a4ff-ca2c-47f0-8139-a9a2d891edf6) is not found.', TenantType: 'Managed', JoinType: 'sync', DebugOutput: 'joinMode: Join\nerrorPhase: join' }),
    event(5, 'AAD', 1022, { value: 'https://login.microsoftonline.com/86abb8ac-a81c-439c-aed5-8c96923ea988/oauth2/token/' }),
  ];
  const after = { ...world, ...withDevice(world, 'LAPTOP01', (device) => ({ ...device, eventLog: events })) };
  const viewpoint = { world: after, device: 'LAPTOP01', as: 'user' } as const;
  expect(eventsEvidence.render(viewpoint)).toMatchInlineSnapshot(`
    "2026-01-05 08:00:01 UTC  Information  100  User Device Registration/Admin
      The discovery request was sent.

    2026-01-05 08:00:02 UTC  Information  103  User Device Registration/Admin
      The join request was sent. Token: -

    2026-01-05 08:00:03 UTC  Information  104  User Device Registration/Admin
      The join request was answered.
        ServerResponse  {"Certificate":{"RawBody":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                        ... (630 characters; whole with --json)
        ActivityId      0e3a4557-14d0-46ca-a53a-33820ce4907f

    2026-01-05 08:00:04 UTC  Error        304  User Device Registration/Admin
      The automatic registration failed at the join phase.
        ExitCode            0x801c03f2
        ServerErrorMessage  The device object by the given id
                            (1859a4ff-ca2c-47f0-8139-a9a2d891edf6) is not found.
        TenantType          Managed
        JoinType            sync
        DebugOutput         joinMode: Join
                            errorPhase: join

    2026-01-05 08:00:05 UTC  Information 1022  AAD/Analytic
      URL requested.
        value  https://login.microsoftonline.com/86abb8ac-a81c-439c-aed5-8c96923ea98
               8/oauth2/token/
    "
  `);
  expect((eventsEvidence.data(viewpoint) as readonly unknown[])[2]).toEqual({
    time: '2026-01-05T08:00:03Z', record: 3, log: 'Microsoft-Windows-User Device Registration/Admin', provider: 'Microsoft-Windows-User Device Registration', id: 104, level: 'Information',
    text: `The join request was answered. Answer: ${body}. Activity id: 0e3a4557-14d0-46ca-a53a-33820ce4907f`, data: { ServerResponse: body, ActivityId: '0e3a4557-14d0-46ca-a53a-33820ce4907f' },
  });
});

test('level and single data fields of the newest event of an id', () => {
  const events = [event(1, 'User Device Registration', 304, { JoinType: 'old' }), event(2, 'User Device Registration', 304, { JoinType: 'sync' })];
  expect(['level of 304', 'data of 304 JoinType', 'data of User Device Registration 304 JoinType', 'data of 304', 'data of 304 Nonsense', 'level of 304 JoinType'].map((name) => field(name, ...events))).toEqual(['Error', 'sync', 'sync', undefined, undefined, undefined]);
});
