/** `joinlab explore --configurations`: one exploration for each configuration of a shard, and what was asked of all of them. */
import { alphabet, everydayAlphabet, wideAlphabet } from '../../simulation/exploration/alphabet.ts';
import { worldOf } from '../../simulation/run-scenario.ts';
import type { Scenario } from '../../simulation/scenario/model.ts';
import { exitCodes, type Io } from '../io.ts';
import { loadOne, usage } from '../loading.ts';
import { loadScenarios } from '../scenario-files/load.ts';
import { packageVersion } from '../scenario-files/package-root.ts';
import { parseSets } from '../sets.ts';
import { systemMessage } from '../system-error.ts';
import { scenarioDigest, type Asked, type Part } from '../shards/part.ts';
import { isInShard, parseShard, type Shard } from '../shards/shard.ts';
import { answerJson, type ExploreAnswer } from './answer.ts';
import { changeOf, configurationName, configurationsOf, parseDimensions, type Configuration, type Dimension } from './configurations.ts';
import { judged } from './judged.ts';
import { readValues, type ExploreOptions } from './options.ts';
import { allToSave, savedJson, saveFindings } from './save.ts';
import { explore } from './session.ts';

/** What came of one configuration. Plain data: it stands in a part as it is. */
export interface ConfigurationResult {
  /** Place in the fixed order, from 0. */
  readonly index: number;
  readonly values: Configuration['values'];
  /** `null` where nothing was explored; `why` says the reason. */
  readonly answer: (Omit<ExploreAnswer, 'keyFields'> & { readonly saved?: ReturnType<typeof savedJson> }) | null;
  readonly why: string | null;
  /** Whether nothing is broken; `null` where nothing was explored. */
  readonly holds: boolean | null;
}

/** A checked command line. */
export interface AcrossJob {
  readonly word: string;
  readonly options: ExploreOptions;
  readonly shard: Shard;
  readonly dimensions: readonly Dimension[];
  readonly asked: Asked;
  /** All of them, in the fixed order. */
  readonly configurations: readonly Configuration[];
  readonly scenario: Scenario;
}

export const interruptedBefore = 'interrupted before its turn';

/** Everything that decides what is found, and nothing else: files, workers and progress do not. */
function askedOf(scenario: Scenario, options: ExploreOptions, dimensions: readonly Dimension[]): Asked {
  const { actions, interleaving, bounded, horizon, maxActions, faults, helpdesk, admin, maxStates, maxSeconds, maxMemory } = options;
  return {
    joinlab: packageVersion(), scenario: scenario.id, content: scenarioDigest(scenario), configurations: dimensions.map(({ name, values }) => `${name}=${values.join(',')}`),
    actions, add: options.add ?? [], remove: options.remove ?? [], interleaving, bounded: bounded ?? false, horizon: horizon ?? null, maxActions: maxActions ?? null, faults: faults ?? null, helpdesk: helpdesk ?? null,
    admin: admin ?? null, maxStates, maxSeconds, maxMemory, findings: options.save !== undefined,
  };
}

/** Reads and checks the command line, or says what is wrong with it. */
export async function acrossJob(word: string, options: ExploreOptions, io: Io): Promise<AcrossJob | number> {
  const dimensions = parseDimensions(options.configurations ?? ['standard']);
  if (typeof dimensions === 'string') return usage(io, dimensions);
  const shard = parseShard(options.shard, io);
  if (!shard || !readValues(options, io)) return exitCodes.usage;
  // Without either it would be the standard 48 configurations, minutes each, which nobody asked for.
  if (options.configurations === undefined && options.shard === undefined) {
    return usage(io, `--${options.output === undefined ? 'workers' : 'output'} is about many configurations, and none are named.\n  Next step: name them with --configurations, or take the standard ones: --configurations standard.`);
  }
  const scenario = await loadOne(word, options, io);
  if (typeof scenario === 'number') return scenario;
  const job = { word, options, shard, dimensions, scenario, configurations: configurationsOf(dimensions) };
  return (await checkRemoved(job, io)) ?? { ...job, asked: askedOf(scenario, options, dimensions) };
}

const mayCome = (faults: readonly string[]): readonly string[] => faults.map((id) => `fault ${id} on`);

interface Prepared {
  readonly set: readonly string[];
  readonly add: readonly string[];
  /** What may be done in this configuration. */
  readonly sentences: readonly string[];
}

