/**
 * The invariants over an exploration: every step out of every state found is judged, and what is broken comes with the shortest
 * way to it. A verdict is remembered by the parts that the step and the checks looked into, so that none is left out where two
 * states differ only in what the step itself ignored. What looks broken is confirmed by a monitor that goes the way from the
 * start in a world that is never simplified; what it clears (a renewal after four hours that "aged") is counted, not hidden.
 * Last, every remembered step is taken once with its times, which a state does not keep.
 */
import { createInvariantMonitor, breachesOfStep, type Breach } from '../invariants/index.ts';
import { performAction } from '../perform.ts';
import { questionWith, QuestionsByActor } from '../question-table.ts';
import { fire } from '../step.ts';
import type { AgendaItem } from '../agenda.ts';
import type { PendingQuestion, World } from '../world.ts';
import { ImpossibleAction } from '../vocabulary/verb.ts';
import { ConcreteWay, WayDiverges } from './concrete-way.ts';
import { DecisionTree } from './decision-tree.ts';
import type { Exploration, PathStep } from './exploration.ts';
import { missing } from './int-map.ts';
import type { Leaf } from './remembered-steps.ts';
import { constantsOf, trackedWorld, type Vector } from './state-world.ts';
import { ReadTracker } from './tracked-world.ts';
import type { Goal } from './way.ts';

export interface FoundBreach extends Breach {
  /** From the start to the step that breaks it. */
  readonly path: readonly PathStep[];
}

export interface InvariantResult {
  /** The first of each invariant, in the order of finding: nothing shorter breaks it. */
  readonly breaches: readonly FoundBreach[];
  /** Ways that looked broken by their last step alone, and were cleared by the whole way, by invariant. */
  readonly cleared: { readonly [id: string]: number };
  readonly states: number;
  /** Somebody stopped it: steps out of later states were not judged. */
  readonly stopped: boolean;
  /** Steps looked at, and how many of them had to be taken because no verdict was remembered. */
  readonly steps: number;
  readonly judged: number;
}

/** The questions of a tracked world as the checks expect them, looked into only where a check does. */
const flatQuestions = (questions: World['questions']): World['questions'] => {
  const table = QuestionsByActor.of(questions);
  if (!table) return questions;
  const find = (id: string | symbol): PendingQuestion | undefined => (typeof id === 'string' && id.includes('|') ? questionWith(questions, id) : undefined);
  return new Proxy({}, {
    get: (_, id) => find(id),
    has: (_, id) => find(id) !== undefined,
    ownKeys: () => Object.entries(table.entries).flatMap(([actor, asked]) => Object.keys(asked).map((invokeId) => `${actor}|${invokeId}`)),
    getOwnPropertyDescriptor: (_, id) => ({ configurable: true, enumerable: true, value: find(id) }),
  });
};

class StepJudge {
  readonly #exploration: Exploration;
  readonly #tracker: ReadTracker;
  readonly #tree = new DecisionTree();
  readonly verdicts: (readonly Breach[])[] = [];

  constructor(exploration: Exploration) {
    this.#exploration = exploration;
    this.#tracker = new ReadTracker(exploration.table);
  }

  of(input: number, vector: Vector): readonly Breach[] {
    const known = this.#tree.find(input, vector);
    if (known !== missing) return this.verdicts[known] as readonly Breach[];
    const { table, start } = this.#exploration;
    const tracker = this.#tracker;
    tracker.begin();
    tracker.read(table.slot('actors'));
    const before = trackedWorld(table, constantsOf(start), vector, (slot, id) => tracker.proxy(slot, id));
    this.verdicts.push(this.#judge(before, this.#step(input, before)));
    let wide = vector;
    if (wide.length < table.slots.length) {
      wide = new Int32Array(table.slots.length);
      wide.set(vector);
    }
    this.#tree.add(input, tracker.reads, wide, this.verdicts.length - 1);
    return this.verdicts[this.verdicts.length - 1] as readonly Breach[];
  }

  #step(input: number, world: World): World {
    const { options, agendas } = this.#exploration;
    const action = options.actions[input]?.action;
    return action ? performAction(world, action) : fire(world, agendas.items[input - options.actions.length] as AgendaItem);
  }

  #judge(before: World, after: World): readonly Breach[] {
    const questions = flatQuestions(before.questions);
    const seen = { ...before, questions };
    return breachesOfStep(seen, { ...after, questions: after.questions === before.questions ? questions : flatQuestions(after.questions) });
  }
}

/** Whether the way as a whole breaks the invariant at its last step, when actions take so long. */
function confirmedWith(actionMs: number, exploration: Exploration, { id, path }: FoundBreach): boolean {
  const way = new ConcreteWay(exploration, actionMs);
  const monitor = createInvariantMonitor();
  let messages = monitor.check(way.world);
  try {
    for (const step of path) messages = monitor.check(way.go(step));
  } catch (error) {
    if (error instanceof WayDiverges || error instanceof ImpossibleAction) return false;
    throw error;
  }
  return messages.some((message) => message.startsWith(`${id} `));
}

