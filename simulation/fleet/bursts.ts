/**
 * What an input sets off, until things are quiet for a while, as one remembered move: an attempt of the join task, a cycle of
 * Connect. It is the same whatever else is on the device's agenda, as long as nothing of that comes in between; then steps are
 * taken one by one (`device-run.ts`).
 */
import { minuteMs } from '../calendar.ts';
import { missing, PairMap } from '../exploration/int-map.ts';
import { facts, gates, type FleetMachine } from './machine.ts';

export interface Burst {
  readonly target: number;
  readonly durationMs: number;
  /** What is taken off the agenda before anything is put on: everything that was touched. */
  readonly handles: Int32Array;
  readonly items: Int32Array;
  /** From the start of the burst; a drawn delay (`draws.ts`) counts from `setAtMs`. */
  readonly delaysMs: Float64Array;
  readonly setAtMs: Float64Array;
  /** Some delay is drawn: whether it ends within the burst depends on the device. */
  readonly draws: boolean;
  /** Gate of the first step. */
  readonly gate: number;
  /** When a fact first holds, from the start of the burst; -1 where it does not come to hold. */
  readonly registeredAtMs: number;
  readonly doneAtMs: number;
}

/** What is quiet for longer is over. */
const quietMs = minuteMs;
const stepsMax = 10_000;

interface Pending {
  readonly item: number;
  readonly dueMs: number;
  readonly delayMs: number;
  readonly setAtMs: number;
}

export class Bursts {
  readonly #machine: FleetMachine;
  readonly #isDrawn: (delayMs: number) => boolean;
  readonly #gated: (gate: number) => boolean;
  readonly #ids = new PairMap();
  readonly #bursts: Burst[] = [];

  /**
   * @param isDrawn delays that stand for what each device draws itself
   * @param gated gates at which a device has to wait for the whole fleet
   */
  constructor(machine: FleetMachine, isDrawn: (delayMs: number) => boolean, gated: (gate: number) => boolean) {
    this.#machine = machine;
    this.#isDrawn = isDrawn;
    this.#gated = gated;
  }

  get count(): number {
    return this.#bursts.length;
  }

  of(state: number, input: number): Burst {
    const known = this.#ids.get(state, input);
    if (known !== missing) return this.#bursts[known] as Burst;
    const burst = this.#compile(state, input);
    this.#ids.set(state, input, this.#bursts.length);
    this.#bursts.push(burst);
    return burst;
  }

  #compile(from: number, firstInput: number): Burst {
    const machine = this.#machine;
    const touched = new Set<number>();
    let pending: Pending[] = [];
    let [state, input, atMs, gate] = [from, firstInput, 0, 0];
    let [registeredAtMs, doneAtMs] = [-1, -1];
    for (let steps = 0; ; steps += 1) {
      if (steps > stepsMax) throw new Error(`fleet: more than ${stepsMax} steps set off by one.`);
      const edge = machine.edge(state, input);
      if (steps === 0) gate = machine.gate(edge);
      if (input >= machine.actions.length) {
        const handle = machine.agendas.handleOf(input - machine.actions.length);
        touched.add(handle);
        pending = pending.filter(({ item }) => machine.agendas.handleOf(item) !== handle);
      }
      const { handles, items, deadlines } = machine.change(edge);
      for (const handle of handles) touched.add(handle);
      pending = pending.filter(({ item }) => !handles.includes(machine.agendas.handleOf(item)));
      for (const [index, item] of items.entries()) {
        const delayMs = deadlines[index] as number;
        pending.push({ item, dueMs: this.#isDrawn(delayMs) ? Number.POSITIVE_INFINITY : atMs + delayMs, delayMs, setAtMs: atMs });
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
    return {
      target: state, durationMs: atMs, handles: Int32Array.from(touched), items: Int32Array.from(pending, ({ item }) => item), delaysMs: Float64Array.from(pending, ({ delayMs, dueMs }) => (this.#isDrawn(delayMs) ? delayMs : dueMs)),
      draws: pending.some(({ delayMs }) => this.#isDrawn(delayMs)), setAtMs: Float64Array.from(pending, ({ setAtMs }) => setAtMs), gate: this.#gated(gate) ? gate : gates.none, registeredAtMs, doneAtMs,
    };
  }
}
