/**
 * Steps, each taken once. The real step (charts and mocks, `performAction` and `fire`) runs on a world that notes what is looked
 * into; what came of it is remembered in a decision tree: a node asks for one part, a branch is that part's id, a leaf says which
 * parts become what, and what happens to the agenda. Another state that agrees in those parts takes the same step from memory.
 */
import type { AgendaItem, WriteOnlyAgenda } from '../agenda.ts';
import { performAction } from '../perform.ts';
import type { Action } from '../scenario/model.ts';
import { questionWith, QuestionsByActor } from '../question-table.ts';
import { fire } from '../step.ts';
import type { TraceEntry, TraceSink } from '../trace.ts';
import { ImpossibleAction } from '../vocabulary/verb.ts';
import type { World } from '../world.ts';
import type { AgendaTable } from './agenda-table.ts';
import { DecisionTree } from './decision-tree.ts';
import { missing } from './int-map.ts';
import type { PartTable } from './part-table.ts';
import { askedSlot, normalise, slotOf, tables, wholeParts, type Part } from './part.ts';
import { trackedWorld, type Constants, type Vector } from './state-world.ts';
import { ReadTracker } from './tracked-world.ts';

/** What a step did, of the trace: no times, no causes. */
export type Happening = Pick<TraceEntry, 'actor' | 'kind' | 'data'>;

export interface Leaf {
  /** `impossible`: the sentence makes no sense here. `nothing`: it changes nothing that decides. Neither is an edge. */
  readonly outcome: 'step' | 'nothing' | 'impossible';
  /** Slot and new id, in pairs. */
  readonly writes: Int32Array;
  readonly agendaChange: number;
  /** Indexes into `happenings`. */
  readonly happened: Int32Array;
}

/** Kinds of trace entries that are kept. */
const keptKinds: ReadonlySet<TraceEntry['kind']> = new Set(['transition', 'event', 'log', 'request', 'answer', 'lost'] as const);

/** Whether an agenda item is a leg of a question that a machine asks itself; a question that is gone again is of no interest. */
export const staysInside = (world: World, item: AgendaItem): boolean => item.kind === 'leg' && questionWith(world.questions, item.id.slice('question:'.length))?.destination.kind === 'local';

function padded(vector: Vector, length: number): Vector {
  if (vector.length >= length) return vector;
  const longer = new Int32Array(length);
  longer.set(vector);
  return longer;
}

class Recorder implements TraceSink {
  readonly keepsEventLogs = false;
  readonly entries: Happening[] = [];

  record({ actor, kind, data }: Omit<TraceEntry, 'index'>): number {
    if (keptKinds.has(kind)) this.entries.push({ actor, kind, data });
    return -1;
  }
}

export class RememberedSteps {
  readonly leaves: Leaf[] = [];
  readonly happenings: Happening[] = [];
  readonly #happeningIds = new Map<string, number>();
  readonly #table: PartTable;
  readonly #agendas: AgendaTable;
  readonly #constants: Constants;
  readonly #actions: readonly Action[];
  readonly #tracker: ReadTracker;
  readonly #tree = new DecisionTree();
  readonly #wasStep: boolean[] = [];

  constructor(table: PartTable, agendas: AgendaTable, constants: Constants, actions: readonly Action[]) {
    this.#table = table;
    this.#agendas = agendas;
    this.#constants = constants;
    this.#actions = actions;
    this.#tracker = new ReadTracker(table);
  }

  /** Whether an input was ever a step. */
  wasStep(input: number): boolean {
    return this.#wasStep[input] === true;
  }

  get nodes(): number {
    return this.#tree.nodes;
  }

  get bytes(): number {
    return this.#tree.bytes;
  }

  /** The leaf of an input: an action's index, or the number of actions plus an agenda item's id. The step is taken where it is not known yet. */
  leafOf(input: number, vector: Vector): number {
    const known = this.#tree.find(input, vector);
    if (known !== missing) return known;
    const leaf = this.#take(input, vector);
    this.leaves.push(leaf);
    if (leaf.outcome === 'step') this.#wasStep[input] = true;
    // The step may have looked for what never was before: a column that this vector does not have yet is 0.
    this.#tree.add(input, this.#tracker.reads, padded(vector, this.#table.slots.length), this.leaves.length - 1);
    return this.leaves.length - 1;
  }