/** What a configuration makes of the options, or why it cannot be had. */
async function prepare(configuration: Configuration, { word, options, scenario }: Omit<AcrossJob, 'asked'>, io: Io): Promise<Prepared | { readonly why: string } | number> {
  const change = changeOf(configuration, scenario.world);
  if ('why' in change) return change;
  const set = [...(options.set ?? []), ...change.set];
  const overrides = parseSets({ set }, io);
  if (!overrides) return exitCodes.usage;
  const loaded = await loadScenarios([word], { cwd: io.cwd, overrides, ...(options.seed ? { seed: options.seed } : {}) });
  // Parts of a world that contradict each other are a fact about the configuration; a word that means nothing is a mistake.
  if (loaded.problems.length > 0 && loaded.problems.every(({ code }) => code === 'JL210')) return { why: loaded.problems.map(({ message }) => message).join('; ') };
  const changed = await loadOne(word, { ...options, set }, io);
  if (typeof changed === 'number') return changed;
  const world = worldOf(changed);
  const add = [...(options.add ?? []), ...mayCome(change.faults)];
  return { set, add, sentences: [...(options.actions === 'wide' ? wideAlphabet(world) : everydayAlphabet(world)), ...add] };
}

/** An action may be there in some configurations only (who has no VPN connects none); one that is in none is a mistake. */
async function checkRemoved(job: Omit<AcrossJob, 'asked'>, io: Io): Promise<number | null> {
  const removed = new Set(job.options.remove);
  const known = new Set<string>();
  for (const configuration of removed.size > 0 ? job.configurations : []) {
    const prepared = await prepare(configuration, job, io);
    if (typeof prepared === 'number') return prepared;
    if ('sentences' in prepared) for (const sentence of prepared.sentences) known.add(sentence);
  }
  const unknown = [...removed].find((sentence) => !known.has(sentence));
  return unknown === undefined ? null : usage(io, `--remove "${unknown}" is an action in none of the configurations:\n${[...known].map((sentence) => `  ${sentence}\n`).join('')}`.trimEnd());
}

function optionsFor({ options, configurations }: AcrossJob, { set, add, sentences }: Prepared): ExploreOptions {
  const { faults, ...rest } = options;
  const hasFaults = alphabet(add).some(({ who }) => who === 'nature');
  // Where no configuration has a fault, a limit to them is a mistake, which the exploration says.
  const limitsFaults = hasFaults || configurations.every(({ values }) => (values.faults ?? 'none') === 'none');
  return { ...rest, set, add, remove: (options.remove ?? []).filter((sentence) => sentences.includes(sentence)), ...(faults !== undefined && limitsFaults ? { faults } : {}) };
}

const folderOf = (folder: string, { index, values }: Configuration): string => `${folder}/${[index + 1, ...Object.values(values)].join('-').replaceAll(/[^\w.-]+/g, '-')}`;

async function resultOf(configuration: Configuration, job: AcrossJob, io: Io): Promise<ConfigurationResult | number> {
  const { index, values } = configuration;
  const prepared = await prepare(configuration, job, io);
  if (typeof prepared === 'number') return prepared;
  if ('why' in prepared) return { index, values, answer: null, why: prepared.why, holds: null };
  const session = await explore(job.word, optionsFor(job, prepared), io);
  if (typeof session === 'number') return session;
  const all = judged(session);
  const { keyFields: _keyFields, ...answer } = answerJson(session, all.properties, all.own);
  const found = { index, values, why: null, holds: all.holds };
  if (job.options.save === undefined) return { ...found, answer };
  try {
    return { ...found, answer: { ...answer, saved: savedJson(saveFindings(folderOf(job.options.save, configuration), allToSave(all, session.world), session, io)) } };
  } catch (error) {
    return usage(io, `--save ${job.options.save}: ${systemMessage(error)}`);
  }
}

/** Explores the configurations of the shard one after the other; after Ctrl-C the rest is said not to be explored. */
export async function exploreAcross(job: AcrossJob, io: Io): Promise<readonly ConfigurationResult[] | number> {
  const mine = job.configurations.filter(({ index }) => isInShard(job.shard, index));
  const saysProgress = job.options.progress === true || io.showsProgress;
  const results: ConfigurationResult[] = [];
  for (const [at, configuration] of mine.entries()) {
    if (io.interrupts() > 0) {
      results.push({ index: configuration.index, values: configuration.values, answer: null, why: interruptedBefore, holds: null });
      continue;
    }
    if (saysProgress) io.writeError(`configuration ${at + 1} of ${mine.length}: ${configurationName(configuration)}\n`);
    const result = await resultOf(configuration, job, io);
    if (typeof result === 'number') return result;
    results.push(result);
  }
  return results;
}

/** Every configuration is in exactly one part, so that they are only put in order. */
export const configurationsOfParts = (parts: readonly Part[]): readonly ConfigurationResult[] =>
  parts.flatMap(({ content }) => content.configurations as readonly ConfigurationResult[]).sort((a, b) => a.index - b.index);