/** At one instant, or with actions one after the other: some checks tell two runs apart by their times alone. */
const confirmed = (exploration: Exploration, breach: FoundBreach): boolean => confirmedWith(0, exploration, breach) || confirmedWith(1, exploration, breach);

/** An edge: what was done in a state. */
interface Edge {
  readonly state: number;
  readonly input: number;
}

/**
 * Takes each of these steps once more in a world that came there step by step, with its times: a state keeps no times that are only
 * shown (a token's expiry), and what is wrong with them can be seen nowhere else. States are numbered so that a parent comes first.
 */
function judgeWithTimes(exploration: Exploration, edges: readonly Edge[], found: (edge: Edge, breaches: readonly Breach[]) => void): void {
  const { store } = exploration;
  const inputs = new Map<number, number[]>();
  const needed = new Set<number>([0]);
  for (const { state, input } of edges) {
    inputs.set(state, [...(inputs.get(state) ?? []), input]);
    for (let at = state; !needed.has(at); at = store.parent(at)) needed.add(at);
  }
  const ways = new Map<number, ConcreteWay>();
  const reach = (state: number): ConcreteWay | undefined => {
    if (state === 0) return new ConcreteWay(exploration);
    const way = ways.get(store.parent(state))?.branch();
    return way && goes(way, exploration.step(store.parent(state), store.input(state))) ? way : undefined;
  };
  for (const state of [...needed].sort((a, b) => a - b)) {
    const way = reach(state);
    if (!way) continue;
    ways.set(state, way);
    for (const input of inputs.get(state) ?? []) {
      const branch = way.branch();
      if (goes(branch, exploration.step(state, input))) found({ state, input }, breachesOfStep(way.world, branch.world));
    }
  }
}

/** Goes a step, unless it cannot be gone with real times. */
function goes(way: ConcreteWay, step: PathStep): boolean {
  if (way.isOvertaking(step)) return false;
  try {
    way.go(step);
    return true;
  } catch (error) {
    if (error instanceof WayDiverges || error instanceof ImpossibleAction) return false;
    throw error;
  }
}

/** Where a run from this world breaks an invariant: a monitor that follows the whole way tells. Each run begins with the start. */
export function breaks(id: string, start: World): Goal {
  let monitor = createInvariantMonitor();
  return {
    kind: 'world',
    holds: (world) => {
      if (world === start) monitor = createInvariantMonitor();
      return monitor.check(world).some((message) => message.startsWith(`${id} `));
    },
  };
}

/** States between two questions whether to stop. */
const statesPerLook = 256;
/** Ways that are tried for one invariant. */
const triesMax = 100;

/** @example checkInvariants(exploration).breaches // after exploration.run(): [{ id: 'I7', what: ..., path: [...] }] */
export function checkInvariants(exploration: Exploration, shouldStop: () => boolean = () => false): InvariantResult {
  const { store, table, search } = exploration;
  const states = store.size;
  const judge = new StepJudge(exploration);
  const breaches = new Map<string, FoundBreach>();
  const cleared: { [id: string]: number } = {};
  const tried = new Set<string>();
  const consider = (breach: FoundBreach, seen: string): void => {
    const key = `${breach.id} ${breach.what} ${seen}`;
    if (breaches.has(breach.id) || tried.has(key) || (cleared[breach.id] ?? 0) >= triesMax) return;
    tried.add(key);
    if (confirmed(exploration, breach)) breaches.set(breach.id, breach);
    else cleared[breach.id] = (cleared[breach.id] ?? 0) + 1;
  };
  for (const breach of breachesOfStep(null, exploration.start)) consider({ ...breach, path: [] }, 'start');
  const pathTo = ({ state, input }: Edge): PathStep[] => [...exploration.path(state), exploration.step(state, input)];
  /** The first edge of every remembered step. */
  const firsts = new Map<Leaf, Edge>();
  let vector = new Int32Array(0);
  let steps = 0;
  let stopped = false;
  for (let state = 0; state < states && !stopped; state += 1) {
    if (state % statesPerLook === statesPerLook - 1) stopped = shouldStop();
    if (vector.length < table.slots.length) vector = new Int32Array(table.slots.length);
    store.load(state, vector);
    search.steps(state, (input, _target, leaf) => {
      if (!leaf) return;
      steps += 1;
      if (!firsts.has(leaf)) firsts.set(leaf, { state, input });
      for (const breach of judge.of(input, vector)) {
        if (!breaches.has(breach.id)) consider({ ...breach, path: pathTo({ state, input }) }, `${input}`);
      }
    });
  }
  stopped ||= shouldStop();
  if (!stopped) judgeWithTimes(exploration, [...firsts.values()], (edge, wrong) => {
    for (const breach of wrong) if (!breaches.has(breach.id)) consider({ ...breach, path: pathTo(edge) }, `${edge.input} with times`);
  });
  return { breaches: [...breaches.values()], cleared, states, stopped, steps, judged: judge.verdicts.length };
}
