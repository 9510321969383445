/**
 * A way of an exploration, gone with real latencies: what is done, and what is waited for in between. The real run decides itself
 * what else happens meanwhile, so that a way may turn out to lead elsewhere; that is an outcome with its reason.
 */
import { advanceTo, itemsPerInstantMax, LimitReached } from '../advance.ts';
import { dayMs, formatDuration, hourMs, minuteMs } from '../calendar.ts';
import { performAction } from '../perform.ts';
import type { Action } from '../scenario/model.ts';
import { fire } from '../step.ts';
import type { TraceEntry, TraceSink } from '../trace.ts';
import { ImpossibleAction } from '../vocabulary/verb.ts';
import type { World } from '../world.ts';
import type { PathStep } from './exploration.ts';

/** Where a way is to lead: to a world, or to something that happens. */
export type Goal =
  | { readonly kind: 'world'; readonly holds: (world: World) => boolean }
  /** To a world in which the whole way ends: what is before does not count, nothing can be left out. */
  | { readonly kind: 'end'; readonly holds: (world: World) => boolean }
  | { readonly kind: 'entry'; readonly is: (entry: Pick<TraceEntry, 'actor' | 'kind' | 'data'>) => boolean };

export type WayStep =
  | { readonly kind: 'do'; readonly action: Action }
  /** Until this item of the agenda has come due and happened. */
  | { readonly kind: 'wait'; readonly actor: string; readonly id: string }
  /** Until just before this item: an action comes in between. */
  | { readonly kind: 'wait-before'; readonly actor: string; readonly id: string };

export interface TimedAction {
  readonly atMs: number;
  readonly action: Action;
}

export type Walked =
  | { readonly kind: 'reached'; readonly atMs: number; readonly world: World; readonly actions: readonly TimedAction[] }
  | { readonly kind: 'missed'; readonly why: string };

/** Latencies that exploration takes as nothing add up; what is still under way at the end of the way gets this long. */
const graceMs = 5 * minuteMs;
/** What another order of things has put off comes with the next run of a clock: every half hour, or every hour. */
const patienceMs = 2 * hourMs;
/** A way that has to wait longer than this is not replayed. */
const waitMsMax = 400 * dayMs;

/** Actions and what is waited for; where time passes it is until the next thing of the way that comes due. */
export function wayOf(path: readonly PathStep[]): readonly WayStep[] {
  return path.flatMap((step, index): WayStep[] => {
    if (step.kind === 'action') return [{ kind: 'do', action: step.action.action }];
    if (step.kind !== 'time') return [{ kind: 'wait', actor: step.item.actor, id: step.item.id }];
    // Only an action at that very instant needs to know for what the time passed.
    if (path[index + 1]?.kind !== 'action') return [];
    const due = path.slice(index + 1).find(({ kind }) => kind === 'due');
    return due?.kind === 'due' ? [{ kind: 'wait-before', actor: due.item.actor, id: due.item.id }] : [];
  });
}

/** What is done on a path, in order. */
export const sentencesOf = (path: readonly PathStep[]): readonly string[] => path.flatMap((step) => (step.kind === 'action' ? [step.action.action.text] : []));

/** A replay under way, which ends at the first instant at which the goal is reached. */
class Walk implements TraceSink {
  world: World;
  readonly actions: TimedAction[] = [];
  readonly #goal: Goal;
  #happened = false;
  #fired = new Map<string, number>();
  reachedAtMs: number | null = null;
  #entries = 0;
  #isAtEnd = false;

  constructor(world: World, goal: Goal) {
    this.world = world;
    this.#goal = goal;
  }

  record({ actor, kind, data }: Omit<TraceEntry, 'index'>): number {
    if (this.#goal.kind === 'entry' && !this.#happened) this.#happened = this.#goal.is({ actor, kind, data });
    this.#entries += 1;
    return this.#entries - 1;
  }

  get done(): boolean {
    return this.reachedAtMs !== null;
  }

  act(action: Action): void {
    this.actions.push({ atMs: this.world.nowMs, action });
    this.world = performAction(this.world, action, this);
  }

