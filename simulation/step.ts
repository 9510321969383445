/**
 * `step`: the next world after an input, and after everything that follows from it at the same instant. Nothing else makes
 * worlds. One input or one due item is run to quiescence: charts take their messages in the order they were sent.
 */
import type { Json, LogLine } from '../knowledge/vocabulary.ts';
import type { Perform, Tell } from '../machines/language.ts';
import type { AgendaItem } from './agenda.ts';
import { schedule, unschedule } from './agenda.ts';
import { acts } from './acts/index.ts';
import { chartOf, rankOf, startInput, type Actors } from './actors.ts';
import { answeredQuestion, startChart, stepChart, type ChartEffect, type ChartStep } from './chart-engine.ts';
import { answerArrives, askQuestion, dropQuestions, loseBrokenQuestions, pathsMayDiffer, requestArrives } from './questions.ts';
import type { Answer } from './operation.ts';
import { questionWith } from './question-table.ts';
import { noTrace, type TraceSink } from './trace.ts';
import { applyChanges, askerOf, send, writeLog, type Message, type Turn } from './turn.ts';
import { kindOf, placeOf, type World } from './world.ts';

const inboxMax = 10_000;

function perform(turn: Turn, actor: string, { act, input }: Perform, cause: number | null): void {
  const known = acts[act];
  if (!known) throw new Error(`step: ${actor} performs the unknown act "${act}".`);
  const entry = turn.trace.record({ atMs: turn.world.nowMs, actor, kind: 'act', data: { act, ...(input ? { input: input as Json } : {}) }, cause });
  applyChanges(turn, actor, known.perform(turn.world, askerOf(actor), (input ?? {}) as never), entry);
}

function carryOut(turn: Turn, actor: string, effect: ChartEffect, cause: number | null): void {
  switch (effect.kind) {
    case 'tell':
      return send(turn, actor, effect, cause);
    case 'log':
      return writeLog(turn, placeOf(actor), { log: effect.log, id: effect.id, ...(effect.data ? { data: effect.data } : {}) }, cause);
    case 'perform':
      return perform(turn, actor, effect, cause);
    case 'ask':
      return askQuestion(turn, actor, effect, cause);
    case 'start-timer':
      turn.world = {
        ...turn.world,
        agenda: schedule(turn.world.agenda, {
          kind: 'timer', dueMs: turn.world.nowMs + effect.delayMs, rank: rankOf(kindOf(actor)), actor, id: `timer:${effect.timerId}`,
          event: effect.event, cause,
        }),
      };
      return;
    case 'cancel-timer':
      turn.world = { ...turn.world, agenda: unschedule(turn.world.agenda, actor, `timer:${effect.timerId}`) };
      return;
    default: {
      const unknown: never = effect;
      throw new Error(`step: unknown effect ${JSON.stringify(unknown)}`);
    }
  }
}

function settle(turn: Turn, actor: string, result: ChartStep, cause: number | null): void {
  turn.world = { ...turn.world, actors: { ...turn.world.actors, [actor]: result.snapshot } };
  dropQuestions(turn, actor, result);
  for (const effect of result.effects) carryOut(turn, actor, effect, cause);
}

/** Starts a chart that does not exist yet; those that start on demand know their own input. */
export function startActor(turn: Turn, actor: string, cause: number | null, input: unknown = startInput(turn.world, actor)): void {
  const result = startChart(chartOf(kindOf(actor)), input, actor);
  const entry = turn.trace.record({ atMs: turn.world.nowMs, actor, kind: 'transition', data: { event: 'START', from: null, to: result.snapshot.value }, cause });
  settle(turn, actor, result, entry);
}

/** Most charts are in one state at a time: only what has parts needs to be written out. */
const sameState = (a: Json, b: Json): boolean => a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));

