/** Time: everything that is due up to an instant happens, in order. */
import type { AgendaItem } from './agenda.ts';
import type { Answer } from './operation.ts';
import { questionWith } from './question-table.ts';
import { fire, wait } from './step.ts';
import { noTrace, type TraceSink } from './trace.ts';
import type { PendingQuestion, World } from './world.ts';

/** Items that may fire at one instant before the run is given up as going in circles. */
export const itemsPerInstantMax = 100_000;

/** Reaching a limit is an outcome with its own name. */
export class LimitReached extends Error {}

/** A request has reached its service: the run waits until whoever answers outside the simulation has answered. */
export interface Pause {
  /** The world at that instant. */
  readonly world: World;
  readonly question: PendingQuestion;
}

/** Time that passes, and pauses at each request that is answered outside. */
export type Advancing<Result = World> = Generator<Pause, Result, Answer<unknown>>;

/** Which questions are answered outside, through a door; all others are answered by their operation. */
export type AnsweredOutside = (question: PendingQuestion) => boolean;

const nobody: AnsweredOutside = () => false;

/** Runs to its end what nothing pauses. */
export function withoutPause<Result>(advancing: Advancing<Result>): Result {
  const { done, value } = advancing.next();
  if (!done) throw new Error('advance: a request waits for an answer from outside, and nobody gives one.');
  return value;
}

function requestOf(world: World, item: AgendaItem): PendingQuestion | null {
  const question = item.kind === 'leg' ? questionWith(world.questions, item.id.slice('question:'.length)) : undefined;
  return question?.leg === 'request' ? question : null;
}

/** Fires everything due at the earliest instant, in rank order; what becomes due at that instant meanwhile belongs to it. */
function* oneInstant(world: World, trace: TraceSink, outside: AnsweredOutside, itemsMax = itemsPerInstantMax): Advancing {
  const first: AgendaItem | undefined = world.agenda[0];
  if (!first) return world;
  let next = world;
  for (let fired = 0; ; fired += 1) {
    if (fired > itemsMax) throw new LimitReached(`more than ${itemsMax} things were due at ${first.dueMs} ms; the last was ${next.agenda[0]?.actor ?? ''}`);
    const item = next.agenda[0];
    if (!item || item.dueMs !== first.dueMs) return next;
    const request = outside === nobody ? null : requestOf(next, item);
    const answer: Answer<unknown> | undefined = request && outside(request) ? yield { world: { ...next, nowMs: item.dueMs }, question: request } : undefined;
    next = fire(next, item, trace, answer);
  }
}

/** Told the world after each instant at which something happened. */
type OnInstant = (world: World) => void;

/** Moves to `untilMs`, that instant included, and pauses at requests that are answered outside. */
export function* advancingTo(world: World, untilMs: number, trace: TraceSink = noTrace, onInstant?: OnInstant, outside: AnsweredOutside = nobody): Advancing {
  let next = world;
  for (let first = next.agenda[0]; first && first.dueMs <= untilMs; first = next.agenda[0]) {
    next = yield* oneInstant(next, trace, outside);
    onInstant?.(next);
  }
  return wait(next, untilMs);
}

/** Moves to just before `instantMs`: what is due then has not happened yet. */
export function* advancingBefore(world: World, instantMs: number, trace: TraceSink = noTrace, onInstant?: OnInstant, outside: AnsweredOutside = nobody): Advancing {
  let next = world;
  for (let first = next.agenda[0]; first && first.dueMs < instantMs; first = next.agenda[0]) {
    next = yield* oneInstant(next, trace, outside);
    onInstant?.(next);
  }
  return next.nowMs < instantMs ? { ...next, nowMs: instantMs } : next;
}

/** Fires everything due at the earliest instant. */
export const advanceOneInstant = (world: World, trace: TraceSink = noTrace, itemsMax = itemsPerInstantMax): World =>
  withoutPause(oneInstant(world, trace, nobody, itemsMax));

/** Moves to `untilMs`, that instant included. */
export const advanceTo = (world: World, untilMs: number, trace: TraceSink = noTrace, onInstant?: OnInstant): World => withoutPause(advancingTo(world, untilMs, trace, onInstant));
