/** What is taken inside the charts while something runs: states, arrows, guards either way, and arrows one after the other. */
import { charts } from '../../../machines/index.ts';
import type { ChartKind } from '../../../machines/language.ts';
import { watchCharts, type ChartWatch } from '../../chart-engine.ts';
import { kindOf } from '../../world.ts';
import { arrowsByObject, listenToGuards, regionsOfKind, type Arrow } from './chart-arrows.ts';

/** A region of one actor is brought into a state: by an arrow, or because the chart starts (`null`). */
export interface Move {
  readonly slot: string;
  readonly arrow: Arrow | null;
}

const roots: ReadonlySet<string> = new Set(Object.values(charts).map(({ root }) => root.id));

export const pairName = (first: Arrow, next: Arrow): string => `${first.name} | ${next.name}`;
export const slotOf = (actor: string, region: string): string => `${actor} ${region}`;

export class Recorder implements ChartWatch {
  readonly kinds = new Set<ChartKind>();
  readonly states = new Set<string>();
  readonly transitions = new Set<string>();
  readonly guards = new Set<string>();
  readonly pairs = new Set<string>();
  /** In their order. `before` is the region that an arrow leaves, with the moves that it makes. */
  readonly moves: { readonly before: string; readonly arrow: Arrow | null; readonly moves: readonly Move[] }[] = [];
  /** The arrow that brought each region into its state; none where the chart started there. */
  readonly last = new Map<string, Arrow | null>();
  #actor = '';

  begins(actor: string, isStart: boolean): void {
    this.#actor = actor;
    this.kinds.add(kindOf(actor) as ChartKind);
    if (!isStart) return;
    const started = regionsOfKind(kindOf(actor) as ChartKind).map((region) => slotOf(actor, region));
    for (const slot of started) this.last.set(slot, null);
    this.moves.push({ before: '', arrow: null, moves: started.map((slot) => ({ slot, arrow: null })) });
  }

  takes(object: object): void {
    const arrow = arrowsByObject.get(object);
    if (!arrow) return;
    this.transitions.add(arrow.name);
    if (!roots.has(arrow.source)) this.states.add(arrow.source);
    const before = slotOf(this.#actor, arrow.region);
    const earlier = this.last.get(before);
    if (earlier?.leadsTo(arrow)) this.pairs.add(pairName(earlier, arrow));
    const moves = arrow.enters.map((region): Move => ({ slot: slotOf(this.#actor, region), arrow }));
    for (const { slot } of moves) this.last.set(slot, arrow);
    this.moves.push({ before, arrow, moves });
  }

  isIn(nodeIds: readonly string[]): void {
    for (const id of nodeIds) if (!roots.has(id)) this.states.add(id);
  }

  /** Whatever `run` does is recorded. */
  during<Value>(run: () => Value): Value {
    const stopWatching = watchCharts(this);
    const stopListening = listenToGuards((arrow, holds) => this.guards.add(`${arrow.name}: ${holds ? 'yes' : 'no'}`));
    try {
      return run();
    } finally {
      stopListening();
      stopWatching();
    }
  }

  /** Forgets everything and goes on from what another has recorded: a run of the same world once more. */
  goOnFrom(other: Recorder): void {
    for (const key of ['kinds', 'states', 'transitions', 'guards', 'pairs'] as const) {
      const own = this[key] as Set<string>;
      own.clear();
      for (const item of other[key]) own.add(item);
    }
    this.moves.length = 0;
    this.last.clear();
    for (const [slot, arrow] of other.last) this.last.set(slot, arrow);
  }
}
