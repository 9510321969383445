/** Exploration as a library: a scenario in, typed verdicts and ways out. */
import { everydayAlphabet, wideAlphabet, alphabet } from '../../simulation/exploration/alphabet.ts';
import type { Budget } from '../../simulation/exploration/budget.ts';
import { createExploration, type PathStep } from '../../simulation/exploration/exploration.ts';
import { endFields, findingOf, scenarioText } from '../../simulation/exploration/finding.ts';
import { breaks } from '../../simulation/exploration/invariant-check.ts';
import { judgeOwn, type OwnVerdict } from '../../simulation/exploration/own-properties.ts';
import { allHold, propertiesOf, type Properties } from '../../simulation/exploration/properties.ts';
import type { Interleaving } from '../../simulation/exploration/search.ts';
import { boundedTime, fixpointTime } from '../../simulation/exploration/time-model.ts';
import { sentencesOf, wayOf, type Goal } from '../../simulation/exploration/way.ts';
import { shows } from '../../simulation/exploration/witnesses.ts';
import { worldOf } from '../../simulation/run-scenario.ts';
import type { ScenarioDefinition } from '../../simulation/scenario/define-scenario.ts';
import type { Scenario } from '../../simulation/scenario/model.ts';
import type { World } from '../../simulation/world.ts';
import { scenarioFrom } from './run-definition.ts';

/** What may be done, and how far to look. */
export interface ExploreLibraryOptions {
  /** What people may do. @default 'everyday' */
  readonly actions?: 'everyday' | 'wide' | readonly string[];
  /** Sentences put to them. */
  readonly add?: readonly string[];
  /** Sentences taken from them. */
  readonly remove?: readonly string[];
  /** Where actions come in. @default 'breaking' */
  readonly interleaving?: Interleaving;
  /** At most so many actions of each kind on one way. @default no limit */
  readonly budget?: Budget;
  /** Real latencies up to this many virtual milliseconds, instead of every state to the fixpoint. */
  readonly horizonMs?: number;
  /** @default 1000000 */
  readonly statesMax?: number;
}

/** A way to something that was found. */
export interface FoundWay {
  /** `state task instance.running`, `event AAD 1006`, `code 0x801c03f2`, `broken I7`, `lost LAPTOP01`, or the name of a property. */
  readonly name: string;
  /** Sentences in order; time passes in between. */
  readonly actions: readonly string[];
  /** The same as a scenario file that ends there, replayed and shortened first. `null` when no replay with real times gets there, and for a world in hand. */
  readonly toScenario: () => string | null;
}

/** What came of an exploration. */
export interface ExploreResult {
  /** Every state was looked at. */
  readonly complete: boolean;
  readonly states: number;
  /** States that differ in more than deadlines. */
  readonly discreteStates: number;
  readonly edges: number;
  /** No invariant, no promise of recovery and no property of the scenario is broken. */
  readonly holds: boolean;
  /** always, sometimes, recoverable, eventually of the model itself. */
  readonly model: Properties;
  /** The scenario's own properties. */
  readonly properties: readonly OwnVerdict[];
  /** A shortest way to everything that was seen, and to everything that is broken. */
  readonly ways: readonly FoundWay[];
}

const isWorld = (given: Scenario | ScenarioDefinition | World): given is World => 'agenda' in given;

/**
 * Finds every state that the world of a scenario can get into, or a world in hand (`lab.world`), and judges what holds in all of them.
 * A world promises nothing of its own, and where it has got to no scenario file can say: its ways have actions and no scenario.
 * @throws Error naming what is wrong, the nearest valid words and the next step, when the definition or an action is none
 * @example
 * const found = explore({
 *   title: 'At home, without a tunnel',
 *   base: 'managed/home-laptop',
 *   timeline: [{ at: '0m' }],
 *   properties: [{ name: 'never Pending', always: { 'portal.registered': '(absent)' } }],
 * }, { interleaving: 'settled', remove: ['alice locks', 'alice unlocks'] });
 * found.complete; // true
 * found.properties[0]?.verdict; // 'holds'
 * found.ways.find(({ name }) => name === 'code 0x8007054b')?.actions; // [ 'alice signs in' ]
 */
export function explore(definition: Scenario | ScenarioDefinition | World, options: ExploreLibraryOptions = {}): ExploreResult {
  const scenario = isWorld(definition) ? null : scenarioFrom(definition, 'explored');
  const start = isWorld(definition) ? definition : worldOf(scenario as Scenario);
  const { actions = 'everyday', horizonMs, statesMax = 1_000_000 } = options;
  const sentences = actions === 'everyday' ? everydayAlphabet(start) : actions === 'wide' ? wideAlphabet(start) : actions;
  const unknown = options.remove?.find((sentence) => !sentences.includes(sentence) && !options.add?.includes(sentence));
  if (unknown !== undefined) throw new Error(`"${unknown}" is none of the actions: ${sentences.join('; ')}.`);
  const exploration = createExploration(start, {
    actions: alphabet(sentences, { add: options.add ?? [], remove: options.remove ?? [] }), time: horizonMs === undefined ? fixpointTime : boundedTime,
    interleaving: options.interleaving ?? 'breaking', budget: options.budget ?? {}, ...(horizonMs === undefined ? {} : { horizonMs }),
  });
  const outcome = exploration.run({ statesMax });
  const complete = outcome.kind === 'complete';
  const model = propertiesOf(exploration);
  const properties = judgeOwn(exploration, scenario?.properties ?? [], complete);
  const way = (name: string, path: readonly PathStep[], goal: Goal): FoundWay => ({
    name, actions: sentencesOf(path),
    toScenario: () => {
      if (scenario === null) return null;
      const finding = findingOf(start, wayOf(path), goal);
      return finding.outcome === 'confirmed' ? scenarioText(scenario, finding, { title: name, cause: `It takes: ${sentencesOf(path).join(', ') || 'nothing'}.`, source: ['explore'], fields: endFields }, null) : null;
    },
  });
  return {
    complete, states: outcome.states, discreteStates: exploration.discreteCount(), edges: outcome.edges, holds: allHold(model) && properties.every(({ verdict }) => verdict !== 'broken'), model, properties,
    ways: [
      ...model.sometimes.found.map((witness) => way(`${witness.kind} ${witness.name}`, witness.path, { kind: 'entry', is: shows(witness) })),
      ...model.always.breaches.map(({ id, path }) => way(`broken ${id}`, path, breaks(id, start))),
      ...(model.recoverable ?? []).flatMap(({ device, lost }) => (lost ? [way(`lost ${device}`, lost.path, lost.goal)] : [])),
      ...properties.flatMap(({ property, witness }) => (witness ? [way(property.name, [...witness.path, ...(witness.cycle ?? [])], witness.goal)] : [])),
    ],
  };
}