  /** After all that happens at an instant. */
  look(world: World): void {
    this.world = world;
    if (this.done || (this.#goal.kind === 'end' && !this.#isAtEnd)) return;
    if (this.#goal.kind === 'entry' ? this.#happened : this.#goal.holds(world)) this.reachedAtMs = world.nowMs;
  }

  /** Everything that the way says has been done and waited for. */
  arrive(): void {
    this.#isAtEnd = true;
    if (this.#goal.kind === 'end') this.look(this.world);
  }

  /** Everything that is due at an instant, noting what it was. */
  #instant(instantMs: number): World {
    let world = this.world;
    for (let fired = 0; ; fired += 1) {
      if (fired > itemsPerInstantMax) throw new LimitReached(`more than ${itemsPerInstantMax} things were due at ${instantMs} ms`);
      const item = world.agenda[0];
      if (item?.dueMs !== instantMs) return world;
      const key = `${item.actor} ${item.id}`;
      this.#fired.set(key, this.timesFired(item) + 1);
      world = fire(world, item, this);
    }
  }

  timesFired({ actor, id }: { readonly actor: string; readonly id: string }): number {
    return this.#fired.get(`${actor} ${id}`) ?? 0;
  }

  /** Instants in which something is due, as long as they lie before the end and nobody says stop. */
  #pass(isBeforeEnd: (instantMs: number) => boolean, isEnough: () => boolean = () => false): void {
    for (let first = this.world.agenda[0]; first && isBeforeEnd(first.dueMs) && !this.done && !isEnough(); first = this.world.agenda[0]) this.look(this.#instant(first.dueMs));
  }

  /** Everything up to an instant, that included; stops where the goal is reached. */
  passTo(untilMs: number): void {
    this.#pass((instantMs) => instantMs <= untilMs);
    if (!this.done) this.look(advanceTo(this.world, untilMs, this));
  }

  passBefore(instantMs: number): void {
    this.#pass((due) => due < instantMs);
    if (!this.done && this.world.nowMs < instantMs) this.world = { ...this.world, nowMs: instantMs };
  }

  /** Until an item has fired so many times; @returns false where it does not come in time: nothing has been waited for then. */
  passUntilFired(item: { readonly actor: string; readonly id: string }, times: number): boolean {
    const { world } = this;
    const endMs = world.nowMs + patienceMs;
    const fired = new Map(this.#fired);
    const isEnough = (): boolean => this.timesFired(item) >= times;
    this.#pass((instantMs) => instantMs <= endMs, isEnough);
    if (this.done || isEnough()) return true;
    this.world = world;
    this.#fired = fired;
    return false;
  }

  end(why: string): Walked {
    return this.reachedAtMs === null ? { kind: 'missed', why } : { kind: 'reached', atMs: this.reachedAtMs, world: this.world, actions: this.actions };
  }
}

function guarded(walk: Walk, go: () => string): Walked {
  try {
    return walk.end(go());
  } catch (error) {
    if (error instanceof ImpossibleAction || error instanceof LimitReached) return { kind: 'missed', why: `at ${formatDuration(walk.world.nowMs)}, ${error.message}` };
    throw error;
  }
}

/**
 * How closely a way is followed. Exploration takes short delays as nothing, so that with real times something else may be first; what
 * was missed comes with the next run of a clock.
 * - `closely`: waits for each thing that is due as long as it really takes
 * - `patiently`: for a thing that is not due yet, too
 * - `at leisure`: each action only after whatever the one before it has started
 * - `once each`: not for a thing that has meanwhile happened as often as the way says: two clocks strike in another order
 */
type Pace = 'closely' | 'patiently' | 'at leisure' | 'once each';

function walkOnce(start: World, way: readonly WayStep[], goal: Goal, pace: Pace): Walked {
  const walk = new Walk(start, goal);
  const wanted = new Map<string, number>();
  let waits = pace === 'patiently';
  return guarded(walk, () => {
    walk.look(start);
    for (const [index, step] of way.entries()) {
      if (walk.done) break;
      if (step.kind === 'do') {
        walk.act(step.action);
        // Several actions at one instant come before what is due then, as in a timeline.
        if (way[index + 1]?.kind !== 'do') walk.passTo(walk.world.nowMs + (pace === 'at leisure' ? patienceMs : 0));
        continue;
      }
      const times = (wanted.get(`${step.actor} ${step.id}`) ?? 0) + 1;
      if (step.kind === 'wait') wanted.set(`${step.actor} ${step.id}`, times);
      const item = walk.world.agenda.find(({ actor, id }) => actor === step.actor && id === step.id);
      if (!item) {
        // It has happened on the way to something else, or is still to come.
        if (waits && step.kind === 'wait' && walk.timesFired(step) < times) waits = walk.passUntilFired(step, times);
        continue;
      }
      if (pace === 'once each' && step.kind === 'wait' && walk.timesFired(step) >= times) continue;
      if (item.dueMs > waitMsMax) return `${step.actor} would have to be waited for until ${formatDuration(item.dueMs)}`;
      if (pace === 'at leisure' && item.dueMs - walk.world.nowMs < patienceMs) continue;
      if (step.kind === 'wait') walk.passTo(item.dueMs);
      else walk.passBefore(item.dueMs);
    }
    walk.arrive();
    if (!walk.done) walk.passTo(walk.world.nowMs + (pace === 'closely' || pace === 'once each' ? graceMs : patienceMs));
    return `with real times the way ends at ${formatDuration(walk.world.nowMs)} without it`;
  });
}

/** Goes the way, closely if it leads there so. */
export function walkWay(start: World, way: readonly WayStep[], goal: Goal): Walked {
  const first = walkOnce(start, way, goal, 'closely');
  if (first.kind === 'reached') return first;
  for (const pace of ['patiently', 'at leisure', 'once each'] as const) {
    const walked = walkOnce(start, way, goal, pace);
    if (walked.kind === 'reached') return walked;
  }
  return first;
}

/** Actions at given instants, as a timeline does them; then until the goal is reached or time is up. @param endMs where the whole way ends @param lateMs how much later it may be reached */
export function walkTimeline(start: World, actions: readonly TimedAction[], endMs: number, goal: Goal, lateMs = 0): Walked {
  const walk = new Walk(start, goal);
  return guarded(walk, () => {
    walk.look(start);
    for (const [index, { atMs, action }] of actions.entries()) {
      if (actions[index - 1]?.atMs !== atMs) walk.passBefore(atMs);
      if (walk.done) break;
      walk.act(action);
      if (actions[index + 1]?.atMs !== atMs) walk.passTo(atMs);
    }
    if (goal.kind === 'end') walk.passTo(endMs);
    walk.arrive();
    if (!walk.done) walk.passTo(endMs + lateMs);
    return `it is not reached by ${formatDuration(endMs + lateMs)}`;
  });
}

/** Leaves out, from the last to the first, every action without which the way leads there as well; then the wait before the first. */
export function shortened(start: World, way: readonly WayStep[], goal: Goal): readonly WayStep[] {
  const leadsThere = (shorter: readonly WayStep[]): boolean => walkWay(start, shorter, goal).kind === 'reached';
  let kept = way;
  // What is left out may take away the need for something later.
  for (let before = -1; before !== kept.length; ) {
    before = kept.length;
    for (let index = kept.length - 1; index >= 0; index -= 1) {
      if (kept[index]?.kind !== 'do') continue;
      const without = kept.filter((_, at) => at !== index);
      if (leadsThere(without)) kept = without;
    }
  }
  const atOnce = kept.slice(Math.max(0, kept.findIndex(({ kind }) => kind === 'do')));
  return leadsThere(atOnce) ? atOnce : kept;
}

/** The same actions at instants that people write: full minutes, else full seconds, if they lead there as well. */
export function rounded(start: World, walked: Walked & { readonly kind: 'reached' }, goal: Goal): Walked & { readonly kind: 'reached' } {
  for (const unitMs of [minuteMs, 1_000]) {
    let laterMs = 0;
    let lastMs = -1;
    let lastRoundMs = 0;
    const actions = walked.actions.map(({ atMs, action }) => {
      if (atMs !== lastMs) {
        const roundMs = Math.ceil((atMs + laterMs) / unitMs) * unitMs;
        // Different instants stay different, in their order.
        lastRoundMs = lastMs >= 0 && roundMs <= lastRoundMs ? lastRoundMs + unitMs : roundMs;
        laterMs = Math.max(laterMs, lastRoundMs - atMs);
        lastMs = atMs;
      }
      return { atMs: lastRoundMs, action };
    });
    const again = walkTimeline(start, actions, walked.atMs + laterMs, goal, graceMs);
    if (again.kind === 'reached') return again;
  }
  return walked;
}
