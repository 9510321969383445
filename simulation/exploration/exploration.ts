/**
 * Exploration: every state that a world can get into. `createExploration` takes the world apart, `run` goes on until nothing new is
 * found or a limit is reached, and may be called again; what was found can be asked about at any time.
 */
import type { AgendaItem } from '../agenda.ts';
import type { World } from '../world.ts';
import { AgendaTable } from './agenda-table.ts';
import type { PossibleAction } from './alphabet.ts';
import type { Budget } from './budget.ts';
import { Purse } from './budget.ts';
import { Observation } from './observation.ts';
import { agendaColumn, PartTable } from './part-table.ts';
import { RememberedSteps, staysInside, type Happening, type Leaf } from './remembered-steps.ts';
import { Search, timePasses, type Interleaving, type Limits, type Outcome, type VisitEdge } from './search.ts';
import { hashRow, StateStore } from './state-store.ts';
import { constantsOf, plainWorld, type Vector } from './state-world.ts';
import { deadlineOf, never, type TimeModel } from './time-model.ts';

export interface ExplorationOptions {
  readonly actions: readonly PossibleAction[];
  readonly time: TimeModel;
  /** @default 'everywhere' */
  readonly interleaving?: Interleaving;
  /**
   * Questions that a machine asks itself take no time at all: taken in one go, nothing comes in between. False tries every order
   * there, too, as if somebody could act within the same millisecond.
   * @default true
   */
  readonly atomicInside?: boolean;
  /** @default {} everything any number of times */
  readonly budget?: Budget;
  /** Virtual milliseconds from the start; needs bounded time. @default no end */
  readonly horizonMs?: number;
}

/** One step of a way: somebody acts, something due happens, an untimed item ends ("ages"), or time passes to the next due moment. */
export type PathStep =
  | { readonly kind: 'action'; readonly action: PossibleAction }
  | { readonly kind: 'due' | 'ages'; readonly item: AgendaItem }
  | { readonly kind: 'time'; readonly passesMs: number };

export class Exploration {
  readonly options: ExplorationOptions;
  readonly table: PartTable;
  readonly agendas: AgendaTable;
  readonly steps: RememberedSteps;
  readonly store: StateStore;
  readonly search: Search;
  /** The world that it starts from. */
  readonly start: World;
  readonly #vector: Vector;

