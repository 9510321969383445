import { expect, test } from 'vitest';
import type { WindowsRelease } from '../knowledge/windows-releases.ts';
import { smallWorld } from '../test/small-world.ts';
import type { AgendaItem } from './agenda.ts';
import { change, fire, wait, type OutsideChange } from './step.ts';
import { Trace } from './trace.ts';
import type { World } from './world.ts';

function logged(windows: WindowsRelease, id: number): { log: unknown; traced: unknown } {
  const trace = new Trace();
  const world = change(smallWorld({ device: { windows } }), 'person:alice', { logs: [{ device: 'LAPTOP01', line: { log: 'User Device Registration', id } }] }, null, trace);
  return { log: world.devices.LAPTOP01?.eventLog, traced: trace.entries.map(({ data }) => data) };
}

test('what a person makes a device log is completed with the data of its release, as what a chart logs', () => {
  const line = { log: 'User Device Registration', id: 220, data: { Format: '1' } };
  expect(logged('11-24H2', 220)).toEqual({ log: [{ atMs: 0, record: 1, ...line }], traced: [line] });
});

test('an event that the release lacks is not written', () => {
  expect(logged('1607', 110)).toEqual({ log: [], traced: [] });
  expect(logged('1809', 110).log).toHaveLength(1);
});

const timer = (actor: string, event: string, dueMs = 5): AgendaItem => ({ kind: 'timer', dueMs, rank: 1, actor, id: `timer:${event}`, event: { type: event }, cause: null });
const tell = (world: World, of: string, type: string, trace?: Trace) => change(world, 'person:alice', { tells: [{ to: { kind: 'task', of }, event: { type } }] }, 7, trace);

test('what is due moves the clock; what is not under way or overdue is a bug', () => {
  const world = smallWorld();
  expect(fire(world, timer('task:LAPTOP01', 'NOTHING')).nowMs).toBe(5);
  expect(() => fire({ ...world, nowMs: 9 }, timer('task:LAPTOP01', 'NOTHING'))).toThrow('step: task:LAPTOP01 timer:NOTHING was due at 5 ms, but it is 9 ms.');
  expect(() => fire(world, { kind: 'leg', dueMs: 5, rank: 1, actor: 'task:LAPTOP01', id: 'question:x', cause: null })).toThrow('step: a leg is due for question:x, which is not under way.');
});

test('time passes only up to what is due', () => {
  const world = smallWorld();
  const dueMs = world.agenda[0]?.dueMs ?? 0;
  expect([wait(world, dueMs - 1).nowMs, wait(world, 0)]).toEqual([dueMs - 1, world]);
  expect(() => wait(world, dueMs)).toThrow(`step: ${world.agenda[0]?.actor ?? ''} is due at ${dueMs} ms, before ${dueMs} ms.`);
});

test('the trace says who moved from where to where, and why; an event without effect leaves no trace', () => {
  const trace = new Trace();
  const disabled = tell(smallWorld(), 'LAPTOP01', 'DISABLED', trace);
  expect(trace.entries.map(({ actor, kind, cause }) => [actor, kind, cause])).toEqual([['task:LAPTOP01', expect.any(String), 7], ['task:LAPTOP01', 'act', 0]]);
  expect(trace.entries[1]?.data).toEqual({ act: 'setTaskEnabled', input: { enabled: false } });
  expect(disabled.devices.LAPTOP01?.task.enabled).toBe(false);
  const silent = new Trace();
  expect(tell(smallWorld(), 'LAPTOP01', 'NO_SUCH_EVENT', silent).devices).toEqual(smallWorld().devices);
  expect(silent.entries).toEqual([]);
});

test('a message to a chart that does not exist starts it where that is its way', () => {
  const trace = new Trace();
  const world = change(smallWorld(), 'test', { tells: [{ to: { kind: 'cloud-device', of: 'guid' }, event: { type: 'EXPORTED', enabled: true } }] }, null, trace);
  expect(world.actors['cloud-device:guid']).toBeDefined();
  expect(trace.entries[0]).toMatchObject({ actor: 'cloud-device:guid', kind: 'transition', data: { event: 'START', from: null } });
});

test('what closes a path, from outside or by a chart, loses the questions that are under way on it', () => {
  const asking = change(smallWorld(), 'test', { tells: [{ to: { kind: 'session', of: 'LAPTOP01' }, event: { type: 'SIGN_IN', user: 'alice', passwordVersion: 1, credential: 'password' } }] }, null);
  const lost = (outside: OutsideChange): readonly unknown[] => {
    const trace = new Trace();
    change(asking, 'test', outside, 3, trace);
    return trace.entries.flatMap(({ kind, actor, data, cause }) => (kind === 'lost' ? [[actor, (data as { code: string }).code, cause]] : []));
  };
  expect(Object.keys(asking.questions)).toEqual(['session:LAPTOP01|verifySignIn']);
  expect(lost({ changes: { faults: [{ id: 'kerberos-blocked', target: null }] } })).toEqual([['session:LAPTOP01', '0xc000005e', 3]]);
  expect(lost({ tells: [{ to: { kind: 'network', of: 'LAPTOP01' }, event: { type: 'MOVED', to: 'home' } }] })).toEqual([['session:LAPTOP01', '0xc000005e', expect.any(Number)]]);
  expect(lost({ changes: { faults: [{ id: 'dc-busy', target: null }] } })).toEqual([]);
});

test('logs of a device that does not exist are written nowhere', () => {
  const world = smallWorld();
  expect(change(world, 'test', { logs: [{ device: 'PC09', line: { log: 'AAD', id: 1081 } }] }, null)).toEqual(world);
});
