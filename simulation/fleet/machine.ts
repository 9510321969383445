/**
 * The devices of a fleet as one machine of integers. A *state* is a world of one device in normal form, without the deadlines
 * of what is due (`exploration/` takes worlds apart and remembers steps); an *input* is a sentence or a due item. What an input
 * makes of a state is learned once, from the real step, for all devices: there are no rules here.
 */
import { compareItems, type AgendaItem } from '../agenda.ts';
import { AgendaTable, type Change } from '../exploration/agenda-table.ts';
import { missing, PairMap } from '../exploration/int-map.ts';
import { normaliseDirectory } from '../exploration/normal-form/directory.ts';
import { Observation } from '../exploration/observation.ts';
import { agendaColumn, PartTable } from '../exploration/part-table.ts';
import { RememberedSteps, staysInside, type Happening, type Leaf } from '../exploration/remembered-steps.ts';
import { hashRow, StateStore } from '../exploration/state-store.ts';
import { constantsOf, plainWorld, type Constants } from '../exploration/state-world.ts';
import { boundedTime } from '../exploration/time-model.ts';
import { isDone, isRegistered } from '../exploration/questions/standing.ts';
import type { ConnectState } from '../../mocks/connect/state.ts';
import type { DirectoryState } from '../../mocks/active-directory/state.ts';
import type { Action } from '../scenario/model.ts';
import type { World } from '../world.ts';

/** What a step asks of a service that the whole fleet shares; 0 is nothing. */
export const gates = { none: 0, registration: 1, export: 2 } as const;
const gateByOperation: { readonly [operation: string]: number } = { registerDevice: gates.registration, exportTenant: gates.export };

/** What is known of a state. */
export const facts = { registered: 1, done: 2, deletionWaits: 4 } as const;

export interface Start {
  readonly state: number;
  /** Bits of `facts` that hold from the start. */
  readonly facts: number;
  readonly items: readonly number[];
  readonly handles: readonly number[];
  readonly dueMs: readonly number[];
}

export class FleetMachine {
  readonly actions: readonly Action[];
  /** Some state has a deletion that waits for an export. */
  deletionsWaited = false;
  readonly agendas = new AgendaTable(boundedTime, true);
  readonly #device: string;
  readonly #table: PartTable;
  readonly #constants: Constants;
  readonly #steps: RememberedSteps;
  readonly #store: StateStore;
  readonly #directory: number;
  readonly #connect: number;
  readonly #edgeOf = new PairMap();
  #targets: Int32Array = new Int32Array(1 << 12);
  #leaves: Int32Array = new Int32Array(1 << 12);
  #edges = 0;
  readonly #gateOfLeaf: number[] = [];
  readonly #aged: number[] = [];
  readonly #agedDirectories: number[] = [];
  readonly #factsOf: number[] = [];
  readonly #thresholds: (number | null)[] = [];
  readonly #facts: Observation<number>;
  #row: Int32Array;

  /** @param world a world of the fleet; the others have the same settings and names */
  constructor(world: World, actions: readonly Action[]) {
    this.actions = actions;
    this.#device = Object.keys(world.devices)[0] ?? '';
    this.#table = new PartTable(world);
    // Agenda 0, which is every state's: nothing.
    this.agendas.intern([]);
    this.#constants = constantsOf(world);
    this.#steps = new RememberedSteps(this.#table, this.agendas, this.#constants, actions);
    this.#store = new StateStore(this.#table.slots.length);
    this.#directory = this.#table.slot('directory');
    this.#connect = this.#table.slot('connect');
    this.#row = new Int32Array(this.#table.slots.length);
    this.#facts = new Observation(this.#table, this.#constants, (seen) => this.#look(seen));
  }

  get states(): number {
    return this.#store.size;
  }

  get edges(): number {
    return this.#edges;
  }

  /** Steps that were really taken. */
  get learned(): number {
    return this.#steps.leaves.length;
  }

  start(world: World): Start {
    const ids = this.#table.internWorld(world);
    const items = world.agenda.map((item) => this.agendas.itemId(item, staysInside(world, item)));
    this.#widen();
    this.#row.fill(0);
    for (const [slot, id] of ids) this.#row[slot] = id;
    const state = this.#put();
    return { state, facts: this.factsOf(state), items, handles: items.map((item) => this.agendas.handleOf(item)), dueMs: world.agenda.map(({ dueMs }) => dueMs - world.nowMs) };
  }

  inputOfItem(item: number): number {
    return this.actions.length + item;
  }

