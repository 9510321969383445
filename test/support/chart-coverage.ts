/** Which states and arrows of the statecharts are taken while something runs, seen from inside XState: transient states and every branch of a guard included. */
import { charts } from '../../machines/index.ts';
import type { ChartKind } from '../../machines/language.ts';
import { watchCharts, type ChartWatch } from '../../simulation/chart-engine.ts';
import { arrowsByObject, stateIdsOfKind } from '../../simulation/exploration/covering/chart-arrows.ts';

export class ChartCoverage implements ChartWatch {
  readonly #states = new Set((Object.keys(charts) as ChartKind[]).flatMap((kind) => [charts[kind].root.id, ...stateIdsOfKind(kind)]));
  readonly #takenArrows = new Set<object>();
  readonly #takenStates = new Set<string>();
  #stop: () => void = () => {};

  /** Watches every chart, however it is stepped, until `stop`. */
  start(): this {
    this.#stop = watchCharts(this);
    return this;
  }

  stop(): void {
    this.#stop();
  }

  begins(): void {}

  /** A state that is left at once is in no snapshot: its arrow tells of it. */
  takes(arrow: object): void {
    this.#takenArrows.add(arrow);
    const source = arrowsByObject.get(arrow)?.source;
    if (source !== undefined) this.#takenStates.add(source);
  }

  isIn(nodeIds: readonly string[]): void {
    for (const id of nodeIds) this.#takenStates.add(id);
  }

  /** What is taken between now and the end of `run`, new or not. */
  takenBy(run: () => void): readonly string[] {
    const before = new Set(this.#takenArrows);
    this.#takenArrows.clear();
    run();
    const taken = [...this.#takenArrows].flatMap((arrow) => arrowsByObject.get(arrow)?.name ?? []);
    for (const arrow of before) this.#takenArrows.add(arrow);
    return taken;
  }

  get total(): { readonly states: number; readonly arrows: number } {
    return { states: this.#states.size, arrows: arrowsByObject.size };
  }

  /** Names of what was not taken, states first. */
  missing(): { readonly states: readonly string[]; readonly arrows: readonly string[] } {
    return {
      states: [...this.#states].filter((id) => !this.#takenStates.has(id)).sort(),
      arrows: [...arrowsByObject].filter(([arrow]) => !this.#takenArrows.has(arrow)).map(([, { name }]) => name).sort(),
    };
  }
}
