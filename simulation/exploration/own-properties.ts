/**
 * The properties of a scenario over everything that an exploration found. What is broken comes with the nearest way, replayed with
 * real times. A state keeps neither logs nor instants nor names: a property that looks at such a thing would be judged by what is not
 * there, so that states all over the exploration are compared with worlds that came there step by step.
 */
import { evidences } from '../../evidence/index.ts';
import { truthOf, type Truth } from '../properties.ts';
import type { Property } from '../scenario/model.ts';
import { ImpossibleAction } from '../vocabulary/verb.ts';
import type { World } from '../world.ts';
import { ConcreteWay, WayDiverges } from './concrete-way.ts';
import type { Exploration, PathStep } from './exploration.ts';
import { endlessRuns } from './fair-runs.ts';
import { situationOf } from './properties.ts';
import { canReach, graphOf, type Graph } from './questions/graph.ts';
import { walkWay, wayOf, type Goal } from './way.ts';

/** The way to where a property is broken, or where one that says `sometimes` holds. */
export interface OwnWitness {
  readonly path: readonly PathStep[];
  /** Once around a cycle that goes on for ever; with nothing in it where all comes to rest. */
  readonly cycle: readonly PathStep[] | null;
  readonly goal: Goal;
  /** Replayed with real times: `null`, or why it is not reached so. */
  readonly notConfirmed: string | null;
}

export interface OwnVerdict {
  readonly property: Property;
  /** `so far`: a limit left states out, and none of the others says otherwise. */
  readonly verdict: 'holds' | 'so far' | 'broken' | 'not judged';
  /** States of which something is promised. */
  readonly states: number;
  /** Of these: where the promise is broken; with `sometimes` where it holds. */
  readonly hits: number;
  readonly witness: OwnWitness | null;
  /** Why it is not judged. */
  readonly why: string | null;
}

/** States that are compared with worlds that came there step by step. */
const comparedMax = 256;
/** Ways that are tried for a witness. */
const triesMax = 20;

/** The world that really is where a state was found; `null` where the way cannot be gone with its own times. */
function concreteWorld(exploration: Exploration, state: number): World | null {
  const way = new ConcreteWay(exploration);
  try {
    for (const step of exploration.path(state)) {
      if (way.isOvertaking(step)) return null;
      way.go(step);
    }
    return way.world;
  } catch (error) {
    if (error instanceof WayDiverges || error instanceof ImpossibleAction) return null;
    throw error;
  }
}

const truthWords: { readonly [Value in Truth]: string } = { holds: 'it holds', broken: 'it does not hold', elsewhere: 'nothing is promised' };

/** Why a property cannot be judged over states, if so. */
function unfit(exploration: Exploration, property: Property, truth: (state: number) => Truth, states: number): string | null {
  const stride = Math.max(1, Math.floor(states / comparedMax));
  for (let state = 0; state < states; state += stride) {
    const world = concreteWorld(exploration, state);
    if (!world) continue;
    const really = truthOf(property, world, evidences);
    if (really !== truth(state)) return `it looks at what states do not keep (logs, instants, names): in one of them ${truthWords[truth(state)]}, and really ${truthWords[really]}`;
  }
  return null;
}

/** The nearest of these states that a replay with real times gets into; else the nearest, with the reason. */
function witnessOf(exploration: Exploration, states: readonly number[], goalOf: (state: number) => Goal): OwnWitness | null {
  let first: OwnWitness | null = null;
  for (const state of states) {
    const [path, goal] = [exploration.path(state), goalOf(state)];
    const walked = walkWay(exploration.start, wayOf(path), goal);
    const witness = { path, cycle: null, goal, notConfirmed: walked.kind === 'missed' ? walked.why : null };
    if (witness.notConfirmed === null) return witness;
    first ??= witness;
  }
  return first;
}

class Judge {
  readonly #exploration: Exploration;
  readonly #complete: boolean;
  readonly #states: number;
  #graph: Graph | null = null;
  readonly #shouldStop: () => boolean;

  constructor(exploration: Exploration, complete: boolean, shouldStop: () => boolean) {
    this.#exploration = exploration;
    this.#complete = complete;
    this.#states = exploration.store.size;
    this.#shouldStop = shouldStop;
  }

  get #edges(): Graph {
    return (this.#graph ??= graphOf(this.#exploration));
  }

