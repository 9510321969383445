/** An ordinary managed join, every question on its way, and the world after exactly that question was lost. */
import type { Failure } from '../../knowledge/vocabulary.ts';
import { advancingTo, type Advancing, type AnsweredOutside } from '../../simulation/advance.ts';
import { minuteMs, secondMs } from '../../simulation/calendar.ts';
import { createLab, type Lab } from '../../simulation/lab.ts';
import { loseQuestion } from '../../simulation/questions.ts';
import { sessionOf } from '../../simulation/session.ts';
import { fire, runToQuiescence, wait } from '../../simulation/step.ts';
import { Trace, noTrace, type TraceSink } from '../../simulation/trace.ts';
import type { Turn } from '../../simulation/turn.ts';
import { matchAction } from '../../simulation/vocabulary/pattern.ts';
import { verbs } from '../../simulation/vocabulary/index.ts';
import { performAction } from '../../simulation/perform.ts';
import { placeOf, type PendingQuestion, type World } from '../../simulation/world.ts';

export const device = 'LAPTOP01';
/** The user comes back to the desk this often: locks, and unlocks a few seconds later. */
export const unlocksEveryMs = 10 * minuteMs;

const base = {
  forest: 'contoso.com',
  connect: { SYNC01: { include: ['Laptops'] } },
  tenant: { name: 'Contoso', initialDomain: 'contoso.onmicrosoft.com', domains: { 'contoso.com': 'managed' as const } },
  people: { alice: {}, bob: {} },
};

export const joins = {
  'on the corporate LAN': { location: 'corporate-lan', lab: () => createLab({ world: { ...base, devices: { [device]: { ou: 'Laptops', location: 'corporate-lan', power: 'on' } } } }) },
  'over a user tunnel': { location: 'home', lab: () => createLab({ world: { ...base, devices: { [device]: { ou: 'Laptops', location: 'home', power: 'on', vpn: 'user-tunnel-auto', cached: ['alice'] } } } }) },
} as const satisfies { readonly [name: string]: { readonly location: string; readonly lab: () => Lab } };

export type JoinName = keyof typeof joins;

export function does(world: World, text: string, trace: TraceSink = noTrace): World {
  const matched = matchAction(text, verbs);
  if ('nearest' in matched) throw new Error(`"${text}" is no sentence; did you mean ${matched.nearest.join(' | ')}`);
  return performAction(world, { text, verb: matched.verb.id, words: matched.words, at: null }, trace);
}

/** Seconds between locking and unlocking. */
const awayMs = 5 * secondMs;

/** What the user does by habit at this moment; nothing while a sign-in or an unlock is being checked. */
function habit(world: World): string | null {
  const { state, user } = sessionOf(world, device);
  const comesBack = world.nowMs % unlocksEveryMs === awayMs;
  if (comesBack) return JSON.stringify(world.actors[`session:${device}`]?.value) === '{"signedIn":"locked"}' ? 'alice unlocks' : null;
  if (state === 'sign-in screen') return 'alice signs in';
  return state === 'unlocked' && user !== null ? 'alice locks' : null;
}

/**
 * Lets time pass with the user at the desk, who locks and unlocks every ten minutes and signs in where the screen asks for it.
 * @returns the world, and when the user had to sign in once more
 */
export function withUser(world: World, untilMs: number, onStep: (world: World) => void): { readonly world: World; readonly signIns: readonly number[] } {
  const signIns: number[] = [];
  let next = world;
  const passTo = (instantMs: number): void => {
    for (let item = next.agenda[0]; item && item.dueMs <= instantMs; item = next.agenda[0]) {
      next = fire(next, item);
      onStep(next);
    }
    next = wait(next, instantMs);
  };
  for (;;) {
    const round = next.nowMs - (next.nowMs % unlocksEveryMs);
    const atMs = next.nowMs < round + awayMs ? round + awayMs : round + unlocksEveryMs;
    passTo(Math.min(atMs, untilMs));
    if (atMs > untilMs) return { world: next, signIns };
    const sentence = habit(next);
    if (sentence === null) continue;
    if (sentence === 'alice signs in') signIns.push(next.nowMs);
    next = does(next, sentence);
    onStep(next);
  }
}

