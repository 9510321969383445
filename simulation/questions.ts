/**
 * A question has two legs on the virtual clock. At the first the request arrives and the service answers, exactly once; at the
 * second the answer arrives. A path that closes between them loses the question with the code Windows would show, and what the
 * service has done stays done.
 */
import { timings } from '../knowledge/timings.ts';
import type { Failure, Json } from '../knowledge/vocabulary.ts';
import { answerWithFaults, pathFailure } from './answering.ts';
import { rankOf } from './actors.ts';
import { schedule, unschedule } from './agenda.ts';
import type { ChartEffect, ChartStep } from './chart-engine.ts';
import type { Answer } from './operation.ts';
import { operationOf } from './operations/index.ts';
import { everyQuestion, questionsOf, withoutQuestion, withQuestion } from './question-table.ts';
import { applyChanges, askerOf, type Turn } from './turn.ts';
import { kindOf, type PendingQuestion, type World } from './world.ts';

type Ask = Extract<ChartEffect, { kind: 'ask' }>;

const agendaId = (id: string): string => `question:${id}`;

function forget(world: World, question: PendingQuestion): World {
  return { ...world, questions: withoutQuestion(world.questions, question), agenda: unschedule(world.agenda, question.actor, agendaId(question.id)) };
}

function keep(turn: Turn, question: PendingQuestion, delayMs: number): void {
  const { world } = turn;
  const item = {
    kind: 'leg', dueMs: world.nowMs + delayMs, rank: rankOf(kindOf(question.actor)), actor: question.actor, id: agendaId(question.id),
    cause: question.cause,
  } as const;
  turn.world = { ...world, questions: withQuestion(world.questions, question), agenda: schedule(world.agenda, item) };
}

const failureEvent = (invokeId: string, failure: Failure) => ({ type: `xstate.error.actor.${invokeId}`, error: failure as unknown as Json });

/** A chart asks. A closed path is noticed at once and given up after a while; an open one carries the request. */
export function askQuestion(turn: Turn, actor: string, ask: Ask, cause: number | null): void {
  const operation = operationOf(ask.operation);
  const destination = operation.destination(turn.world, askerOf(actor), ask.input as never);
  const id = `${actor}|${ask.invokeId}`;
  const entry = turn.trace.record({ atMs: turn.world.nowMs, actor, kind: 'question', data: { operation: ask.operation, destination: destination as Json }, cause });
  const latencyMs = timings[operation.latency].ms;
  const requestMs = Math.floor(latencyMs / 2);
  const question: PendingQuestion = {
    id, actor, invokeId: ask.invokeId, operation: ask.operation, input: ask.input, context: operation.context, destination,
    leg: 'request', answer: null, answerDelayMs: latencyMs - requestMs, cause: entry,
  };
  const closed = pathFailure(turn.world, question);
  if (closed) {
    keep(turn, { ...question, leg: 'giving-up', answer: failureEvent(ask.invokeId, closed) }, destination.kind === 'local' ? 0 : timings.giveUp.ms);
    return;
  }
  keep(turn, question, requestMs);
}

/** First leg: the service answers, exactly once, from the world as it is now; or it has answered already, through a door. */
export function requestArrives(turn: Turn, question: PendingQuestion, answered?: Answer<unknown>): void {
  const answer = answered ?? answerWithFaults(turn.world, question);
  const outcome = answer.outcome;
  const entry = turn.trace.record({
    atMs: turn.world.nowMs, actor: question.actor, kind: 'request',
    data: { operation: question.operation, ok: outcome.ok, ...(outcome.ok ? {} : { code: outcome.failure.code, reason: outcome.failure.reason }) },
    cause: question.cause,
  });
  const event = outcome.ok
    ? { type: `xstate.done.actor.${question.invokeId}`, output: outcome.output as Json }
    : failureEvent(question.invokeId, outcome.failure);
  keep(turn, { ...question, leg: 'answer', answer: event, cause: entry }, question.answerDelayMs);
  const before = turn.world;
  applyChanges(turn, question.actor, answer, entry);
  if (pathsMayDiffer(before, turn.world)) loseBrokenQuestions(turn, entry);
}

/** Second leg: the answer reaches the chart. */
export function answerArrives(turn: Turn, question: PendingQuestion): void {
  turn.world = forget(turn.world, question);
  if (!question.answer) throw new Error(`questions: ${question.id} has no answer to deliver.`);
  const error = question.answer.error as unknown as Failure | undefined;
  const entry = turn.trace.record({
    atMs: turn.world.nowMs, actor: question.actor, kind: 'answer',
    data: { operation: question.operation, ok: error === undefined, ...(error ? { code: error.code, reason: error.reason } : {}) },
    cause: question.cause,
  });
  turn.inbox.push({ to: question.actor, event: question.answer, cause: entry });
}

/** Whether anything changed, but for the charts, on which the paths of questions depend (`traffic.ts`). */
export const pathsMayDiffer = (before: World, after: World): boolean =>
  before.network !== after.network || before.directory !== after.directory || before.devices !== after.devices || before.faults !== after.faults;

/** Loses every question under way whose path is closed now: its asker hears of it at this instant. */
export function loseBrokenQuestions(turn: Turn, cause: number | null): void {
  for (const question of everyQuestion(turn.world.questions)) {
    if (question.destination.kind === 'local') continue;
    // Nothing of it is on the way. A refusal is an answer like any other: it is lost with its path, and the asker never learns it.
    if (question.leg === 'giving-up') continue;
    const closed = pathFailure(turn.world, question, 'broken');
    if (closed) loseQuestion(turn, question, closed, cause);
  }
}

/** Loses one question with the given failure. */
export function loseQuestion(turn: Turn, question: PendingQuestion, failure: Failure, cause: number | null): void {
  turn.world = forget(turn.world, question);
  const entry = turn.trace.record({
    atMs: turn.world.nowMs, actor: question.actor, kind: 'lost',
    data: { operation: question.operation, leg: question.leg, code: failure.code, reason: failure.reason },
    cause: cause ?? question.cause,
  });
  turn.inbox.push({ to: question.actor, event: failureEvent(question.invokeId, failure), cause: entry });
}

/** Drops what the chart no longer waits for: its state was left, or the same question is asked anew. */
export function dropQuestions(turn: Turn, actor: string, step: ChartStep): void {
  const askedAnew = new Set(step.effects.flatMap((effect) => (effect.kind === 'ask' ? [effect.invokeId] : [])));
  for (const question of questionsOf(turn.world.questions, actor)) {
    if (step.activeQuestions.has(question.invokeId) && !askedAnew.has(question.invokeId)) continue;
    turn.world = forget(turn.world, question);
  }
}
