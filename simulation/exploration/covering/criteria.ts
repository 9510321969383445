/** What a set of scenarios can cover, by criterion: all items that a world's charts have, and which of them a recorded run or a world shows. */
import { faults } from '../../../mocks/faults.ts';
import type { Fault } from '../../../mocks/fault.ts';
import type { ChartKind } from '../../../machines/language.ts';
import { kindOf, type World } from '../../world.ts';
import { arrowsOfKind, stateIdsOfKind } from './chart-arrows.ts';
import { pairName, type Recorder } from './recorder.ts';

/**
 * - `states`: every state of the charts
 * - `transitions`: every arrow, branches of a guard apart
 * - `pairs`: every arrow after every arrow that leads to it
 * - `guards`: every guard asked with either answer
 * - `faults`: every fault at every step of the join that it breaks
 */
export const criteria = ['states', 'transitions', 'pairs', 'guards', 'faults'] as const;
export type Criterion = (typeof criteria)[number];

type FaultStep = Fault['steps'][number];

/** What the registration chart is in, by the step that it works on. */
const registrationSteps: { readonly [state: string]: FaultStep } = { preCheck: 'pre-check', discover: 'discover', certificate: 'certificate', join: 'register' };
/** Who else asks at which step. */
const askerSteps: { readonly [Kind in ChartKind]?: FaultStep } = {
  session: 'sign-in', prt: 'prt', 'connect-scheduler': 'sync', 'connect-cycle': 'sync', replication: 'sync', 'password-sync': 'sync',
};

/** Steps of the join that something is under way for, on any device. */
function stepsAtWork(world: World): ReadonlySet<FaultStep> {
  const steps = new Set<FaultStep>();
  for (const [actor, { value }] of Object.entries(world.actors)) {
    if (kindOf(actor) !== 'registration') continue;
    const step = registrationSteps[typeof value === 'string' ? value : (Object.keys(value as object)[0] ?? '')];
    if (step) steps.add(step);
  }
  for (const { actor, operation, leg } of Object.values(world.questions)) {
    const step = askerSteps[kindOf(actor) as ChartKind];
    if (step) steps.add(step);
    if (operation === 'registerDevice' && leg === 'answer') steps.add('commit');
  }
  return steps;
}

const faultItem = (fault: string, step: string): string => `${fault} at ${step}`;

/** Faults that are on while something goes on at a step that they break. */
export function faultItems(world: World): readonly string[] {
  if (world.faults.length === 0) return [];
  const atWork = stepsAtWork(world);
  return world.faults.flatMap(({ id }) => (faults.find((known) => known.id === id)?.steps ?? []).filter((step) => atWork.has(step)).map((step) => faultItem(id, step)));
}

/** Everything that there is to cover for these charts; for `faults`, of these faults. */
export function itemsOf(criterion: Criterion, kinds: Iterable<ChartKind>, faultIds: ReadonlySet<string>): readonly string[] {
  const charts = [...kinds].sort();
  switch (criterion) {
    case 'states':
      return charts.flatMap(stateIdsOfKind);
    case 'transitions':
      return charts.flatMap((kind) => arrowsOfKind(kind).map(({ name }) => name));
    case 'guards':
      return charts.flatMap((kind) => arrowsOfKind(kind).filter(({ guarded }) => guarded).flatMap(({ name }) => [`${name}: yes`, `${name}: no`]));
    case 'pairs':
      return charts.flatMap((kind) => {
        const arrows = arrowsOfKind(kind);
        return arrows.flatMap((first) => arrows.filter((next) => first.leadsTo(next)).map((next) => pairName(first, next)));
      });
    case 'faults':
      return faults.filter(({ id }) => faultIds.has(id)).flatMap(({ id, steps }) => steps.map((step) => faultItem(id, step)));
    default: {
      const unknown: never = criterion;
      throw new Error(`coverage: ${String(unknown)}`);
    }
  }
}

/** What a recorded run took; faults are seen in worlds, not in charts. */
export const takenIn = (recorder: Recorder, criterion: Criterion): ReadonlySet<string> => (criterion === 'faults' ? new Set() : recorder[criterion]);