  judge(property: Property): OwnVerdict {
    const notJudged = (why: string): OwnVerdict => ({ property, verdict: 'not judged', states: 0, hits: 0, witness: null, why });
    if (this.#shouldStop()) return notJudged('there was no time for it');
    const needsAll = property.kind === 'eventually' || property.kind === 'recoverable';
    if (needsAll && this.#exploration.options.time.kind === 'bounded') return notJudged('a bounded search does not see what comes after its horizon');
    const truth = this.#exploration.observe((world) => truthOf(property, world, evidences));
    const why = unfit(this.#exploration, property, truth, this.#states);
    if (why !== null) return notJudged(why);
    switch (property.kind) {
      case 'always': return this.#always(property, truth);
      case 'sometimes': return this.#sometimes(property, truth);
      case 'recoverable': return this.#recoverable(property, truth);
      case 'eventually': return this.#eventually(property, truth);
      default: {
        const unknown: never = property.kind;
        throw new Error(`properties: ${String(unknown)}`);
      }
    }
  }

  #count(isHit: (state: number) => boolean, isAsked: (state: number) => boolean): { readonly states: number; readonly hits: number; readonly nearest: readonly number[] } {
    let [states, hits] = [0, 0];
    const nearest: number[] = [];
    for (let state = 0; state < this.#states; state += 1) {
      if (!isAsked(state)) continue;
      states += 1;
      if (!isHit(state)) continue;
      hits += 1;
      if (nearest.length < triesMax) nearest.push(state);
    }
    return { states, hits, nearest };
  }

  #kept(): OwnVerdict['verdict'] {
    return this.#complete ? 'holds' : 'so far';
  }

  #always(property: Property, truth: (state: number) => Truth): OwnVerdict {
    const { states, hits, nearest } = this.#count((state) => truth(state) === 'broken', (state) => truth(state) !== 'elsewhere');
    const goal: Goal = { kind: 'world', holds: (world) => truthOf(property, world, evidences) === 'broken' };
    return { property, verdict: hits > 0 ? 'broken' : this.#kept(), states, hits, witness: witnessOf(this.#exploration, nearest, () => goal), why: null };
  }

  #sometimes(property: Property, truth: (state: number) => Truth): OwnVerdict {
    const { states, hits, nearest } = this.#count((state) => truth(state) === 'holds', () => true);
    const goal: Goal = { kind: 'world', holds: (world) => truthOf(property, world, evidences) === 'holds' };
    const verdict = hits > 0 ? 'holds' : this.#complete ? 'broken' : 'so far';
    return { property, verdict, states, hits, witness: witnessOf(this.#exploration, nearest, () => goal), why: null };
  }

  /** Where the promise itself is kept, whether it was made there or not. */
  #keptIn(property: Property): (state: number) => boolean {
    const everywhere = { ...property, when: null };
    return this.#exploration.observe((world) => truthOf(everywhere, world, evidences) === 'holds');
  }

  #recoverable(property: Property, truth: (state: number) => Truth): OwnVerdict {
    const reaches = canReach(this.#edges, this.#keptIn(property), () => true);
    const { states, hits, nearest } = this.#count((state) => reaches[state] !== 1, (state) => truth(state) !== 'elsewhere');
    const devices = Object.keys(this.#exploration.start.devices);
    const goalOf = (state: number): Goal => {
      const lost = this.#exploration.world(state);
      const there = devices.map((device) => situationOf(lost, device));
      return { kind: 'world', holds: (world) => devices.every((device, index) => situationOf(world, device) === there[index]) && truthOf(property, world, evidences) !== 'elsewhere' };
    };
    return { property, verdict: hits > 0 ? 'broken' : this.#kept(), states, hits, witness: witnessOf(this.#exploration, nearest, goalOf), why: null };
  }

  #eventually(property: Property, truth: (state: number) => Truth): OwnVerdict {
    const exploration = this.#exploration;
    const kept = this.#keptIn(property);
    const begins = (state: number): boolean => truth(state) === 'broken' && (property.when !== null || state === 0);
    const { states, hits } = this.#count(begins, (state) => (property.when === null ? state === 0 : truth(state) !== 'elsewhere'));
    const goal: Goal = { kind: 'end', holds: (world) => truthOf({ ...property, when: null }, world, evidences) === 'broken' };
    let first: OwnWitness | null = null;
    for (const endless of endlessRuns(exploration, this.#edges, begins, (state) => !kept(state))) {
      const walked = walkWay(exploration.start, wayOf([...endless.path, ...endless.cycle]), goal);
      const witness = { ...endless, goal, notConfirmed: walked.kind === 'missed' ? walked.why : null };
      first ??= witness;
      if (witness.notConfirmed === null) return { property, verdict: 'broken', states, hits, witness, why: null };
    }
    return first ? { property, verdict: 'broken', states, hits, witness: first, why: null } : { property, verdict: this.#kept(), states, hits: 0, witness: null, why: null };
  }
}

/** Judges each property over what was found so far. @param complete whether that is every state */
export function judgeOwn(exploration: Exploration, properties: readonly Property[], complete: boolean, shouldStop: () => boolean = () => false): readonly OwnVerdict[] {
  const judge = new Judge(exploration, complete, shouldStop);
  return properties.map((property) => judge.judge(property));
}
