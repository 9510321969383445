import { expect, test } from 'vitest';
import { timings } from '../knowledge/timings.ts';
import { smallWorld, withFault } from '../test/small-world.ts';
import { answerArrives, askQuestion, dropQuestions, loseBrokenQuestions, loseQuestion, pathsMayDiffer, requestArrives } from './questions.ts';
import { Trace } from './trace.ts';
import type { Turn } from './turn.ts';
import type { PendingQuestion, World } from './world.ts';

const actor = 'registration:LAPTOP01';
const turnOf = (world: World): Turn & { trace: Trace } => ({ world: { ...world, agenda: [], nowMs: 100 }, inbox: [], trace: new Trace() });
const asked = (world: World, operation = 'readComputerObject', input = { controller: 'DC01' }) => { const turn = turnOf(world); askQuestion(turn, actor, { kind: 'ask', invokeId: 'q', operation, input }, null); return turn; };
const onlyQuestion = ({ world }: Turn): PendingQuestion => Object.values(world.questions)[0] as PendingQuestion;
const due = ({ world }: Turn) => world.agenda.map(({ dueMs, id, kind }) => [dueMs, id, kind]);
const agendaId = `question:${actor}|q`;
const pending = smallWorld({ device: { state: 'pending' } });
const home = smallWorld({ device: { location: 'home' } });
const { ms } = timings.ldapRead;

test('a request travels half of its time, the answer the other half', () => {
  const turn = asked(pending);
  expect([onlyQuestion(turn).leg, due(turn)]).toEqual(['request', [[100 + ms / 2, agendaId, 'leg']]]);
  requestArrives(turn, onlyQuestion(turn));
  expect([onlyQuestion(turn).leg, onlyQuestion(turn).answer, due(turn)]).toEqual(['answer', { type: 'xstate.done.actor.q', output: { certificateUsable: true } }, [[100 + ms / 2, agendaId, 'leg']]]);
  answerArrives(turn, onlyQuestion(turn));
  expect([turn.world.questions, turn.world.agenda, turn.inbox]).toEqual([{}, [], [{ to: actor, event: { type: 'xstate.done.actor.q', output: { certificateUsable: true } }, cause: 2 }]]);
  expect(turn.trace.entries.map(({ kind, data, cause }) => [kind, (data as { ok?: boolean }).ok, cause])).toEqual([['question', undefined, null], ['request', true, 0], ['answer', true, 1]]);
  expect(turn.trace.entries[0]?.data).toEqual({ operation: 'readComputerObject', destination: { kind: 'dc', controller: 'DC01', service: 'ldap' } });
});

test('a refusal travels like an answer, with its code', () => {
  const turn = asked(withFault(pending, 'dc-busy'));
  requestArrives(turn, onlyQuestion(turn));
  answerArrives(turn, onlyQuestion(turn));
  expect(turn.inbox[0]?.event).toMatchObject({ type: 'xstate.error.actor.q', error: { code: '0x801c001d', innerCode: '0x8007200e', atMs: 100 } });
  expect(turn.trace.entries.slice(1).map(({ data }) => data)).toEqual(['request', 'answer'].map(() => ({ operation: 'readComputerObject', ok: false, code: '0x801c001d', reason: 'the domain controller is busy' })));
});

test('a closed path is given up after a while, and inside the machine at once', () => {
  const turn = asked(home);
  expect([onlyQuestion(turn).leg, due(turn)]).toEqual(['giving-up', [[100 + timings.giveUp.ms, agendaId, 'leg']]]);
  expect(due(asked(home, 'readLocalState'))).toEqual([[100, agendaId, 'leg']]);
});

test('an answer that is none is a bug', () => {
  const turn = asked(pending);
  expect(() => answerArrives(turn, onlyQuestion(turn))).toThrow(`questions: ${actor}|q has no answer to deliver.`);
});

test('what a service changes stands when the request has arrived, and is told to whom it concerns', () => {
  const turn = asked(pending, 'registerDevice', { tenantId: pending.tenant.tenantId, tenantName: 'contoso.com', keyContainerId: 'k' } as never);
  requestArrives(turn, onlyQuestion(turn));
  expect([Object.values(turn.world.tenant.devices)[0]?.profileType, turn.inbox.map(({ event, cause }) => [event.type, cause])]).toEqual(['RegisteredDevice', [['REGISTERED', 1]]]);
});

test('a path that breaks loses what is on its way, not what is given up or inside the machine', () => {
  const lost = (turn: Turn & { trace: Trace }, world: World) => { turn.world = { ...turn.world, actors: world.actors, faults: world.faults }; loseBrokenQuestions(turn, 7); return turn.inbox.map(({ event, cause }) => [event.type, (event as unknown as { error: { code: string } }).error.code, cause]); };
  expect(lost(asked(pending), home)).toEqual([['xstate.error.actor.q', '0x801c001d', 1]]);
  expect(lost(asked(pending), withFault(pending, 'dc-ldap-blocked'))).toEqual([['xstate.error.actor.q', '0x801c001d', 1]]);
  expect([lost(asked(pending), pending), lost(asked(home), home), lost(asked(pending, 'readLocalState'), home)]).toEqual([[], [], []]);
  const turn = asked(pending);
  loseQuestion(turn, onlyQuestion(turn), { code: '0x1', reason: 'r' }, null);
  expect([turn.world.questions, turn.world.agenda, turn.trace.entries[1]]).toMatchObject([{}, [], { kind: 'lost', data: { operation: 'readComputerObject', leg: 'request', code: '0x1', reason: 'r' }, cause: 0 }]);
});

test('paths may differ after a change of network, directory, devices or faults', () => {
  expect((['network', 'directory', 'devices', 'faults', 'tenant', 'actors'] as const).map((part) => pathsMayDiffer(pending, { ...pending, [part]: { ...pending[part] } } as World))).toEqual([true, true, true, true, false, false]);
});

test('a chart that no longer waits drops its question; the same one asked anew replaces it', () => {
  const kept = (activeQuestions: readonly string[], asksAnew: boolean): number => {
    const turn = asked(pending);
    dropQuestions(turn, actor, { snapshot: {} as never, activeQuestions: new Set(activeQuestions), effects: asksAnew ? [{ kind: 'ask', invokeId: 'q', operation: 'readComputerObject', input: null }] : [{ kind: 'log', log: 'AAD', id: 1 }] });
    return Object.keys(turn.world.questions).length + turn.world.agenda.length;
  };
  expect([kept(['q'], false), kept([], false), kept(['q'], true), kept(['other'], false)]).toEqual([2, 0, 0, 0]);
});
