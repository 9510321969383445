import { expect, test } from 'vitest';
import { smallWorld, withFault } from '../test/small-world.ts';
import { answerWithFaults } from './answering.ts';
import { performAction } from './perform.ts';
import { change, wait } from './step.ts';
import { noTrace, Trace, type TraceSink } from './trace.ts';
import { applyChanges, askerOf, type Turn } from './turn.ts';
import type { PendingQuestion } from './world.ts';

const world = smallWorld();
const did = (text: string, verb: string, words: { readonly [name: string]: string }) => { const trace = new Trace(); performAction(world, { text, verb, words, at: null }, trace); return trace.entries[0]; };

test('the trace begins with who did what, in the words that were said', () => {
  expect(did('alice accepts the portal page', 'accept-portal', { person: 'alice' })).toEqual({ index: 0, atMs: 0, actor: 'alice', kind: 'action', data: { text: 'alice accepts the portal page', verb: 'accept-portal', words: { person: 'alice' } }, cause: null });
  expect([did('LAPTOP01 shuts down', 'shut-down', { device: 'LAPTOP01' })?.actor, did('fault dc-busy on', 'fault-on', { fault: 'dc-busy' })?.actor]).toEqual(['LAPTOP01', 'fault']);
  expect(() => did('x', 'fly', {})).toThrow('There is no verb "fly".');
});

test('what follows from an action has it as its cause', () => {
  const trace = new Trace();
  const moved = performAction(world, { text: 'LAPTOP01 moves to home', verb: 'move', words: { device: 'LAPTOP01', location: 'home' }, at: null }, trace);
  expect(trace.entries[1]).toEqual({ index: 1, atMs: 0, actor: 'network:LAPTOP01', kind: 'transition', data: { event: 'MOVED', from: 'corporateLan', to: 'home' }, cause: 0 });
  expect(moved.actors['network:LAPTOP01']?.value).toBe('home');
});

test('who asks lives at a place, and may be a part of it', () => {
  expect([askerOf('task:PC01'), askerOf('prt:PC01/alice')]).toEqual([{ actor: 'task:PC01', place: 'PC01', part: null }, { actor: 'prt:PC01/alice', place: 'PC01', part: 'alice' }]);
});

test('changes, lines and messages of one turn: logs go to devices alone, and to none where nobody keeps them', () => {
  const line = { log: 'AAD', id: 1006, data: {} } as const;
  const turn = (trace: TraceSink = noTrace): Turn => ({ world, inbox: [], trace });
  const trace = new Trace();
  const kept = turn(trace);
  applyChanges(kept, 'task:LAPTOP01', { changes: { nowMs: 5 }, logs: [line], tells: [{ to: 'task', event: { type: 'X' } }] }, 7);
  expect([kept.world.nowMs, kept.world.devices.LAPTOP01?.eventLog.map(({ id }) => id), kept.inbox]).toEqual([5, [1006], [{ to: 'task:LAPTOP01', event: { type: 'X' }, cause: 7 }]]);
  expect(trace.entries.map(({ actor, kind, cause, data }) => [actor, kind, cause, data])).toEqual([['LAPTOP01', 'log', 7, expect.objectContaining({ log: 'AAD', id: 1006 })]]);
  const bare = turn({ ...noTrace, record: () => -1, keepsEventLogs: false });
  applyChanges(bare, 'task:LAPTOP01', { logs: [line] }, null);
  expect(bare.world).toBe(world);
  const nothing = turn();
  applyChanges(nothing, 'connect-cycle:SYNC01', { logs: [line] }, null);
  expect([nothing.world, nothing.inbox]).toEqual([world, []]);
});

test('an event that moves no state is no transition; a clock that stands still is the same world', () => {
  const trace = new Trace();
  change(world, 'test', { tells: [{ to: { kind: 'task', of: 'LAPTOP01' }, event: { type: 'DISABLED' } }] }, null, trace);
  expect(trace.entries[0]).toMatchObject({ kind: 'event', data: { event: 'DISABLED' } });
  expect(trace.entries[0]?.data).not.toHaveProperty('from');
  expect(wait(world, 0)).toBe(world);
});

test('a fault that answers by itself changes nothing, with or without lines of its own', () => {
  const question: PendingQuestion = {
    id: 'q', actor: 'registration:LAPTOP01', invokeId: 'q', operation: 'readServiceConnectionPoint', input: { controller: 'DC01' }, context: 'system', destination: { kind: 'dc', controller: 'DC01', service: 'ldap' },
    leg: 'request', answer: null, answerDelayMs: 0, cause: null,
  };
  expect(Object.keys(answerWithFaults(withFault(world, 'scp-two-services'), question)).sort()).toEqual(['logs', 'outcome']);
  expect(Object.keys(answerWithFaults(withFault(world, 'scp-missing'), question))).toEqual(['outcome']);
});