  #run(input: number, world: World, sink: Recorder): World | null {
    const action = this.#actions[input];
    try {
      return action ? performAction(world, action, sink) : fire(world, this.#agendas.items[input - this.#actions.length] as AgendaItem, sink);
    } catch (error) {
      if (error instanceof ImpossibleAction) return null;
      throw error;
    }
  }

  #take(input: number, vector: Vector): Leaf {
    const tracker = this.#tracker;
    tracker.begin();
    // Who is there counts in every step (`tell` looks for recipients). Which devices there are never changes.
    tracker.read(this.#table.slot('actors'));
    const world = trackedWorld(this.#table, this.#constants, vector, (slot, id) => tracker.proxy(slot, id));
    const sink = new Recorder();
    const next = this.#run(input, world, sink);
    const happened = this.#internHappenings(sink.entries);
    if (!next) return { outcome: 'impossible', writes: new Int32Array(0), agendaChange: 0, happened };
    const changed = this.#changedParts(world, next);
    this.#settleNames(changed, vector);
    const writes: number[] = [];
    for (const [slot, part] of changed) {
      const id = part ? this.#table.intern(slot, part) : 0;
      if (tracker.hasRead(slot) && id === (vector[slot] ?? 0)) continue;
      writes.push(slot, id);
    }
    const agendaChange = this.#agendas.internChange((next.agenda as WriteOnlyAgenda).changes, (item) => staysInside(next, item));
    return { outcome: writes.length === 0 && agendaChange === 0 ? 'nothing' : 'step', writes: Int32Array.from(writes), agendaChange, happened };
  }

  /** Parts that are not the very ones handed out, in normal form but for the names; `null` for one that is gone. */
  #changedParts(before: World, after: World): Map<number, Part | null> {
    const changed = new Map<number, Part | null>();
    const put = (slot: string, part: Part): unknown => changed.set(this.#table.slot(slot), normalise(slot, part, 0));
    for (const name of wholeParts) if (after[name] !== before[name]) put(name, after[name]);
    for (const name of tables) {
      const was = before[name] as { readonly [key: string]: Part };
      const is = after[name] as { readonly [key: string]: Part };
      if (was === is) continue;
      const keys = Object.keys(is);
      if (keys.join('\n') !== Object.keys(was).join('\n')) {
        if (name === 'devices') throw new Error('exploration: a step added or removed a device; exploration has no place for that.');
        put(name, keys);
      }
      for (const key of keys) if (is[key] !== was[key]) put(slotOf(name, key), is[key] as Part);
    }
    const wasAsked = QuestionsByActor.of(before.questions)?.entries ?? {};
    for (const [actor, asked] of Object.entries(QuestionsByActor.of(after.questions)?.entries ?? {})) {
      if (asked === wasAsked[actor]) continue;
      if (Object.keys(asked).length > 0) put(askedSlot(actor), asked);
      else changed.set(this.#table.slot(askedSlot(actor)), null);
    }
    if (after.draws !== before.draws) throw new Error('exploration: a step drew by chance; exploration has no place for that.');
    return changed;
  }

  /** Numbers the names of certificates and keys anew if a changed part names others than it did. */
  #settleNames(changed: Map<number, Part | null>, vector: Vector): void {
    const table = this.#table;
    const carriers = [...changed].filter(([slot]) => table.slots[slot]?.carriesNames);
    const others = carriers.some(([slot, part]) => {
      this.#tracker.read(slot);
      return (part ? table.signatureOf(table.slots[slot]?.name ?? '', part) : '') !== table.signature(slot, vector[slot] ?? 0);
    });
    if (!others) return;
    const isThere = (slot: number): boolean => (changed.has(slot) ? changed.get(slot) !== null : (vector[slot] ?? 0) !== 0);
    const slots = table.nameSlots(isThere);
    for (const slot of slots) this.#tracker.read(slot);
    const before = slots.map((slot) => changed.get(slot) ?? (table.part(slot, vector[slot] ?? 0) as Part));
    const after = table.canonicalNames(slots.map((slot, index) => [table.slots[slot]?.name ?? '', before[index] as Part]));
    for (const [index, slot] of slots.entries()) changed.set(slot, after[index] as Part);
  }

  #internHappenings(entries: readonly Happening[]): Int32Array {
    return Int32Array.from(entries, (entry) => {
      const text = JSON.stringify(entry);
      const known = this.#happeningIds.get(text);
      if (known !== undefined) return known;
      this.#happeningIds.set(text, this.happenings.length);
      this.happenings.push(JSON.parse(text) as Happening);
      return this.happenings.length - 1;
    });
  }
}