  constructor(world: World, options: ExplorationOptions) {
    this.options = options;
    this.start = world;
    this.table = new PartTable(world);
    this.agendas = new AgendaTable(options.time, options.atomicInside ?? true);
    this.steps = new RememberedSteps(this.table, this.agendas, constantsOf(world), options.actions.map(({ action }) => action));
    const row = this.vectorOf(world, (item) => this.#startDeadline(item, world.nowMs));
    this.store = new StateStore(row.length);
    this.store.put(row, hashRow(row), -1, timePasses);
    this.#vector = new Int32Array(row.length);
    this.search = new Search({
      table: this.table, agendas: this.agendas, steps: this.steps, store: this.store, actions: options.actions, purse: new Purse(options.budget ?? {}),
      interleaving: options.interleaving ?? 'everywhere', horizonMs: options.horizonMs ?? Number.POSITIVE_INFINITY,
    });
  }

  /** Goes on until nothing new is found or a limit is reached. */
  run(limits: Limits = {}): Outcome {
    return this.search.run(limits);
  }

  /** What a state is made of, in normal form, as a world that can be replayed from: now is 0. */
  world(state: number): World {
    return plainWorld(this.table, this.agendas, constantsOf(this.start), this.vector(state));
  }

  /** Id of each part by slot; the first two columns are the agenda and what is spent. */
  vector(state: number): Vector {
    const vector = new Int32Array(Math.max(this.table.slots.length, this.#vector.length));
    this.store.load(state, vector);
    return vector;
  }

  /** The shortest way (in steps; in bounded mode the earliest in time) from the start. */
  path(state: number): PathStep[] {
    const steps: PathStep[] = [];
    for (let at = state; this.store.parent(at) >= 0; at = this.store.parent(at)) steps.unshift(this.step(this.store.parent(at), this.store.input(at)));
    return steps;
  }

  /** What an input is in a state. */
  step(state: number, input: number): PathStep {
    const agenda = this.agendas.agendas[this.vector(state)[agendaColumn] as number];
    if (!agenda) throw new Error(`exploration: there is no state ${state}.`);
    if (input === timePasses) return { kind: 'time', passesMs: agenda.nextMs };
    const action = this.options.actions[input];
    if (action) return { kind: 'action', action };
    const id = input - this.options.actions.length;
    return { kind: agenda.dueNow.includes(id) ? 'due' : 'ages', item: this.agendas.items[id] as AgendaItem };
  }

  /** Every edge out of a state, from memory. New states are added to the store as in `run`. */
  edges(state: number, visit: VisitEdge): void {
    this.search.edges(state, visit);
  }

  /** Another moment of the same devices as a state to ask from. */
  add(world: World): number {
    const row = this.vectorOf(world, (item) => this.#startDeadline(item, world.nowMs));
    this.store.widen(row.length);
    return this.store.put(row, hashRow(row), -1, timePasses);
  }

  /**
   * Something to know of every state, computed once for every combination of the parts it looks into.
   * @example
   * const joined = exploration.observe((world) => world.devices.LAPTOP01?.join !== null);
   * joined(state);
   */
  observe<Value>(look: (world: World) => Value): (state: number) => Value {
    const observation = new Observation(this.table, constantsOf(this.start), look);
    let row = this.vector(0);
    return (state) => {
      if (row.length < this.table.slots.length) row = this.vector(0);
      this.store.load(state, row);
      return observation.of(row);
    };
  }

  /** What a remembered step did. */
  happened({ happened }: Leaf): Happening[] {
    return [...happened].map((index) => this.steps.happenings[index] as Happening);
  }

  /** A world in normal form as a vector; `deadline` says how far away each item of its agenda is. */
  vectorOf(world: World, deadline: (item: AgendaItem) => number): Vector {
    const ids = this.table.internWorld(world);
    const vector = new Int32Array(this.table.slots.length);
    for (const [slot, id] of ids) vector[slot] = id;
    const pairs = world.agenda.flatMap((item) => {
      const due = deadline(item);
      return due === never ? [] : [[this.agendas.itemId(item, staysInside(world, item)), due] as const];
    });
    vector[agendaColumn] = this.agendas.intern(pairs);
    return vector;
  }

  /** Actions that made no difference in any state so far: out of place in this world, or not yet within reach. */
  neverTaken(): PossibleAction[] {
    return this.options.actions.filter((_, input) => !this.steps.wasStep(input));
  }

  /** Discrete states: states that differ in more than deadlines. @param states only among the first so many: asking for edges may add others */
  discreteCount(states?: number): number {
    return this.search.discreteCount(states);
  }

  #startDeadline(item: AgendaItem, nowMs: number): number {
    const inMs = item.dueMs - nowMs;
    const deadline = deadlineOf(this.options.time, item, inMs);
    // Only what starts from now on is shortened: a run that is due in a minute is still due before one in two.
    return deadline === 0 && item.kind === 'timer' ? inMs : deadline;
  }
}

/**
 * @example
 * const exploration = createExploration(world, { actions: alphabet(everydayAlphabet(world)), time: fixpointTime });
 * exploration.run({ statesMax: 1_000_000 }); // { kind: 'complete', ... }
 */
export const createExploration = (world: World, options: ExplorationOptions): Exploration => new Exploration(world, options);

/** How many parts each slot takes: what multiplies the states. */
export const partCounts = ({ table }: Exploration): { readonly slot: string; readonly distinct: number }[] =>
  table.slots.map(({ name, parts }) => ({ slot: name, distinct: parts.length - 1 })).sort((a, b) => b.distinct - a.distinct);

