/**
 * From an exploration to a small set of ways that covers what it reaches: every item's nearest ways, replayed with real times with
 * somebody who looks; then the one that takes the most of what is still open, again and again; each shortened to what it was taken for.
 */
import { faults } from '../../../mocks/faults.ts';
import type { World } from '../../world.ts';
import type { Exploration, PathStep } from '../exploration.ts';
import { findingOf, type Finding } from '../finding.ts';
import { walkTimeline, walkWay, wayOf, type Goal } from '../way.ts';
import type { Arrow } from './chart-arrows.ts';
import { faultItems, itemsOf, takenIn, type Criterion } from './criteria.ts';
import { ExploredSteps } from './explored-steps.ts';
import { pairWays } from './pairs.ts';
import { Recorder } from './recorder.ts';

export interface Chosen {
  readonly path: readonly PathStep[];
  readonly finding: Finding & { readonly outcome: 'confirmed' };
  /** What it was chosen for: nothing that was chosen before takes it. */
  readonly items: readonly string[];
}

export interface Cover {
  readonly criterion: Criterion;
  /** Everything that the charts of this world have. */
  readonly all: readonly string[];
  /** Taken as the world begins, in every scenario. */
  readonly atStart: readonly string[];
  readonly chosen: readonly Chosen[];
  /** Reached with short delays taken as nothing, and by none of the ways that were replayed with real times. */
  readonly notConfirmed: readonly { readonly item: string; readonly why: string }[];
  /** Not reached in the explored space. */
  readonly never: readonly string[];
  /** Somebody stopped it: what is left was not looked for, or not replayed. */
  readonly stopped: boolean;
}

export interface CoverOptions {
  readonly criterion: Criterion;
  /** The world at its first instant, made anew: how its charts start counts. */
  readonly makeWorld: () => World;
  readonly shouldStop?: () => boolean;
}

/** Ways that are tried for one item. */
const waysMax = 4;

/** Runs from the world's first instant, each with what it takes. */
class Runs {
  readonly #criterion: Criterion;
  readonly #first: Recorder;
  readonly #start: World;
  readonly #recorder = new Recorder();
  readonly #faults = new Set<string>();

  constructor(criterion: Criterion, start: World, first: Recorder) {
    this.#criterion = criterion;
    this.#start = start;
    this.#first = first;
    this.#recorder.goOnFrom(first);
  }

  /** What the last run took. */
  get taken(): ReadonlySet<string> {
    return this.#criterion === 'faults' ? this.#faults : takenIn(this.#recorder, this.#criterion);
  }

