/**
 * Runs that go on for ever without a promise being kept. A run is fair when time goes on in it, and nothing that "ages" stays about to
 * end all along without ending. It may also come to rest where nothing is due any more: then nobody has to do anything.
 */
import type { Exploration, PathStep } from './exploration.ts';
import { agendaColumn } from './part-table.ts';
import { Cycles } from './questions/cycles.ts';
import { byItself, type Graph } from './questions/graph.ts';
import { timePasses } from './search.ts';

export interface EndlessRun {
  /** From the start of the world to where it stays. */
  readonly path: readonly PathStep[];
  /** Once around; nothing where it comes to rest. */
  readonly cycle: readonly PathStep[];
}

type Taken = readonly [state: number, edge: number];

/** Per component: an edge on which time goes on; what is about to age in all its states; an edge on which each ages or is started anew. */
interface Component {
  time: Taken | null;
  about: Set<number> | null;
  readonly ages: Map<number, Taken>;
  readonly restarts: Map<number, Taken>;
}

/** Shortest way from one state to a goal along these edges. @param dead states from which there is none, filled on the way */
function wayAlong({ first, targets, expanded }: Graph, from: number, isIn: (target: number, edge: number, state: number) => boolean, isGoal: (state: number) => boolean, dead = new Set<number>()): readonly Taken[] | null {
  const by = new Map<number, Taken | null>([[from, null]]);
  const queue = [from];
  for (const state of queue) {
    if (isGoal(state)) {
      const way: Taken[] = [];
      for (let step = by.get(state); step; step = by.get(step[0])) way.unshift(step);
      return way;
    }
    if (state >= expanded) continue;
    for (let edge = first[state] as number; edge < (first[state + 1] as number); edge += 1) {
      const target = targets[edge] as number;
      if (by.has(target) || dead.has(target) || !isIn(target, edge, state)) continue;
      by.set(target, [state, edge]);
      queue.push(target);
    }
  }
  for (const state of queue) dead.add(state);
  return null;
}

/** Where fair runs stay: states in which all comes to rest, and components with the edges that a fair cycle takes. */
class Stays {
  readonly cycles: Cycles;
  readonly rests = new Set<number>();
  readonly fair = new Map<number, readonly Taken[]>();

  constructor(exploration: Exploration, graph: Graph, inside: (state: number) => boolean, mayCycle: (input: number) => boolean) {
    const { first, inputs, expanded } = graph;
    const { agendas, store, options } = exploration;
    const row = exploration.vector(0);
    this.cycles = new Cycles(exploration, graph, inside, (edge) => mayCycle(inputs[edge] as number));
    const number = this.cycles.component;
    const components = new Map<number, Component>();
    for (let state = 0; state < expanded; state += 1) {
      if (!inside(state)) continue;
      store.load(state, row);
      const { dueNow, untimed, nextMs } = agendas.agendas[row[agendaColumn] as number] as (typeof agendas.agendas)[number];
      if (dueNow.length === 0 && untimed.length === 0 && !(nextMs > 0)) this.rests.add(state);
      const own = components.get(number[state] as number) ?? { time: null, about: null, ages: new Map<number, Taken>(), restarts: new Map<number, Taken>() };
      components.set(number[state] as number, own);
      own.about = new Set(own.about === null ? untimed : untimed.filter((item) => own.about?.has(item)));
      let edge = (first[state] as number) - 1;
      exploration.edges(state, (input, target, leaf) => {
        edge += 1;
        if (number[target] !== number[state] || !inside(target) || !mayCycle(input)) return;
        if (input === timePasses) own.time ??= [state, edge];
        for (const item of untimed) {
          if (input - options.actions.length === item) own.ages.set(item, own.ages.get(item) ?? [state, edge]);
          else if (leaf && agendas.restarts(leaf.agendaChange, item)) own.restarts.set(item, own.restarts.get(item) ?? [state, edge]);
        }
      });
    }
    for (const [component, { time, about, ages, restarts }] of components) {
      const needed = [...(about ?? [])].map((item) => ages.get(item) ?? restarts.get(item));
      const moves = [...(time ? [time] : []), ...needed.flatMap((taken) => (taken ? [taken] : []))];
      // What ages lets time go on as well.
      const some = moves.length > 0 ? moves : [...ages.values()].slice(0, 1);
      if (some.length > 0 && needed.every((taken) => taken !== undefined)) this.fair.set(component, some);
    }
  }

  has(state: number): boolean {
    return this.rests.has(state) || this.fair.has(this.cycles.component[state] as number);
  }
}

/** Runs that are told of each kind. */
const runsMax = 6;

/**
 * Fair runs that begin in one of these states and never come out of a part of the graph, nearest first; before all others those in whose
 * cycle nobody does anything, and of these those on whose way nothing ages: they are the easiest to replay. None means that there is none.
 * @param isIn the promise is not kept yet
 */
export function* endlessRuns(exploration: Exploration, graph: Graph, begins: (state: number) => boolean, isIn: (state: number) => boolean): Generator<EndlessRun> {
  const { targets, inputs, expanded } = graph;
  const actions = exploration.options.actions.length;
  const inside = (state: number): boolean => state < expanded && isIn(state);
  const steps = (edges: readonly Taken[]): readonly PathStep[] => edges.map(([at, edge]) => exploration.step(at, inputs[edge] as number));
  for (const mayCycle of [byItself(exploration), () => true]) {
    const stays = new Stays(exploration, graph, inside, mayCycle);
    const number = stays.cycles.component;
    for (const mayAge of [false, true]) {
      const dead = new Set<number>();
      let told = 0;
      const isAllowed = (target: number, edge: number, state: number): boolean => inside(target) && (mayAge || (inputs[edge] as number) < actions || exploration.step(state, inputs[edge] as number).kind !== 'ages');
      for (let state = 0; state < expanded && told < runsMax; state += 1) {
        if (!begins(state) || !inside(state) || dead.has(state)) continue;
        const before = exploration.path(state);
        if (!mayAge && before.some(({ kind }) => kind === 'ages')) continue;
        const way = wayAlong(graph, state, isAllowed, (candidate) => stays.has(candidate), dead);
        if (!way) continue;
        told += 1;
        const end = way.length === 0 ? state : targets[(way.at(-1) as Taken)[1]] as number;
        const moves = stays.fair.get(number[end] as number);
        if (stays.rests.has(end) || !moves) {
          yield { path: [...before, ...steps(way)], cycle: [] };
          continue;
        }
        const [entry] = moves as readonly [Taken];
        const there = wayAlong(graph, end, (candidate, edge) => number[candidate] === number[end] && mayCycle(inputs[edge] as number), (candidate) => candidate === entry[0]) ?? [];
        yield { path: [...before, ...steps(way), ...steps(there)], cycle: stays.cycles.along(moves) };
      }
    }
  }
}
