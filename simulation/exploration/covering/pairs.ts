/**
 * Which arrow comes after which. A state does not keep how it was come into, so that the search goes through states together with the
 * last arrow of one region of one actor: breadth first, so that the first way to a pair is a shortest one.
 */
import type { Exploration, PathStep } from '../exploration.ts';
import type { Arrow } from './chart-arrows.ts';
import { noLeaf, type ExploredSteps } from './explored-steps.ts';
import { pairName, type Recorder } from './recorder.ts';

const unseen = -2;

/** What one step does to one region: the arrows that leave it, and the last that brought it into a state. */
interface Passage {
  /** Arrows in order; `null` where the chart starts anew. `leaves` tells whether it leaves this region, `enters` whether it brings it into a state. */
  readonly moves: readonly { readonly arrow: Arrow | null; readonly leaves: boolean; readonly enters: boolean }[];
}

function passagesOf(recorder: Recorder): ReadonlyMap<string, Passage> {
  const slots = new Set(recorder.moves.flatMap(({ before, moves }) => [...(before === '' ? [] : [before]), ...moves.map(({ slot }) => slot)]));
  return new Map([...slots].map((slot) => [slot, {
    moves: recorder.moves.flatMap(({ before, arrow, moves }) => {
      const leaves = before === slot;
      const enters = moves.some((move) => move.slot === slot);
      return leaves || enters ? [{ arrow, leaves, enters }] : [];
    }),
  }]));
}

class RegionSearch {
  readonly #steps: ExploredSteps;
  readonly #passages: readonly (Passage | undefined)[];
  /** Arrows that can be the last, `null` for none; first the one as the world began. */
  readonly #arrows: readonly (Arrow | null)[];
  /** By node, which is `state * width + last`: the node before it, -1 for the start, and the edge that was taken; `unseen` before that. */
  readonly #cameFrom: Int32Array;
  readonly #cameBy: Int32Array;

  /** @param start what brought the region into its state as the world began */
  constructor(steps: ExploredSteps, passages: readonly (Passage | undefined)[], start: Arrow | null) {
    this.#steps = steps;
    this.#passages = passages;
    this.#arrows = [start, ...new Set([null, ...passages.flatMap((passage) => passage?.moves.flatMap(({ arrow, enters }) => (enters ? [arrow] : [])) ?? [])].filter((arrow) => arrow !== start))];
    this.#cameFrom = new Int32Array(steps.states * this.#width).fill(unseen);
    this.#cameBy = new Int32Array(steps.states * this.#width);
  }

  get #width(): number {
    return this.#arrows.length;
  }

  /** @param found told of every pair with the node from which and the edge by which it comes, nearest first */
  run(found: (pair: string, node: number, edge: number) => void, shouldStop: () => boolean): void {
    const { first, targets, leaves, states } = this.#steps;
    const width = this.#width;
    this.#cameFrom[0] = -1;
    const queue = [0];
    for (let at = 0; at < queue.length; at += 1) {
      if (at % 65_536 === 65_535 && shouldStop()) return;
      const node = queue[at] as number;
      const state = Math.floor(node / width);
      const before = node % width;
      for (let edge = first[state] as number; edge < (first[state + 1] as number); edge += 1) {
        const leaf = leaves[edge] as number;
        const passage = leaf === noLeaf ? undefined : this.#passages[leaf];
        const last = passage ? this.#pass(passage, before, (pair) => found(pair, node, edge)) : before;
        const target = targets[edge] as number;
        const next = target * width + last;
        if (target >= states || this.#cameFrom[next] !== unseen) continue;
        this.#cameFrom[next] = node;
        this.#cameBy[next] = edge;
        queue.push(next);
      }
    }
  }

  #pass({ moves }: Passage, before: number, pair: (name: string) => void): number {
    let last = this.#arrows[before] ?? null;
    for (const { arrow, leaves, enters } of moves) {
      if (arrow && leaves && last?.leadsTo(arrow)) pair(pairName(last, arrow));
      if (enters) last = arrow;
    }
    return this.#arrows.indexOf(last);
  }

  path(exploration: Exploration, node: number, edge: number): PathStep[] {
    const { inputs } = this.#steps;
    const stepAt = (from: number, by: number): PathStep => exploration.step(Math.floor(from / this.#width), inputs[by] as number);
    const path = [stepAt(node, edge)];
    for (let at = node; (this.#cameFrom[at] as number) >= 0; at = this.#cameFrom[at] as number) path.unshift(stepAt(this.#cameFrom[at] as number, this.#cameBy[at] as number));
    return path;
  }
}

/** Ways to every pair that the exploration has, nearest first; @param start what brought each region into its state as the world began */
export function pairWays(exploration: Exploration, steps: ExploredSteps, start: ReadonlyMap<string, Arrow | null>, waysMax: number, shouldStop: () => boolean): ReadonlyMap<string, readonly PathStep[][]> {
  const byLeaf = steps.recorders.map(passagesOf);
  const slots = new Set([...start.keys(), ...byLeaf.flatMap((passages) => [...passages.keys()])]);
  const ways = new Map<string, PathStep[][]>();
  for (const slot of slots) {
    const search = new RegionSearch(steps, byLeaf.map((passages) => passages.get(slot)), start.get(slot) ?? null);
    const nearest = new Map<string, [number, number][]>();
    search.run((pair, node, edge) => {
      const known = nearest.get(pair) ?? [];
      if (known.length < waysMax) nearest.set(pair, [...known, [node, edge]]);
    }, shouldStop);
    for (const [pair, edges] of nearest) {
      const known = ways.get(pair) ?? [];
      ways.set(pair, [...known, ...edges.slice(0, Math.max(0, waysMax - known.length)).map(([node, edge]) => search.path(exploration, node, edge))]);
    }
  }
  return ways;
}
