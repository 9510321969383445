/** How a question is answered with the faults that are on: path first, then the service, each fault wrapped around the next. */
import type { Failure, Json } from '../knowledge/vocabulary.ts';
import { faultById } from '../mocks/faults.ts';
import type { FaultableAnswer, Question } from '../mocks/fault.ts';
import type { Answer } from './operation.ts';
import { operationOf } from './operations/index.ts';
import { concerns, targetOf, trafficFailure } from './traffic.ts';
import { askerOf } from './turn.ts';
import { placeOf, type PendingQuestion, type World } from './world.ts';

/** Why the question's path is closed now, or `null`. `broken`: it was open when the request went out. */
export function pathFailure(world: World, question: PendingQuestion, when: 'closed' | 'broken' = 'closed'): Failure | null {
  if (question.destination.kind === 'local') return null;
  const place = placeOf(question.actor);
  const failure = trafficFailure(world, place, question.context, question.destination, when);
  if (!failure) return null;
  return { ...(operationOf(question.operation).pathFailure?.(failure, question.input as never) ?? failure), atMs: world.nowMs };
}

/** Asks a service through every active fault that wraps this operation. */
export function throughFaults(world: World, asked: Question, service: () => FaultableAnswer): FaultableAnswer {
  const wrapped = world.faults.reduceRight<() => FaultableAnswer>((next, active) => {
    const wrap = concerns(active, asked.place, asked.target) ? faultById(active.id).answers?.[asked.operation] : undefined;
    return wrap ? () => wrap(asked, next) : next;
  }, service);
  return wrapped();
}

const failing = (failure: Failure, world: World) => ({ ok: false as const, failure: { ...failure, atMs: world.nowMs } });

/** Why the asking machine cannot even ask, as an answer; `null`: the question goes out. */
export function unaskedAnswer(world: World, question: PendingQuestion): Answer<unknown> | null {
  const failure = operationOf(question.operation).unasked?.(world, askerOf(question.actor), question.input as never);
  return failure ? { outcome: failing(failure, world) } : null;
}

/** The operation's own answer, through the faults. */
export function answerWithFaults(world: World, question: PendingQuestion): Answer<unknown> {
  const unasked = unaskedAnswer(world, question);
  if (unasked) return unasked;
  const operation = operationOf(question.operation);
  const asked: Question = { operation: question.operation, input: question.input, place: placeOf(question.actor), target: targetOf(question.destination) };
  let real: Answer<unknown> | undefined;
  const answer = throughFaults(world, asked, () => {
    real ??= operation.answer(world, askerOf(question.actor), question.input as never);
    return { outcome: real.outcome as FaultableAnswer['outcome'], takesEffect: true };
  });
  const outcome = answer.outcome.ok
    ? { ok: true as const, output: answer.outcome.output as Json }
    : failing(answer.outcome.failure, world);
  const done = answer.takesEffect ? real : undefined;
  const logs = [...(done?.logs ?? []), ...(answer.logs ?? [])];
  return { ...done, outcome, ...(logs.length > 0 ? { logs } : {}) };
}
