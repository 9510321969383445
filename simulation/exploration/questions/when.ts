/** `when`: how soon a device can be registered and its user have a PRT, how late, and what it waits for; with real latencies. */
import { stageOf } from '../../../evidence/stage/index.ts';
import type { World } from '../../world.ts';
import type { PossibleAction } from '../alphabet.ts';
import { createExploration, type Exploration } from '../exploration.ts';
import { boundedTime } from '../time-model.ts';
import { cheapestWay, type Price } from './cheapest-way.ts';
import { isDone, isRegistered } from './standing.ts';

/** `never`: it can be put off for ever; `beyond`: not within the horizon; `limit`: not found within the limits. */
export type Moment = { readonly kind: 'at'; readonly afterMs: number } | { readonly kind: 'never' | 'beyond' | 'limit' };

export interface Span {
  readonly earliest: Moment;
  readonly latest: Moment;
  /** What users do on the earliest way, in order. */
  readonly actions: readonly { readonly afterMs: number; readonly text: string }[];
  readonly searched: number;
}

export interface WhenAnswer {
  readonly alone: { readonly registered: Span; readonly prt: Span };
  readonly withUsers: { readonly registered: Span; readonly prt: Span };
  readonly waitsFor: string;
  readonly next: { readonly afterMs: number; readonly what: string } | null;
  readonly horizonMs: number;
  readonly actionsMax: number;
}

export interface WhenOptions {
  readonly actions: readonly PossibleAction[];
  /** @default 24 hours */
  readonly horizonMs?: number;
  /** Actions of users on one way. @default 4 */
  readonly actionsMax?: number;
  readonly statesMax?: number;
  /** @default never */
  readonly shouldStop?: () => boolean;
}

type Limits = Required<Omit<WhenOptions, 'actions'>>;

interface Visit {
  readonly state: number;
  readonly atMs: number;
  readonly edges: readonly { readonly target: number; readonly passesMs: number }[];
  next: number;
  latestMs: number;
}

/** The longest that it can take until the goal holds, over every order of what is due. A circle, or an end, without the goal is never. */
function latestOf(exploration: Exploration, isGoal: (state: number) => boolean, { horizonMs, statesMax, shouldStop }: Limits): Moment {
  const known = new Map<number, number>();
  const onWay = new Set<number>();
  const way: Visit[] = [];
  const enter = (state: number, atMs: number): void => {
    const edges: { target: number; passesMs: number }[] = [];
    exploration.edges(state, (_input, target, _leaf, passesMs) => edges.push({ target, passesMs }));
    onWay.add(state);
    way.push({ state, atMs, edges, next: 0, latestMs: 0 });
  };
  if (isGoal(0)) return { kind: 'at', afterMs: 0 };
  enter(0, 0);
  for (let visit = way.at(-1); visit; visit = way.at(-1)) {
    const edge = visit.edges[visit.next];
    if (visit.edges.length === 0) return { kind: 'never' };
    if (!edge) {
      known.set(visit.state, visit.latestMs);
      onWay.delete(visit.state);
      way.pop();
      const before = way.at(-1);
      // The edge that led here was the one before the next.
      if (before) before.latestMs = Math.max(before.latestMs, visit.latestMs + (before.edges[before.next - 1]?.passesMs ?? 0));
      continue;
    }
    visit.next += 1;
    const { target, passesMs } = edge;
    if (onWay.has(target)) return { kind: 'never' };
    if (visit.atMs + passesMs > horizonMs) return { kind: 'beyond' };
    const takes = isGoal(target) ? 0 : known.get(target);
    if (takes !== undefined) visit.latestMs = Math.max(visit.latestMs, passesMs + takes);
    else if (known.size + way.length >= statesMax || shouldStop()) return { kind: 'limit' };
    else enter(target, visit.atMs + passesMs);
  }
  return { kind: 'at', afterMs: known.get(0) ?? 0 };
}

/** What gains less than this by one more action is not quicker in any sense that matters to people. */
const actionWorthMs = 10_000;
const quickest = (exploration: Exploration): Price => (input, passesMs) => (input >= 0 && input < exploration.options.actions.length ? actionWorthMs : passesMs);

function spanOf(world: World, holds: (world: World) => boolean, actions: readonly PossibleAction[], limits: Limits): Span {
  const { horizonMs, actionsMax, statesMax, shouldStop } = limits;
  const exploration = createExploration(world, { actions, time: boundedTime, interleaving: 'settled', budget: actions.length > 0 ? { total: actionsMax } : {} });
  const isGoal = exploration.observe(holds);
  const way = cheapestWay(exploration, { isGoal, cost: quickest(exploration), costMax: horizonMs + actionsMax * actionWorthMs, statesMax, shouldStop });
  if (way.kind !== 'found') return { earliest: { kind: way.kind === 'none' ? 'beyond' : 'limit' }, latest: { kind: 'beyond' }, actions: [], searched: way.searched };
  let afterMs = 0;
  const done: { afterMs: number; text: string }[] = [];
  for (const step of way.path) {
    if (step.kind === 'time') afterMs += step.passesMs;
    if (step.kind === 'action') done.push({ afterMs, text: step.action.action.text });
  }
  return { earliest: { kind: 'at', afterMs }, latest: latestOf(exploration, isGoal, limits), actions: done, searched: way.searched };
}

export function whenOf(world: World, device: string, { actions, horizonMs = 86_400_000, actionsMax = 4, statesMax = 200_000, shouldStop = () => false }: WhenOptions): WhenAnswer {
  const limits = { horizonMs, actionsMax, statesMax, shouldStop };
  const users = actions.filter(({ who }) => who === 'user');
  const both = (allowed: readonly PossibleAction[]) => ({
    registered: spanOf(world, (seen) => isRegistered(seen, device), allowed, limits), prt: spanOf(world, (seen) => isDone(seen, device), allowed, limits),
  });
  const { waitsFor, next } = stageOf(world, device);
  return { alone: both([]), withUsers: both(users), waitsFor, next: next && { afterMs: next.atMs - world.nowMs, what: next.what }, horizonMs, actionsMax };
}
