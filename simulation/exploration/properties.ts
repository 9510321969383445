/** What an exploration says about its world: always, sometimes, recoverable, eventually. Each verdict says what it rests on. */
import { eventualInvariants, uncoveredInvariants } from '../invariants/index.ts';
import { kindOf, placeOf, type World } from '../world.ts';
import type { Exploration, PathStep } from './exploration.ts';
import { checkInvariants, type InvariantResult } from './invariant-check.ts';
import { pendingLoops, type PendingAnswer } from './pending-loops.ts';
import { canReach, graphOf } from './questions/graph.ts';
import { isDone, standingOf, standingWords } from './questions/standing.ts';
import { shows, witnessesOf, type Witness, type Witnesses } from './witnesses.ts';
import { walkWay, wayOf, type Goal } from './way.ts';

export interface ConfirmedWitness extends Witness {
  /** Replayed with real times: `null`, or why it is not reached so. */
  readonly notConfirmed: string | null;
}

export interface Recovery {
  readonly device: string;
  readonly doneStates: number;
  /** States from which nothing that may be done leads to registered with a PRT. */
  readonly lostStates: number;
  readonly lost: { readonly standing: string; readonly path: readonly PathStep[]; readonly goal: Goal } | null;
}

export interface Properties {
  readonly always: InvariantResult & {
    /** Invariants that no single step can break. */
    readonly judgedOnRuns: readonly string[];
    readonly notModelled: readonly string[];
  };
  readonly sometimes: Omit<Witnesses, 'found'> & { readonly found: readonly ConfirmedWitness[] };
  /** `null` where the search is bounded: what lies beyond its horizon is not known. */
  readonly recoverable: readonly Recovery[] | null;
  readonly eventually: readonly PendingAnswer[] | null;
}

/** How a device stands and what goes on there: many ways come by the words, fewer by this. */
export const situationOf = (world: World, device: string): string =>
  `${standingWords(standingOf(world, device))} ${JSON.stringify(Object.entries(world.actors).flatMap(([actor, { value }]) => (/^(session|vpn|registration|prt)$/.test(kindOf(actor)) && placeOf(actor).split('/')[0] === device ? [[actor, value]] : [])))}`;

/** The first state from which nothing leads to where everybody wants to be. */
function recoveryOf(exploration: Exploration, reaches: Uint8Array, done: (state: number) => boolean, device: string): Recovery {
  let doneStates = 0;
  let lostStates = 0;
  let nearest = -1;
  for (let state = 0; state < reaches.length; state += 1) {
    if (done(state)) doneStates += 1;
    if (reaches[state] === 1) continue;
    if (nearest < 0) nearest = state;
    lostStates += 1;
  }
  if (nearest < 0) return { device, doneStates, lostStates, lost: null };
  const lost = exploration.world(nearest);
  const there = situationOf(lost, device);
  return { device, doneStates, lostStates, lost: { standing: standingWords(standingOf(lost, device)), path: exploration.path(nearest), goal: { kind: 'world', holds: (world) => situationOf(world, device) === there } } };
}

/** Judges what was found so far; after a complete search that is every state. What there is no time for is said. */
export function propertiesOf(exploration: Exploration, shouldStop: () => boolean = () => false): Properties {
  const { start } = exploration;
  const checked = checkInvariants(exploration, shouldStop);
  const { found, ...seen } = witnessesOf(exploration);
  const confirmed = found.map((witness): ConfirmedWitness => {
    if (shouldStop()) return { ...witness, notConfirmed: 'not replayed: there was no time' };
    const walked = walkWay(start, wayOf(witness.path), { kind: 'entry', is: shows(witness) });
    return { ...witness, notConfirmed: walked.kind === 'missed' ? walked.why : null };
  });
  const notModelled = uncoveredInvariants.map(({ id }) => id);
  const always = { ...checked, judgedOnRuns: eventualInvariants, notModelled };
  const sometimes = { found: confirmed, ...seen };
  if (exploration.options.time.kind === 'bounded') return { always, sometimes, recoverable: null, eventually: null };
  const graph = graphOf(exploration);
  const devices = Object.keys(start.devices);
  const recoverable = devices.map((device) => {
    const done = exploration.observe((world) => isDone(world, device));
    return recoveryOf(exploration, canReach(graph, done, () => true), done, device);
  });
  return { always, sometimes, recoverable, eventually: devices.map((device) => pendingLoops(exploration, graph, device)) };
}

/** Whether all that is promised holds. The trap of I21 is known to be there. */
export const allHold = ({ always, recoverable, eventually }: Properties): boolean =>
  always.breaches.length === 0 && (recoverable ?? []).every(({ lostStates }) => lostStates === 0) && (eventually ?? []).every(({ withController }) => withController === null);