  /** Goes as long as these are not all taken; `run` may begin anew as often as it likes. */
  until<Value>(items: readonly string[], run: (goal: Goal) => Value): Value {
    const holds = (world: World): boolean => {
      if (world === this.#start) {
        this.#recorder.goOnFrom(this.#first);
        this.#faults.clear();
      }
      if (this.#criterion === 'faults') for (const item of faultItems(world)) this.#faults.add(item);
      return items.every((item) => this.taken.has(item));
    };
    return this.#recorder.during(() => run({ kind: 'world', holds }));
  }
}

type Ways = ReadonlyMap<string, readonly (readonly PathStep[])[]>;

/** The nearest ways to every item of the criterion. */
function waysTo(exploration: Exploration, criterion: Criterion, last: ReadonlyMap<string, Arrow | null>, shouldStop: () => boolean): { readonly ways: Ways; readonly kinds: Recorder['kinds'] } {
  const ways = new Map<string, (readonly PathStep[])[]>();
  const put = (item: string, path: () => readonly PathStep[]): void => {
    const known = ways.get(item) ?? [];
    if (known.length < waysMax) ways.set(item, [...known, path()]);
  };
  const kinds: Recorder['kinds'] = new Set();
  if (criterion === 'faults') {
    const items = exploration.observe(faultItems);
    const states = exploration.store.size;
    for (let state = 0; state < states; state += 1) for (const item of items(state)) put(item, () => exploration.path(state));
    return { ways, kinds };
  }
  const steps = new ExploredSteps(exploration, criterion === 'pairs' ? 1 : waysMax, shouldStop);
  for (const { kinds: started } of steps.recorders) for (const kind of started) kinds.add(kind);
  if (criterion === 'pairs') return { ways: pairWays(exploration, steps, last, waysMax, shouldStop), kinds };
  const edges = steps.recorders.flatMap((recorder, leaf) => (steps.edges[leaf] ?? []).map((edge) => ({ ...edge, items: takenIn(recorder, criterion) })));
  for (const { state, input, items } of edges.sort((a, b) => a.state - b.state)) for (const item of items) put(item, () => [...exploration.path(state), exploration.step(state, input)]);
  return { ways, kinds };
}

interface Candidate {
  readonly path: readonly PathStep[];
  readonly takes: ReadonlySet<string>;
}

const actionsOf = (path: readonly PathStep[]): number => path.filter(({ kind }) => kind === 'action').length;

/** The most of what is open; of those the one in which the least is done. */
const best = (candidates: readonly Candidate[], open: ReadonlySet<string>): { readonly candidate: Candidate; readonly items: readonly string[] } | null =>
  candidates.reduce<ReturnType<typeof best>>((most, candidate) => {
    const items = [...candidate.takes].filter((item) => open.has(item));
    const isBetter = items.length > (most?.items.length ?? 0) || (most !== null && items.length === most.items.length && actionsOf(candidate.path) < actionsOf(most.candidate.path));
    return isBetter ? { candidate, items } : most;
  }, null);

/** Leaves out what the others take as well, last first. */
export function withoutSpare<One extends { readonly takes: ReadonlySet<string> }>(chosen: readonly One[], wanted: ReadonlySet<string>): readonly One[] {
  let kept = chosen;
  for (const one of chosen.toReversed()) {
    const others = kept.filter((other) => other !== one);
    if ([...one.takes].every((item) => !wanted.has(item) || others.some(({ takes }) => takes.has(item)))) kept = others;
  }
  return kept;
}

/** Replays ways to each item until one takes it; the farthest first, since what lies on the way to it needs no way of its own. */
function replayed(runs: Runs, start: World, wanted: readonly string[], ways: Ways, shouldStop: () => boolean): { readonly candidates: readonly Candidate[]; readonly whyNot: ReadonlyMap<string, string> } {
  const candidates: Candidate[] = [];
  const whyNot = new Map<string, string>();
  const taken = new Set<string>();
  const lengthOf = (item: string): number => actionsOf(ways.get(item)?.[0] ?? []);
  for (const item of wanted.toSorted((a, b) => lengthOf(b) - lengthOf(a))) {
    if (taken.has(item)) continue;
    for (const path of ways.get(item) ?? []) {
      if (shouldStop()) return { candidates, whyNot };
      const walked = runs.until([item], (goal) => walkWay(start, wayOf(path), goal));
      if (walked.kind === 'reached') {
        candidates.push({ path, takes: new Set(runs.taken) });
        for (const other of runs.taken) taken.add(other);
        break;
      }
      if (!whyNot.has(item)) whyNot.set(item, walked.why);
    }
  }
  return { candidates, whyNot };
}

/** The faults that are on or may come; where there are none, the whole catalogue is what could be covered. */
function faultsOf({ start, options }: Exploration): ReadonlySet<string> {
  const some = [...start.faults.map(({ id }) => id), ...options.actions.flatMap(({ action }) => (action.verb === 'fault-on' ? [action.words.fault ?? ''] : []))];
  return new Set(some.length > 0 ? some : faults.map(({ id }) => id));
}

/** What a scenario takes that is really run: its world made, its timeline replayed. */
export function takenByRun(criterion: Criterion, makeWorld: () => void, run: (onInstant: (world: World) => void) => void): ReadonlySet<string> {
  const recorder = new Recorder();
  const seen = new Set<string>();
  recorder.during(() => {
    makeWorld();
    run((world) => {
      for (const item of faultItems(world)) seen.add(item);
    });
  });
  return criterion === 'faults' ? seen : takenIn(recorder, criterion);
}

/** @example coverOf(exploration, { criterion: 'transitions', makeWorld: () => worldOf(scenario) }) // after exploration.run() */
export function coverOf(exploration: Exploration, { criterion, makeWorld, shouldStop = () => false }: CoverOptions): Cover {
  const { start } = exploration;
  const first = new Recorder();
  first.during(makeWorld);
  const runs = new Runs(criterion, start, first);
  const began = new Set(runs.taken);
  const { ways, kinds } = waysTo(exploration, criterion, first.last, shouldStop);
  const all = itemsOf(criterion, new Set([...first.kinds, ...kinds]), faultsOf(exploration));
  const wanted = all.filter((item) => ways.has(item) && !began.has(item));
  const { candidates, whyNot } = replayed(runs, start, wanted, ways, shouldStop);
  const confirmed = new Set(candidates.flatMap(({ takes }) => [...takes]));
  const open = new Set(wanted.filter((item) => confirmed.has(item)));
  const chosen: (Chosen & Candidate)[] = [];
  for (let next = best(candidates, open); next; next = best(candidates, open)) {
    const { candidate: { path }, items } = next;
    for (const item of items) open.delete(item);
    const finding = runs.until(items, (goal) => findingOf(start, wayOf(path), goal));
    if (finding.outcome !== 'confirmed') throw new Error(`coverage: a way that took ${items.join(', ')} does not take it again.`);
    runs.until(items, (goal) => walkTimeline(start, finding.actions, finding.atMs, goal));
    chosen.push({ path, finding, items, takes: new Set(runs.taken) });
  }
  return {
    criterion, all, atStart: all.filter((item) => began.has(item)), chosen: withoutSpare(chosen, new Set(wanted)), stopped: shouldStop(),
    notConfirmed: wanted.filter((item) => !confirmed.has(item)).map((item) => ({ item, why: whyNot.get(item) ?? 'not replayed: stopped before' })),
    never: all.filter((item) => !ways.has(item) && !began.has(item)),
  };
}
