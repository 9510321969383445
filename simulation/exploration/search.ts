/** The search itself: breadth first, or earliest first where time is bounded. The loop sees integers only. */
import type { DirectoryState } from '../../mocks/active-directory/state.ts';
import type { AgendaTable } from './agenda-table.ts';
import type { PossibleAction } from './alphabet.ts';
import type { Purse } from './budget.ts';
import { Frontier } from './frontier.ts';
import { normaliseDirectory } from './normal-form/directory.ts';
import { agendaColumn, spentColumn, type PartTable } from './part-table.ts';
import type { Leaf, RememberedSteps } from './remembered-steps.ts';
import { hashOf, type StateStore } from './state-store.ts';
import type { Vector } from './state-world.ts';

/** Input of the edge on which time passes to the next due moment. */
export const timePasses = -1;

/**
 * Where actions and the ends of untimed items may come in: `everywhere`, between the legs of questions as well; `breaking`: there
 * only actions that can break a path or a session (`PossibleAction.breaks`); `settled`: only where nothing is due now. Only the
 * first leaves no order out; on the VPN story the second finds the same settled states with a ninth of the states.
 */
export type Interleaving = 'everywhere' | 'breaking' | 'settled';

export interface Limits {
  readonly statesMax?: number;
  /** Of the tables that grow with the states. */
  readonly bytesMax?: number;
  /** Asked every few thousand states: true stops the search (time is up, somebody pressed Ctrl-C). */
  readonly shouldStop?: (progress: Progress) => boolean;
}

export interface Progress {
  readonly states: number;
  readonly edges: number;
  /** States found whose edges are not known yet. */
  readonly frontier: number;
  readonly bytes: number;
}

/** `complete`: every state within the alphabet, the budget and the horizon. `cut` says whether budget or horizon left something out. */
export type Outcome = Progress & { readonly cutByBudget: boolean; readonly cutByHorizon: boolean } & ({ readonly kind: 'complete' } | { readonly kind: 'limit'; readonly limit: 'states' | 'memory' | 'stopped' });

/** @param leaf `null` where time passes */
export type VisitEdge = (input: number, target: number, leaf: Leaf | null, passesMs: number) => void;

export interface SearchParts {
  readonly table: PartTable;
  readonly agendas: AgendaTable;
  readonly steps: RememberedSteps;
  readonly store: StateStore;
  readonly actions: readonly PossibleAction[];
  readonly purse: Purse;
  readonly interleaving: Interleaving;
  readonly horizonMs: number;
}

const statesPerLook = 4_096;

export class Search {
  edgeCount = 0;
  cutByBudget = false;
  cutByHorizon = false;
  readonly #parts: SearchParts;
  readonly #frontier: Frontier;
  readonly #directory: number;
  /** Directory parts after some time, by id. */
  readonly #aged: number[] = [];
  #row: Vector;
  readonly #noVisit: VisitEdge = () => {};

  constructor(parts: SearchParts) {
    this.#parts = parts;
    this.#directory = parts.table.slot('directory');
    this.#frontier = new Frontier(parts.agendas.time.kind === 'bounded');
    this.#frontier.add(0, 0);
    this.#row = new Int32Array(parts.table.slots.length);
  }