/** The same through pauses: what is answered outside is waited for, and nobody looks on the way. */
export function* livingOn(world: World, untilMs: number, trace: TraceSink, outside?: AnsweredOutside): Advancing {
  let next = world;
  for (;;) {
    const round = next.nowMs - (next.nowMs % unlocksEveryMs);
    const atMs = next.nowMs < round + awayMs ? round + awayMs : round + unlocksEveryMs;
    next = yield* advancingTo(next, Math.min(atMs, untilMs), trace, undefined, outside);
    if (atMs > untilMs) return next;
    const sentence = habit(next);
    if (sentence !== null) next = does(next, sentence, trace);
  }
}

/** A question under way: the world in which its request, or its answer, has just set out. */
export interface Moment {
  readonly world: World;
  readonly question: PendingQuestion;
  /** The same world one step earlier. */
  readonly before: World;
}

/** Every leg of every question that leaves its machine, until the join is complete. */
export function momentsOf(join: JoinName, untilMs: number): readonly Moment[] {
  const lab = joins[join].lab();
  const moments: Moment[] = [];
  const seen = new Map<string, PendingQuestion>();
  let before = lab.world;
  const look = (world: World): void => {
    for (const question of Object.values(world.questions)) {
      if (seen.get(question.id) === question) continue;
      seen.set(question.id, question);
      if (question.destination.kind !== 'local' && question.leg !== 'giving-up') moments.push({ world, question, before });
    }
    before = world;
  };
  let world = does(lab.world, 'AD admin resets the password of bob');
  look(world);
  world = does(world, 'alice signs in');
  look(world);
  withUser(world, untilMs, look);
  return moments;
}

export interface Loss {
  readonly world: World;
  readonly trace: Trace;
  /** Operations of the questions that were lost, with the code of each. */
  readonly lost: readonly string[];
}

/** What a server's question is lost with: its own connection is not modelled as one that can be unplugged. */
const serverFailures: { readonly [kind: string]: Failure } = {
  dc: { code: '0x8007203a', reason: 'the connection to the domain controller broke' },
  https: { code: '0x80072efe', reason: 'the connection broke in the middle of the request' },
};

/** Loses the question: the device's cable is pulled; a server's question is cut by hand. */
export function lose({ world, question }: Moment): Loss {
  const trace = new Trace();
  let next: World;
  if (placeOf(question.actor) === device) next = does(world, `${device} moves to offline`, trace);
  else {
    const turn: Turn = { world, inbox: [], trace };
    loseQuestion(turn, question, serverFailures[question.destination.kind] as Failure, null);
    runToQuiescence(turn);
    next = turn.world;
  }
  return { world: next, trace, lost: lostIn(trace) };
}

export const lostIn = (trace: Trace): readonly string[] => trace.entries.flatMap(({ kind, data }) => (kind === 'lost' ? [`${String(data.operation)} ${String(data.code)}`] : []));

export const isServer = (question: PendingQuestion): boolean => placeOf(question.actor) !== device;

/** Questions without a leg on the agenda, and legs without a question. */
export function dangling(world: World): readonly string[] {
  const legs = new Set(world.agenda.flatMap((item) => (item.kind === 'leg' ? [item.id.slice('question:'.length)] : [])));
  const questions = Object.keys(world.questions);
  return [...questions.filter((id) => !legs.has(id)), ...[...legs].filter((id) => !world.questions[id])];
}

/** What the answering services hold. Connect's own record is left out: it asks, and notes there that its step failed. */
export const servicesIn = ({ directory, tenant }: World): string => JSON.stringify([directory, tenant]);
