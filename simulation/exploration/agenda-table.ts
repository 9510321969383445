/**
 * Agendas as integers. An agenda is an interned list of (item, deadline relative to now); what a step does to it is an interned
 * change; both what a change and what time make of an agenda is remembered.
 */
import type { AgendaChange, AgendaItem } from '../agenda.ts';
import { compareItems } from '../agenda.ts';
import { missing, PairMap } from './int-map.ts';
import { deadlineOf, never, untimed, type TimeModel } from './time-model.ts';

/** Due time under which an untimed item stands in a world that is made from a state: after everything else. */
const untimedDueMs = 2 ** 52;

interface Agenda {
  /** Items and deadlines, by deadline (untimed last), then as `compareItems`. */
  readonly items: Int32Array;
  readonly deadlines: Float64Array;
  /** What is due now; where a leg inside a machine is among it, that one alone (`atomicInside`). */
  readonly dueNow: Int32Array;
  /** A leg inside a machine is due: nothing else can come before it. */
  readonly atomic: boolean;
  readonly untimed: Int32Array;
  /** Until the next deadline; 0 when something is due now or nothing will be. */
  readonly nextMs: number;
  /** The same whatever the deadlines, but for what is due now. */
  readonly discrete: number;
}

export interface Change {
  /** Handles (actor and id) that are taken off before anything is put on. */
  readonly handles: readonly number[];
  readonly items: readonly number[];
  readonly deadlines: readonly number[];
}

class Interner {
  readonly #ids = new Map<string, number>();

  get size(): number {
    return this.#ids.size;
  }

  id(text: string): number {
    const known = this.#ids.get(text) ?? this.#ids.size;
    this.#ids.set(text, known);
    return known;
  }
}

export class AgendaTable {
  readonly time: TimeModel;
  readonly #atomicInside: boolean;
  readonly items: AgendaItem[] = [];
  readonly #itemIds = new Interner();
  readonly #handles = new Interner();
  readonly #handleOf: number[] = [];
  /** Items that are legs of a question inside the machine. */
  readonly #inside: boolean[] = [];
  readonly agendas: Agenda[] = [];
  readonly #agendaIds = new Interner();
  readonly #discreteIds = new Interner();
  readonly #changes: Change[] = [];
  readonly #changeIds = new Interner();
  readonly #changed = new PairMap();
  readonly #advanced: number[] = [];

  /** @param atomicInside whether a machine's questions to itself (no latency) are taken in one go */
  constructor(time: TimeModel, atomicInside: boolean) {
    this.time = time;
    this.#atomicInside = atomicInside;
    this.internChange([]);
  }

  get discreteCount(): number {
    return this.#discreteIds.size;
  }

  /**
   * What is to happen, apart from when.
   * @param inside whether it is a leg of a question that stays inside the machine; the same at every time
   */
  itemId(item: AgendaItem, inside = false): number {
    const identity = item.kind === 'timer' ? [item.actor, item.id, item.event] : [item.actor, item.id];
    const id = this.#itemIds.id(JSON.stringify(identity));
    if (id === this.items.length) {
      this.items.push({ ...item, dueMs: 0, cause: null });
      this.#handleOf.push(this.#handles.id(`${item.actor} ${item.id}`));
      this.#inside.push(inside);
    }
    return id;
  }

