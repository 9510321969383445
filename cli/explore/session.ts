/** One exploration from the command line: the scenario's world, what may be done in it, and the search within its limits. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { faults } from '../../mocks/faults.ts';
import { hourMs } from '../../simulation/calendar.ts';
import { everydayAlphabet, wideAlphabet, type PossibleAction } from '../../simulation/exploration/alphabet.ts';
import { createExploration, type Exploration } from '../../simulation/exploration/exploration.ts';
import type { Origin } from '../../simulation/exploration/finding.ts';
import type { Interleaving, Outcome } from '../../simulation/exploration/search.ts';
import { boundedTime, fixpointTime } from '../../simulation/exploration/time-model.ts';
import { worldOf } from '../../simulation/run-scenario.ts';
import type { Scenario } from '../../simulation/scenario/model.ts';
import type { World } from '../../simulation/world.ts';
import { exitCodes, type Io } from '../io.ts';
import { loadOne, usage } from '../loading.ts';
import { findScenarioFiles } from '../scenario-files/find.ts';
import { baseNamesOf } from '../scenario-files/load.ts';
import { parseSets } from '../sets.ts';
import { readValues, type ExploreOptions } from './options.ts';
import { changedAlphabet } from './changed-alphabet.ts';
import { megabytes, oncePerSecond, progressOf } from './progress.ts';
import { grouped } from './rows.ts';

/** Why a search ended before everything was found. */
export type EndedBy = 'states' | 'memory' | 'time' | 'interrupted';

export interface Session {
  readonly scenario: Scenario;
  readonly world: World;
  readonly exploration: Exploration;
  readonly actions: readonly PossibleAction[];
  readonly outcome: Outcome;
  /** `null` when every state within the budget and the horizon was found. */
  readonly endedBy: EndedBy | null;
  /** The scenario's own words for its world, for findings; `null` where it was made in TypeScript or of a base of its own. */
  readonly origin: Origin | null;
  readonly horizonMs: number | null;
  readonly searchMs: number;
  /** Whether what comes after the search has taken as long as the search may, or somebody does not want to wait for it. */
  readonly isLate: () => boolean;
  /** Whether somebody ended the search, or what comes after it, by Ctrl-C. */
  readonly isInterrupted: () => boolean;
}

/** At most so long without looking how much memory there is. */
const sliceMs = 100;

function actionsOf(world: World, options: ExploreOptions): readonly PossibleAction[] | string {
  const sentences = options.actions === 'wide' ? wideAlphabet(world) : everydayAlphabet(world);
  // Where no fault is named, each of the catalogue may come.
  const everyFault = options.cover === 'faults' && !options.add?.some((sentence) => sentence.startsWith('fault ')) ? faults.map(({ id }) => `fault ${id} on`) : [];
  return changedAlphabet(sentences, options, everyFault);
}

/** Base and changes as they stand in the file, with those of the command line. */
function originOf(word: string, options: ExploreOptions, io: Io): Origin | null {
  const path = findScenarioFiles([word], io.cwd).files[0]?.path;
  if (path === undefined || !/\.ya?ml$/.test(path)) return null;
  // Every scalar as it is written: 0x801c03f2 and NO are texts.
  const { base, world, change } = parse(readFileSync(path, 'utf8'), { schema: 'failsafe' }) as { base?: string; world?: unknown; change?: { [path: string]: unknown } };
  if (base !== undefined && !baseNamesOf().includes(base)) return null;
  const changes = { ...change, ...parseSets(options, io) };
  return { ...(base === undefined ? {} : { base }), ...(world === undefined ? {} : { world }), ...(Object.keys(changes).length > 0 ? { change: changes } : {}) };
}

interface SearchLimits {
  readonly statesMax: number;
  readonly searchMsMax: number;
  readonly bytesMax: number;
}

function search(exploration: Exploration, limits: SearchLimits, saysProgress: boolean, io: Io): Pick<Session, 'outcome' | 'endedBy' | 'searchMs'> {
  const startedMs = io.wallMs();
  const say = oncePerSecond(saysProgress, io);
  for (;;) {
    const sliceStartedMs = io.wallMs();
    const outcome = exploration.run({ statesMax: limits.statesMax, bytesMax: limits.bytesMax, shouldStop: () => io.interrupts() > 0 || io.wallMs() - sliceStartedMs >= sliceMs });
    const nowMs = io.wallMs();
    const end = (endedBy: EndedBy | null) => ({ outcome, endedBy, searchMs: nowMs - startedMs });
    if (outcome.kind === 'complete') return end(null);
    if (outcome.limit !== 'stopped') return end(outcome.limit);
    const rss = process.memoryUsage.rss();
    say((sinceMs) => `${grouped(outcome.states)} states, ${grouped((outcome.states * 1000) / sinceMs)}/s, ${grouped(outcome.frontier)} to look at, ${megabytes(rss)}`);
    if (io.interrupts() > 0) return end('interrupted');
    if (rss >= limits.bytesMax) return end('memory');
    if (nowMs - startedMs >= limits.searchMsMax) return end('time');
  }
}

/** Ctrl-C that ended the search does not count: what it found is judged. */
function lateAfter(msMax: number, saysProgress: boolean, io: Io): () => boolean {
  const [startedMs, interrupts] = [io.wallMs(), io.interrupts()];
  const say = progressOf('judging', saysProgress, io);
  return () => {
    say();
    return io.interrupts() > interrupts || io.wallMs() - startedMs >= msMax;
  };
}

/** Loads, explores, and hands over; or the exit code after saying what is wrong. */
export async function explore(word: string, options: ExploreOptions, io: Io): Promise<Session | number> {
  const values = readValues(options, io);
  if (!values) return exitCodes.usage;
  const scenario = await loadOne(word, options, io);
  if (typeof scenario === 'number') return scenario;
  const world = worldOf(scenario);
  const actions = actionsOf(world, options);
  if (typeof actions === 'string') return usage(io, actions);
  const hasFaults = actions.some(({ who }) => who === 'nature');
  if (values.faults !== undefined && !hasFaults) return usage(io, '--faults limits faults and accidents, and none is among the actions.\n  Add some, for example --add "fault drs-answer-lost on"; joinlab explain faults lists them.');
  const total = values.maxActions ?? (options.bounded ? 3 : undefined);
  const horizonMs = options.bounded ? (values.horizon ?? 4 * hourMs) : null;
  const exploration = createExploration(world, {
    actions, time: options.bounded ? boundedTime : fixpointTime, interleaving: options.interleaving as Interleaving,
    budget: {
      ...(total === undefined ? {} : { total }), ...(hasFaults ? { nature: values.faults ?? 1 } : {}),
      ...(values.helpdesk === undefined ? {} : { helpdesk: values.helpdesk }), ...(values.admin === undefined ? {} : { admin: values.admin }),
    },
    ...(horizonMs === null ? {} : { horizonMs }),
  });
  const limits = { statesMax: values.maxStates ?? Number.POSITIVE_INFINITY, searchMsMax: (values.maxSeconds ?? Number.POSITIVE_INFINITY) * 1000, bytesMax: (values.maxMemory ?? Number.POSITIVE_INFINITY) * 2 ** 20 };
  const saysProgress = options.progress === true || io.showsProgress;
  const searched = search(exploration, limits, saysProgress, io);
  return { scenario, world, exploration, actions, origin: originOf(word, options, io), horizonMs, ...searched, isLate: lateAfter(limits.searchMsMax, saysProgress, io), isInterrupted: () => io.interrupts() > 0 };
}
