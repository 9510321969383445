/** Scenarios in TypeScript: the same shape as the files, typed, and read through the same checks. */
import type { SettingKey } from '../../knowledge/settings.ts';
import type { Sentence } from '../vocabulary/sentences.ts';
import { Collector } from './collector.ts';
import { scenarioOf, type ParseContext, type Parsed } from './parse-yaml.ts';
import type { WorldSpecInput } from './world-spec.ts';
import { treeOf } from './yaml-tree.ts';

/** Words of `evidence/index.ts`, as types; a test keeps them equal. */
export const evidenceWords = ['stage', 'dsregcmd', 'output', 'events', 'task', 'registry', 'ad', 'connect', 'portal', 'graph', 'network', 'world'] as const;
type EvidenceName = (typeof evidenceWords)[number];

/** `5m`, `1h30m`, `14d`. */
export type DurationText = `${number}${'ms' | 's' | 'm' | 'h' | 'd'}` | `${number}${'h' | 'd'}${number}${'m' | 'h' | 's'}` | `${number}${'m' | 'h'}${number}s`;

export type SeeDefinition = {
  readonly within?: DurationText;
  readonly always?: DurationText;
  readonly never?: DurationText;
  readonly takes?: `${DurationText}..${DurationText}`;
  readonly on?: string;
  readonly as?: 'user' | 'admin' | 'system';
  readonly event?: EventDefinition | readonly EventDefinition[];
} & { readonly [field in `${EvidenceName}.${string}`]?: string | number };

type EventDefinition = number | `${'AAD' | 'System' | 'User Device Registration'} ${number}`;

export interface StepDefinition {
  readonly at?: DurationText;
  readonly after?: DurationText;
  /** Sentences of the vocabulary: `alice signs in`. */
  readonly do?: Sentence | readonly Sentence[];
  readonly see?: SeeDefinition | readonly SeeDefinition[];
}

export interface ScenarioDefinition {
  readonly title: string;
  readonly ticket?: string;
  readonly cause?: string;
  readonly source?: string | readonly string[];
  readonly tags?: readonly string[];
  readonly start?: string;
  readonly seed?: string;
  /** Named base world, e.g. `managed/home-laptop`. */
  readonly base?: string;
  readonly world?: WorldSpecInput;
  /** Settings, or paths into the world: `LAPTOP01.vpn`. */
  readonly change?: { readonly [path in SettingKey | `${string}.${string}` | 'scp']?: string | number };
  readonly timeline: readonly StepDefinition[];
}

/**
 * Types a scenario.
 * @example
 * export const scenario = defineScenario({
 *   title: 'A sign-in without a tunnel finds no domain controller',
 *   base: 'managed/home-laptop',
 *   timeline: [{ at: '0m', do: 'alice signs in', see: { within: '2m', event: 334 } }],
 * });
 */
export const defineScenario = (definition: ScenarioDefinition): ScenarioDefinition => definition;

const isDefinition = (value: unknown): value is ScenarioDefinition => typeof value === 'object' && value !== null && 'title' in value && 'timeline' in value;

/** Through the same reader as files, so that the same things are checked and said; steps are named by their number. */
export function scenarioFromDefinition(value: unknown, context: ParseContext): Parsed {
  const into = new Collector(context.file);
  if (!isDefinition(value)) {
    into.add('JL208', 'the module exports no scenario', null, ['export const scenario = defineScenario({ … })']);
    return { problems: into.sorted() };
  }
  const read = treeOf(value);
  if ('tree' in read) return scenarioOf(read.tree, context);
  for (const problem of read.problems) into.addTree(problem);
  return { problems: into.sorted() };
}