function take(turn: Turn, message: Message): void {
  if (!turn.world.actors[message.to]) startActor(turn, message.to, message.cause);
  const before = (turn.world.actors as Actors)[message.to];
  if (!before) throw new Error(`step: ${message.to} did not start.`);
  if (before.status === 'done') return;
  const answered = answeredQuestion(message.event.type);
  // An answer is no longer pending when it is on its way: one that is was asked anew meanwhile, and this answers the old question.
  if (answered !== null && questionWith(turn.world.questions, `${message.to}|${answered}`)) return;
  const result = stepChart(chartOf(kindOf(message.to)), before, message.event, message.to);
  if (result.snapshot === before) return;
  const moved = !sameState(before.value, result.snapshot.value);
  const entry = turn.trace.record({
    atMs: turn.world.nowMs,
    actor: message.to,
    kind: moved ? 'transition' : 'event',
    data: { event: message.event.type, ...(moved ? { from: before.value, to: result.snapshot.value } : {}) },
    cause: message.cause,
  });
  settle(turn, message.to, result, entry);
}

/** Runs the inbox empty. A network, directory or fault change in between breaks the questions whose path it closes. */
export function runToQuiescence(turn: Turn): void {
  for (let taken = 0; turn.inbox.length > 0; taken += 1) {
    if (taken > inboxMax) throw new Error(`step: more than ${inboxMax} messages at one instant; the last was ${JSON.stringify(turn.inbox[0])}.`);
    const message = turn.inbox.shift() as Message;
    take(turn, message);
    const kind = kindOf(message.to);
    if (kind === 'network' || kind === 'vpn') loseBrokenQuestions(turn, message.cause);
  }
}

/**
 * Fires one due item; the clock moves to its due time.
 * @param answer what a service outside the simulation answered, where the item is a request's arrival
 */
export function fire(world: World, item: AgendaItem, trace: TraceSink = noTrace, answer?: Answer<unknown>): World {
  if (item.dueMs < world.nowMs) throw new Error(`step: ${item.actor} ${item.id} was due at ${item.dueMs} ms, but it is ${world.nowMs} ms.`);
  const turn: Turn = { world: { ...world, nowMs: item.dueMs, agenda: unschedule(world.agenda, item.actor, item.id) }, inbox: [], trace };
  if (item.kind === 'timer') {
    turn.inbox.push({ to: item.actor, event: item.event, cause: item.cause });
  } else {
    const question = questionWith(turn.world.questions, item.id.slice('question:'.length));
    if (!question) throw new Error(`step: a leg is due for ${item.id}, which is not under way.`);
    if (question.leg === 'request') requestArrives(turn, question, answer);
    else answerArrives(turn, question);
  }
  runToQuiescence(turn);
  return turn.world;
}

/** Moves the clock on without anything being due in between. */
export function wait(world: World, untilMs: number): World {
  const first = world.agenda[0];
  if (first && first.dueMs <= untilMs) throw new Error(`step: ${first.actor} is due at ${first.dueMs} ms, before ${untilMs} ms.`);
  return untilMs > world.nowMs ? { ...world, nowMs: untilMs } : world;
}

/** What somebody outside changes: lines of event logs name their device. */
export interface OutsideChange {
  readonly changes?: Partial<World>;
  readonly tells?: readonly Tell[];
  readonly logs?: readonly { readonly device: string; readonly line: LogLine }[];
}

/** Changes the world from outside, as an administrator or a fault does, with what follows at this instant. */
export function change(world: World, by: string, { changes = {}, tells = [], logs = [] }: OutsideChange, cause: number | null, trace: TraceSink = noTrace): World {
  const turn: Turn = { world: { ...world, ...changes }, inbox: [], trace };
  for (const { device, line } of logs) writeLog(turn, device, line, cause);
  applyChanges(turn, by, { tells }, cause);
  if (pathsMayDiffer(world, turn.world)) loseBrokenQuestions(turn, cause);
  runToQuiescence(turn);
  return turn.world;
}