  /** Which of two items that are due at one instant comes first. */
  comesBefore(a: number, b: number): boolean {
    return compareItems(this.agendas.items[a] as AgendaItem, this.agendas.items[b] as AgendaItem) < 0;
  }

  /** The edge of an input, learned where it is not known. */
  edge(state: number, input: number): number {
    const known = this.#edgeOf.get(state, input);
    return known === missing ? this.#learn(state, input) : known;
  }

  target(edge: number): number {
    return this.#targets[edge] as number;
  }

  change(edge: number): Change {
    return this.agendas.changeAt(this.leaf(edge).agendaChange);
  }

  leaf(edge: number): Leaf {
    return this.#steps.leaves[this.#leaves[edge] as number] as Leaf;
  }

  gate(edge: number): number {
    const leaf = this.#leaves[edge] as number;
    return (this.#gateOfLeaf[leaf] ??= this.#gateOf(leaf));
  }

  /** The state once time has passed: what was written "at this instant" was written earlier (`normal-form/directory.ts`). */
  aged(state: number): number {
    const known = this.#aged[state];
    if (known !== undefined) return known;
    this.#load(state);
    const directory = this.#row[this.#directory] as number;
    this.#row[this.#directory] = this.#agedDirectories[directory] ??= this.#table.intern(this.#directory, normaliseDirectory(this.#table.part(this.#directory, directory) as DirectoryState, 1));
    const aged = this.#put();
    this.#aged[state] = aged;
    return aged;
  }

  /** Bits of `facts`. */
  factsOf(state: number): number {
    const known = this.#factsOf[state];
    if (known !== undefined) return known;
    this.#load(state);
    const found = this.#facts.of(this.#row);
    this.#factsOf[state] = found;
    if ((found & facts.deletionWaits) !== 0) this.deletionsWaited = true;
    return found;
  }

  /** Deletions above which the export of the active server stops; `null` is switched off. */
  threshold(state: number): number | null {
    const known = this.#thresholds[state];
    if (known !== undefined) return known;
    this.#load(state);
    const connect = this.#table.part(this.#connect, this.#row[this.#connect] as number) as ConnectState;
    const threshold = Object.values(connect.servers).find(({ stagingMode }) => !stagingMode)?.deletionThreshold ?? null;
    this.#thresholds[state] = threshold;
    return threshold;
  }

  /** A state as a world: now is 0, and nothing is due. */
  world(state: number): World {
    this.#load(state);
    return plainWorld(this.#table, this.agendas, this.#constants, this.#row);
  }

  #look(world: World): number {
    const waits = Object.values(world.connect.servers).some(({ stagingMode, connectorSpace }) => !stagingMode && Object.values(connectorSpace).some(({ pendingExport }) => pendingExport === 'delete'));
    return (isRegistered(world, this.#device) ? facts.registered : 0) | (isDone(world, this.#device) ? facts.done : 0) | (waits ? facts.deletionWaits : 0);
  }

  #gateOf(leaf: number): number {
    for (const index of (this.#steps.leaves[leaf] as Leaf).happened) {
      const { kind, data } = this.#steps.happenings[index] as Happening;
      const gate = kind === 'request' ? gateByOperation[(data as { readonly operation?: string }).operation ?? ''] : undefined;
      if (gate !== undefined) return gate;
    }
    return gates.none;
  }

  #learn(state: number, input: number): number {
    this.#load(state);
    const leafIndex = this.#steps.leafOf(input, this.#row);
    const leaf = this.#steps.leaves[leafIndex] as Leaf;
    let target = state;
    if (leaf.writes.length > 0) {
      this.#load(state);
      for (let at = 0; at < leaf.writes.length; at += 2) this.#row[leaf.writes[at] as number] = leaf.writes[at + 1] as number;
      target = this.#put();
    }
    const edge = this.#edges;
    this.#edges += 1;
    if (edge === this.#targets.length) {
      const grown = (from: Int32Array): Int32Array => {
        const to = new Int32Array(from.length * 2);
        to.set(from);
        return to;
      };
      this.#targets = grown(this.#targets);
      this.#leaves = grown(this.#leaves);
    }
    this.#targets[edge] = target;
    this.#leaves[edge] = leafIndex;
    this.#edgeOf.set(state, input, edge);
    return edge;
  }

  #widen(): void {
    const width = this.#table.slots.length;
    if (this.#row.length < width) this.#row = new Int32Array(width);
    this.#store.widen(width);
  }

  #load(state: number): void {
    this.#widen();
    this.#store.load(state, this.#row);
  }

  #put(): number {
    this.#row[agendaColumn] = 0;
    return this.#store.put(this.#row, hashRow(this.#row), -1, 0);
  }
}
