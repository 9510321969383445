/**
 * The way of least cost into a goal, looked for in order of cost: when it is found, every state that can be reached at less cost has
 * been looked at. That is the proof that nothing cheaper exists within the alphabet, the interleaving and the time model.
 */
import type { PossibleAction } from '../alphabet.ts';
import type { Exploration, PathStep } from '../exploration.ts';
import { RankQueue } from '../rank-queue.ts';
import { settledIn } from './graph.ts';

export interface WaySearch {
  /** @default 0, the exploration's start */
  readonly from?: number;
  readonly isGoal: (state: number) => boolean;
  /** What a step costs, 0 or more; `null` where it is not allowed. An item without a time passes the least that it can take. */
  readonly cost: Price;
  /** The way has to take this input at least once. */
  readonly through?: number;
  readonly statesMax?: number;
  /** A way that costs this much or more is of no interest. */
  readonly costMax?: number;
  /** Asked every few thousand states. */
  readonly shouldStop?: () => boolean;
}

/** `searched`: states looked at, all those that cost less than the way among them. */
export type WayFound =
  | { readonly kind: 'found'; readonly cost: number; readonly path: readonly PathStep[]; readonly state: number; readonly searched: number }
  | { readonly kind: 'none' | 'limit'; readonly searched: number };

const statesPerLook = 4_096;

export function cheapestWay(exploration: Exploration, search: WaySearch): WayFound {
  const isSettled = settledIn(exploration);
  const { actions, time } = exploration.options;
  const { isGoal, cost, through, statesMax = Number.POSITIVE_INFINITY, costMax = Number.POSITIVE_INFINITY, shouldStop } = search;
  // A node is a state, and whether the input has been taken.
  const start = (search.from ?? 0) * 2 + (through === undefined ? 1 : 0);
  const best = new Map<number, number>([[start, 0]]);
  const cameBy = new Map<number, readonly [node: number, input: number]>();
  const done = new Set<number>();
  const queue = new RankQueue();
  queue.add(0, start);
  for (let node = queue.take(); node !== undefined; node = queue.take()) {
    const soFar = queue.rank;
    const from = node;
    if (done.has(node)) continue;
    done.add(node);
    const state = node >>> 1;
    const went = node & 1;
    if (went === 1 && isGoal(state)) return { kind: 'found', cost: soFar, path: pathTo(exploration, cameBy, node), state, searched: done.size };
    if (done.size >= statesMax || (done.size % statesPerLook === 0 && shouldStop?.() === true)) return { kind: 'limit', searched: done.size };
    const agesHere = isSettled(state);
    exploration.edges(state, (input, target, _leaf, passesMs) => {
      const price = cost(input, agesHere && input >= actions.length ? time.longMs : passesMs);
      if (price === null || soFar + price >= costMax) return;
      const next = target * 2 + (went === 1 || input === through ? 1 : 0);
      if (soFar + price >= (best.get(next) ?? Number.POSITIVE_INFINITY)) return;
      best.set(next, soFar + price);
      cameBy.set(next, [from, input]);
      queue.add(soFar + price, next);
    });
  }
  return { kind: 'none', searched: done.size };
}

function pathTo(exploration: Exploration, cameBy: ReadonlyMap<number, readonly [number, number]>, node: number): PathStep[] {
  const path: PathStep[] = [];
  for (let at = cameBy.get(node); at; at = cameBy.get(at[0])) path.unshift(exploration.step(at[0] >>> 1, at[1]));
  return path;
}

type Costed = Exclude<PossibleAction['who'], 'nature'>;
const costed = (who: PossibleAction['who']): who is Costed => who !== 'nature';

/** Of equal cost and time, what disturbs the least: the first of these before what is not among them. */
const mild: readonly string[] = ['unlock', 'lock', 'connect-vpn', 'sign-in', 'sign-out'];
const disturbs = (verb: string): number => (mild.includes(verb) ? mild.indexOf(verb) : mild.length);

export type Price = (input: number, passesMs: number) => number | null;

function priced({ options }: Exploration, prices: { readonly [Kind in Costed]: number }, perMs: number): Price {
  const table = options.actions.map(({ who, action }) => (costed(who) ? prices[who] + disturbs(action.verb) : null));
  return (input, passesMs) => (input >= 0 && input < table.length ? (table[input] as number | null) : passesMs * perMs);
}

/** Administrators' actions count first, then the help desk's, then users', then time (up to 18 days). What nature does is no repair. */
export const byPeople = (exploration: Exploration): Price => priced(exploration, { admin: 1e15, helpdesk: 1e13, user: 1e11 }, 64);

/** What a millisecond counts where time counts first, then people in the same order. */
export const costPerMs = 1e6;
export const byTime = (exploration: Exploration): Price => priced(exploration, { admin: 2e5, helpdesk: 5e4, user: 1e3 }, costPerMs);
