/**
 * `stuck`, asked in rounds: what users and the help desk do every day, interrupted in mid-question; then one kind of trouble at a time
 * on top of it. Each round is searched to its end; all kinds at once would have no end.
 */
import type { World } from '../../world.ts';
import { alphabet, possibleAction, wideAlphabet, type PossibleAction } from '../alphabet.ts';
import type { Budget } from '../budget.ts';
import { createExploration, type Exploration } from '../exploration.ts';
import { findingOf, type Finding } from '../finding.ts';
import type { Interleaving, Outcome } from '../search.ts';
import { fixpointTime } from '../time-model.ts';
import { wayOf } from '../way.ts';
import { repairOfWorld, type RepairAnswer } from './repair.ts';
import { isStuckAs, stuckOf, type StuckAnswer, type StuckClass } from './stuck.ts';

export interface Round {
  readonly name: string;
  readonly add: readonly string[];
  readonly budget: Budget;
  readonly interleaving: Interleaving;
}

/** lifecycle.md 8 (out of scope and back), fault of the answer that gets lost between steps 12 and 13 of 2.2. */
export const roundsOf = (world: World): readonly Round[] => [
  { name: 'what is done every day, in mid-question as well', add: [], budget: {}, interleaving: 'breaking' },
  { name: 'an administrator moves the computer between OUs, twice at most', add: wideAlphabet(world).filter((sentence) => possibleAction(sentence).action.verb === 'move-computer'), budget: { admin: 2 }, interleaving: 'settled' },
  { name: 'the answer of the registration service is lost for a while', add: ['fault drs-answer-lost on', 'fault drs-answer-lost off'], budget: { nature: 2 }, interleaving: 'settled' },
];

/** A repair that takes more than this many states to find is left to `repair`. */
const repairStatesMax = 200_000;

export interface StuckKind extends StuckClass {
  readonly round: string;
  /** The shortest way into it, with real times. */
  readonly finding: Finding;
  readonly path: ReturnType<Exploration['path']>;
  readonly repair: RepairAnswer;
}

export interface StuckRound {
  readonly round: Round;
  readonly outcome: Outcome;
  readonly answer: StuckAnswer;
}

export interface StuckInRounds {
  readonly rounds: readonly StuckRound[];
  /** Each kind once, from the round in which it first shows. */
  readonly kinds: readonly StuckKind[];
}

export interface StuckInRoundsOptions {
  readonly actions: readonly PossibleAction[];
  /** What may be done to get out of it. */
  readonly repairs: readonly PossibleAction[];
  readonly seed: string;
  readonly statesMax: number;
  readonly shouldStop: () => boolean;
  readonly walks?: number;
}

/** The nearest state that a replay with real times gets into, with the way; else the nearest, and why not. */
function wayInto(world: World, exploration: Exploration, device: string, { standing, nearest }: StuckClass): Pick<StuckKind, 'path' | 'finding'> & { readonly state: number } {
  const goal = { kind: 'world', holds: isStuckAs(exploration, device, standing) } as const;
  let first: ReturnType<typeof wayInto> | null = null;
  for (const state of nearest) {
    const path = exploration.path(state);
    const into = { state, path, finding: findingOf(world, wayOf(path), goal) };
    if (into.finding.outcome === 'confirmed') return into;
    first ??= into;
  }
  if (!first) throw new Error('stuck: a class without a state.');
  return first;
}

export function stuckInRounds(world: World, device: string, rounds: readonly Round[], options: StuckInRoundsOptions): StuckInRounds {
  const { actions, repairs, seed, statesMax, shouldStop } = options;
  const done: StuckRound[] = [];
  const kinds = new Map<string, StuckKind>();
  for (const round of rounds) {
    const sentences = actions.map(({ action }) => action.text);
    const exploration = createExploration(world, { actions: alphabet(sentences, { add: round.add }), time: fixpointTime, interleaving: round.interleaving, budget: round.budget });
    const outcome = exploration.run({ statesMax, shouldStop });
    const answer = stuckOf(exploration, device, { seed, ...(options.walks === undefined ? {} : { walks: options.walks }) });
    done.push({ round, outcome, answer });
    for (const known of answer.classes) {
      if (kinds.has(known.standing)) continue;
      const { state, ...into } = wayInto(world, exploration, device, known);
      const repair = repairOfWorld(exploration.world(state), device, { actions: repairs, statesMax: Math.min(statesMax, repairStatesMax), shouldStop });
      kinds.set(known.standing, { ...known, ...into, round: round.name, repair });
    }
  }
  return { rounds: done, kinds: [...kinds.values()] };
}