  /** Interns (item, deadline) pairs in any order. */
  intern(pairs: readonly (readonly [item: number, deadline: number])[]): number {
    const place = (deadline: number): number => (deadline === untimed ? Number.POSITIVE_INFINITY : deadline);
    const compare = (a: number, b: number): number => compareItems(this.items[a] as AgendaItem, this.items[b] as AgendaItem);
    const sorted = [...pairs].sort(([a, aDue], [b, bDue]) => (place(aDue) === place(bDue) ? compare(a, b) : place(aDue) - place(bDue)));
    const id = this.#agendaIds.id(sorted.join(' '));
    if (id < this.agendas.length) return id;
    const deadlines = sorted.map(([, deadline]) => deadline);
    const pick = (deadline: number): number[] => sorted.flatMap(([item, due]) => (due === deadline ? [item] : []));
    const allDueNow = pick(0);
    const first = this.#atomicInside ? allDueNow.find((item) => this.#inside[item]) : undefined;
    const dueNow = first === undefined ? allDueNow : [first];
    const discrete = this.#discreteIds.id(`${allDueNow.join(' ')}|${sorted.map(([item]) => item).sort((a, b) => a - b).join(' ')}`);
    this.agendas.push({
      items: Int32Array.from(sorted.map(([item]) => item)), deadlines: Float64Array.from(deadlines), dueNow: Int32Array.from(dueNow), atomic: first !== undefined, untimed: Int32Array.from(pick(untimed)),
      nextMs: dueNow.length > 0 ? 0 : (deadlines.find((deadline) => deadline > 0) ?? 0), discrete,
    });
    this.#advanced.push(missing);
    return id;
  }

  /** What a step asked for, the last word on each item counting. Change 0 changes nothing. */
  internChange(asked: readonly AgendaChange[], isInside: (item: AgendaItem) => boolean = () => false): number {
    const last = new Map<number, readonly [item: number, deadline: number] | null>();
    for (const change of asked) {
      if (change.kind === 'unschedule') last.set(this.#handles.id(`${change.actor} ${change.id}`), null);
      else {
        const item = this.itemId(change.item, isInside(change.item));
        const deadline = deadlineOf(this.time, change.item, change.item.dueMs);
        last.set(this.#handleOf[item] as number, deadline === never ? null : [item, deadline]);
      }
    }
    const sorted = [...last].sort(([a], [b]) => a - b);
    const id = this.#changeIds.id(sorted.map(([handle, put]) => `${handle}:${put ? put.join('@') : ''}`).join(' '));
    if (id === this.#changes.length) {
      const put = sorted.flatMap(([, added]) => (added ? [added] : []));
      this.#changes.push({ handles: sorted.map(([handle]) => handle), items: put.map(([item]) => item), deadlines: put.map(([, deadline]) => deadline) });
    }
    return id;
  }

  /** What a change is, for those who keep agendas of their own. */
  changeAt(change: number): Change {
    return this.#changes[change] as Change;
  }

  /** Items with the same handle replace each other. */
  handleOf(item: number): number {
    return this.#handleOf[item] as number;
  }

  /** Whether a change takes an item off or starts it anew. */
  restarts(change: number, item: number): boolean {
    return (this.#changes[change] as Change).handles.includes(this.#handleOf[item] as number);
  }

  /** The agenda after a change. */
  change(agenda: number, change: number): number {
    if (change === 0) return agenda;
    const known = this.#changed.get(agenda, change);
    if (known !== missing) return known;
    const { items, deadlines } = this.agendas[agenda] as Agenda;
    const { handles, items: added, deadlines: due } = this.#changes[change] as Change;
    const pairs: [number, number][] = [];
    for (const [index, item] of items.entries()) if (!handles.includes(this.#handleOf[item] as number)) pairs.push([item, deadlines[index] as number]);
    for (const [index, item] of added.entries()) pairs.push([item, due[index] as number]);
    const next = this.intern(pairs);
    this.#changed.set(agenda, change, next);
    return next;
  }

  /** The agenda when its next item is due; the same one when nothing lets time pass. */
  advance(agenda: number): number {
    const known = this.#advanced[agenda] as number;
    if (known !== missing) return known;
    const { items, deadlines, nextMs } = this.agendas[agenda] as Agenda;
    const next = nextMs === 0 ? agenda : this.intern([...items].map((item, index) => [item, deadlines[index] === untimed ? untimed : (deadlines[index] as number) - nextMs] as const));
    this.#advanced[agenda] = next;
    return next;
  }

  /** As a world holds it when now is 0. */
  listOf(agenda: number): AgendaItem[] {
    const { items, deadlines } = this.agendas[agenda] as Agenda;
    return [...items].map((item, index) => ({ ...(this.items[item] as AgendaItem), dueMs: deadlines[index] === untimed ? untimedDueMs : (deadlines[index] as number) }));
  }
}
