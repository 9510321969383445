/**
 * What an input sets off, until things are quiet for a while, as one remembered move: an attempt of the join task, a cycle of
 * Connect. It is the same whatever else is on the device's agenda, as long as nothing of that comes in between; then steps are
 * taken one by one (`device-run.ts`).
 */
import { minuteMs } from '../calendar.ts';
import { missing, PairMap } from '../exploration/int-map.ts';
import { facts, type FleetMachine } from './machine.ts';

/** A burst stands in `Bursts.pool` as numbers one after the other: these, then `removed` handles, then `put` entries. */
export const burstAt = {
  target: 0,
  durationMs: 1,
  /** When it first holds, from the start of the burst; -1 where it does not come to hold. */
  registeredAtMs: 2,
  doneAtMs: 3,
  /** Gate of the first step. */
  gate: 4,
  /** 1 where some delay is drawn: whether it ends within the burst depends on the device. */
  draws: 5,
  removed: 6,
  put: 7,
  lists: 8,
} as const;

/** An entry of what is put on the agenda; a delay counts from the start of the burst, a drawn one from `setAtMs`. */
export const putAt = { handle: 0, item: 1, delayMs: 2, setAtMs: 3, length: 4 } as const;

/** What is quiet for longer is over. */
const quietMs = minuteMs;
const stepsMax = 10_000;

interface Pending {
  readonly item: number;
  readonly handle: number;
  readonly dueMs: number;
  readonly delayMs: number;
  readonly setAtMs: number;
}

export class Bursts {
  pool: Float64Array = new Float64Array(1 << 16);
  #used = 0;
  readonly #machine: FleetMachine;
  readonly #isDrawn: (delayMs: number) => boolean;
  readonly #gated: (gate: number) => boolean;
  readonly #places = new PairMap();

  /**
   * @param isDrawn delays that stand for what each device draws itself
   * @param gated gates at which a device has to wait for the whole fleet
   */
  constructor(machine: FleetMachine, isDrawn: (delayMs: number) => boolean, gated: (gate: number) => boolean) {
    this.#machine = machine;
    this.#isDrawn = isDrawn;
    this.#gated = gated;
  }

  /** Where the burst begins in the pool. */
  of(state: number, input: number): number {
    const known = this.#places.get(state, input);
    if (known !== missing) return known;
    const place = this.#compile(state, input);
    this.#places.set(state, input, place);
    return place;
  }

  #compile(from: number, firstInput: number): number {
    const machine = this.#machine;
    const touched = new Set<number>();
    let pending: Pending[] = [];
    let [state, input, atMs, gate] = [from, firstInput, 0, 0];
    let [registeredAtMs, doneAtMs] = [-1, -1];
    for (let steps = 0; ; steps += 1) {
      if (steps > stepsMax) throw new Error(`fleet: more than ${stepsMax} steps set off by one.`);
      const edge = machine.edge(state, input);
      if (steps === 0) gate = machine.gate(edge);
      const own = input >= machine.actions.length ? [machine.agendas.handleOf(input - machine.actions.length)] : [];
      const { handles, items, deadlines } = machine.change(edge);
      const gone = [...own, ...handles];
      for (const handle of gone) touched.add(handle);
      pending = pending.filter(({ handle }) => !gone.includes(handle));
      for (const [index, item] of items.entries()) {
        const delayMs = deadlines[index] as number;
        pending.push({ item, handle: machine.agendas.handleOf(item), dueMs: this.#isDrawn(delayMs) ? Number.POSITIVE_INFINITY : atMs + delayMs, delayMs, setAtMs: atMs });
      }
      state = machine.target(edge);
      const known = machine.factsOf(state);
      if (registeredAtMs < 0 && (known & facts.registered) !== 0) registeredAtMs = atMs;
      if (doneAtMs < 0 && (known & facts.done) !== 0) doneAtMs = atMs;
      let next: Pending | undefined;
      for (const one of pending) if (!next || one.dueMs < next.dueMs || (one.dueMs === next.dueMs && machine.comesBefore(one.item, next.item))) next = one;
      if (!next || next.dueMs - atMs > quietMs) break;
      const before = next.dueMs > atMs ? machine.aged(state) : state;
      const nextInput = machine.inputOfItem(next.item);
      if (this.#gated(machine.gate(machine.edge(before, nextInput)))) break;
      [state, input, atMs] = [before, nextInput, next.dueMs];
    }
    const removed = [...touched].filter((handle) => !pending.some((one) => one.handle === handle));
    const draws = pending.some(({ delayMs }) => this.#isDrawn(delayMs));
    return this.#keep([
      state, atMs, registeredAtMs, doneAtMs, this.#gated(gate) ? gate : 0, draws ? 1 : 0, removed.length, pending.length, ...removed,
      ...pending.flatMap(({ handle, item, dueMs, delayMs, setAtMs }) => [handle, item, this.#isDrawn(delayMs) ? delayMs : dueMs, setAtMs]),
    ]);
  }

  #keep(numbers: readonly number[]): number {
    const place = this.#used;
    this.#used += numbers.length;
    if (this.#used > this.pool.length) {
      const grown = new Float64Array(Math.max(this.pool.length * 2, this.#used));
      grown.set(this.pool);
      this.pool = grown;
    }
    this.pool.set(numbers, place);
    return place;
  }
}