  progress(): Progress {
    return { states: this.#parts.store.size, edges: this.edgeCount, frontier: this.#frontier.size, bytes: this.#parts.store.bytes + this.#parts.steps.bytes };
  }

  run({ statesMax = Number.POSITIVE_INFINITY, bytesMax = Number.POSITIVE_INFINITY, shouldStop }: Limits): Outcome {
    const end = (ending: { kind: 'complete' } | { kind: 'limit'; limit: 'states' | 'memory' | 'stopped' }): Outcome => ({ ...this.progress(), cutByBudget: this.cutByBudget, cutByHorizon: this.cutByHorizon, ...ending });
    for (let looked = 0; ; looked += 1) {
      if (this.#frontier.size === 0) return end({ kind: 'complete' });
      if (this.#parts.store.size >= statesMax) return end({ kind: 'limit', limit: 'states' });
      if (looked % statesPerLook === statesPerLook - 1) {
        const progress = this.progress();
        if (progress.bytes >= bytesMax) return end({ kind: 'limit', limit: 'memory' });
        if (shouldStop?.(progress)) return end({ kind: 'limit', limit: 'stopped' });
      }
      this.edges(this.#frontier.take(), this.#noVisit);
    }
  }

  edges(state: number, visit: VisitEdge): void {
    const { store, agendas, actions, interleaving } = this.#parts;
    if (this.#row.length < this.#parts.table.slots.length) this.#row = new Int32Array(this.#parts.table.slots.length);
    store.load(state, this.#row);
    const agenda = agendas.agendas[this.#row[agendaColumn] as number] as (typeof agendas.agendas)[number];
    const { dueNow } = agenda;
    const settled = dueNow.length === 0;
    const everywhere = interleaving === 'everywhere' && !agenda.atomic;
    for (let at = 0; at < dueNow.length; at += 1) this.#step(state, actions.length + (dueNow[at] as number), visit);
    if (settled && agenda.nextMs > 0) this.#passTime(state, agenda.nextMs, visit);
    if (settled || everywhere) for (let at = 0; at < agenda.untimed.length; at += 1) this.#step(state, actions.length + (agenda.untimed[at] as number), visit);
    for (let input = 0; input < actions.length; input += 1) {
      const action = actions[input] as PossibleAction;
      if (settled || everywhere || (interleaving === 'breaking' && action.breaks && !agenda.atomic)) this.#act(state, input, action, visit);
    }
  }

  /** Every step out of a state: its edges, and the steps that lead back to it because they only write a log or print something. */
  steps(state: number, visit: VisitEdge): void {
    this.#withLoops = true;
    this.edges(state, visit);
    this.#withLoops = false;
  }

  /** Number of states, among the first so many, that differ in more than deadlines. */
  discreteCount(states = this.#parts.store.size): number {
    const { store, agendas, table } = this.#parts;
    const row = new Int32Array(table.slots.length);
    const seen = new Set<bigint>();
    for (let state = 0; state < states; state += 1) {
      store.load(state, row);
      const { discrete } = agendas.agendas[row[agendaColumn] as number] as (typeof agendas.agendas)[number];
      // Two independent hashes of 32 bits each: a collision among millions of states is out of sight.
      const first = (store.hash(state) - hashOf(agendaColumn, row[agendaColumn] as number) + hashOf(agendaColumn, discrete + 1)) | 0;
      let second = discrete;
      for (let column = 1; column < row.length; column += 1) second = (Math.imul(second, 0x0100_0193) ^ (row[column] as number)) + column;
      seen.add((BigInt(first) << 32n) ^ BigInt(second >>> 0));
    }
    return seen.size;
  }

  #act(state: number, input: number, action: PossibleAction, visit: VisitEdge): void {
    const spent = this.#row[spentColumn] as number;
    const next = this.#parts.purse.spend(spent, action.who);
    if (next < 0) {
      this.cutByBudget = true;
      return;
    }
    this.#step(state, input, visit, next);
  }

  #step(state: number, input: number, visit: VisitEdge, spent = this.#row[spentColumn] as number): void {
    const { steps, agendas, table, store } = this.#parts;
    const leaf = steps.leaves[steps.leafOf(input, this.#row)] as Leaf;
    const from = this.#row;
    if (from.length < table.slots.length) {
      this.#row = new Int32Array(table.slots.length);
      this.#row.set(from);
      store.widen(this.#row.length);
    }
    if (leaf.outcome !== 'step') {
      if (this.#withLoops && leaf.outcome === 'nothing') visit(input, state, leaf, 0);
      return;
    }
    const { writes } = leaf;
    const row = this.#row;
    let hash = store.hash(state);
    // The row is written in place and put back: most edges lead to states that are known.
    for (let at = 0; at < writes.length; at += 2) {
      const slot = writes[at] as number;
      hash = (hash - hashOf(slot, row[slot] as number) + hashOf(slot, writes[at + 1] as number)) | 0;
      this.#undo[at >>> 1] = row[slot] as number;
      row[slot] = writes[at + 1] as number;
    }
    const agenda = row[agendaColumn] as number;
    const nextAgenda = agendas.change(agenda, leaf.agendaChange);
    const spentBefore = row[spentColumn] as number;
    hash = (hash - hashOf(agendaColumn, agenda) + hashOf(agendaColumn, nextAgenda) - hashOf(spentColumn, spentBefore) + hashOf(spentColumn, spent)) | 0;
    row[agendaColumn] = nextAgenda;
    row[spentColumn] = spent;
    const target = this.#put(state, input, hash, 0);
    row[agendaColumn] = agenda;
    row[spentColumn] = spentBefore;
    for (let at = writes.length - 2; at >= 0; at -= 2) row[writes[at] as number] = this.#undo[at >>> 1] as number;
    if (target !== state || this.#withLoops) visit(input, target, leaf, 0);
  }

  #withLoops = false;
  readonly #undo: number[] = [];

  #passTime(state: number, passesMs: number, visit: VisitEdge): void {
    if (this.#frontier.timeOf(state) + passesMs > this.#parts.horizonMs) {
      this.cutByHorizon = true;
      return;
    }
    const row = this.#row;
    const agenda = row[agendaColumn] as number;
    const directory = row[this.#directory] as number;
    const nextAgenda = this.#parts.agendas.advance(agenda);
    const aged = this.#age(directory);
    const hash = (this.#parts.store.hash(state) - hashOf(agendaColumn, agenda) + hashOf(agendaColumn, nextAgenda) - hashOf(this.#directory, directory) + hashOf(this.#directory, aged)) | 0;
    row[agendaColumn] = nextAgenda;
    row[this.#directory] = aged;
    const target = this.#put(state, timePasses, hash, passesMs);
    row[agendaColumn] = agenda;
    row[this.#directory] = directory;
    visit(timePasses, target, null, passesMs);
  }

  #put(state: number, input: number, hash: number, passesMs: number): number {
    const { store } = this.#parts;
    const size = store.size;
    const target = store.put(this.#row, hash, state, input);
    if (target !== state) this.edgeCount += 1;
    if (store.size > size) this.#frontier.add(target, this.#frontier.timeOf(state) + passesMs);
    return target;
  }

  /** What was written "at this instant" was written earlier once time has passed (`normal-form/directory.ts`). */
  #age(directory: number): number {
    const known = this.#aged[directory];
    if (known !== undefined) return known;
    const { table } = this.#parts;
    const aged = table.intern(this.#directory, normaliseDirectory(table.part(this.#directory, directory) as DirectoryState, 1));
    this.#aged[directory] = aged;
    return aged;
  }
}
