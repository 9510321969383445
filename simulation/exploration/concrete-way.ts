/**
 * A way of an exploration, gone in a world that is never simplified: with its logs, names and instants as they come. Delays are
 * those of the time model, but what is untimed there ends here when it really ends: the clock jumps on to that moment.
 */
import type { AgendaItem } from '../agenda.ts';
import { performAction } from '../perform.ts';
import { fire } from '../step.ts';
import type { World } from '../world.ts';
import type { Exploration, PathStep } from './exploration.ts';
import { deadlineOf, never, untimed } from './time-model.ts';

const keyOf = ({ actor, id }: { readonly actor: string; readonly id: string }): string => `${actor} ${id}`;

/** The way leads elsewhere in the concrete world: what the exploration saw at one instant was kept apart. */
export class WayDiverges extends Error {}

export class ConcreteWay {
  world: World;
  readonly #exploration: Exploration;
  /** Items that keep the moment at which they really end, however much time the others' deadlines are given. */
  readonly #untimed = new Set<string>();

  readonly #actionMs: number;

  /** @param actionMs what an action takes: with 0 much happens at one instant, and a second run bears the time of the first */
  constructor(exploration: Exploration, actionMs = 0) {
    this.#exploration = exploration;
    this.#actionMs = actionMs;
    this.world = this.#timed({ ...exploration.start, agenda: [] }, exploration.start, true);
  }

  /** The same world, from which another way may go. */
  branch(): ConcreteWay {
    const branch = new ConcreteWay(this.#exploration, this.#actionMs);
    branch.world = this.world;
    branch.#untimed.clear();
    for (const key of this.#untimed) branch.#untimed.add(key);
    return branch;
  }

  /** Whether an untimed item is due before the one that ends now: with real times the way would have to wait for that first. */
  isOvertaking(step: PathStep): boolean {
    if (step.kind !== 'ages') return false;
    const dueMs = this.world.agenda.find((known) => keyOf(known) === keyOf(step.item))?.dueMs ?? 0;
    return this.world.agenda.some((known) => this.#untimed.has(keyOf(known)) && known.dueMs < dueMs);
  }

  /** Takes one step. */
  go(step: PathStep): World {
    if (step.kind === 'time') this.world = { ...this.world, nowMs: this.world.nowMs + step.passesMs };
    else if (step.kind === 'action') {
      const before = this.#later(this.#actionMs);
      this.world = this.#timed(before, performAction(before, step.action.action));
    } else this.#fire(step.item);
    return this.world;
  }

  /** The clock jumps on; what is timed is put off by as much. */
  #later(jumpMs: number): World {
    if (jumpMs === 0) return this.world;
    const agenda = this.world.agenda.map((known) => (this.#untimed.has(keyOf(known)) ? known : { ...known, dueMs: known.dueMs + jumpMs }));
    return { ...this.world, nowMs: this.world.nowMs + jumpMs, agenda };
  }

  #fire(wanted: AgendaItem): void {
    const item = this.world.agenda.find((known) => keyOf(known) === keyOf(wanted));
    if (!item) throw new WayDiverges(`${keyOf(wanted)} is not on the agenda of the world that goes this way.`);
    const jumpMs = this.#untimed.has(keyOf(item)) ? Math.max(0, item.dueMs - this.world.nowMs) : 0;
    const before = this.#later(jumpMs);
    this.world = this.#timed(before, fire(before, { ...item, dueMs: before.nowMs }));
  }

  /** Gives what is new on the agenda the deadline that the time model says; what was there before keeps its own. */
  #timed(before: World, after: World, isStart = false): World {
    const kept = new Set<AgendaItem>(before.agenda);
    const agenda = after.agenda.flatMap((item) => {
      if (kept.has(item)) return [item];
      const delayMs = item.dueMs - after.nowMs;
      const deadline = deadlineOf(this.#exploration.options.time, item, delayMs);
      this.#untimed.delete(keyOf(item));
      if (deadline === never) return [];
      if (deadline === untimed) this.#untimed.add(keyOf(item));
      // As in the exploration's first state, only what starts from then on is shortened.
      return deadline === untimed || (isStart && item.kind === 'timer') ? [item] : [{ ...item, dueMs: after.nowMs + deadline }];
    });
    return { ...after, agenda };
  }
}
