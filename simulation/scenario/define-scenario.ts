/** Scenarios in TypeScript: the same shape as the files, typed, and read through the same checks. */
import { stringify } from 'yaml';
import { parseScenario, type ParseContext, type Parsed } from './parse-yaml.ts';
import type { WorldSpecInput } from './world-spec.ts';

type EvidenceName = 'stage' | 'dsregcmd' | 'output' | 'events' | 'task' | 'registry' | 'ad' | 'connect' | 'portal' | 'graph' | 'network' | 'world';

/** `5m`, `1h30m`, `14d`. */
export type DurationText = `${number}${'ms' | 's' | 'm' | 'h' | 'd'}` | `${number}${'h' | 'd'}${number}${'m' | 'h' | 's'}` | `${number}${'m' | 'h'}${number}s`;

export type SeeDefinition = {
  readonly within?: DurationText;
  readonly always?: DurationText;
  readonly never?: DurationText;
  readonly takes?: `${DurationText}..${DurationText}`;
  readonly on?: string;
  readonly as?: 'user' | 'admin' | 'system';
  readonly event?: number | `${'AAD' | 'System' | 'User Device Registration'} ${number}` | readonly number[];
} & { readonly [field in `${EvidenceName}.${string}`]?: string | number };

export interface StepDefinition {
  readonly at?: DurationText;
  readonly after?: DurationText;
  /** Sentences of the vocabulary: `alice signs in`. */
  readonly do?: string | readonly string[];
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
  readonly change?: { readonly [path: string]: string };
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

/** Through the same reader as files, so that the same things are checked and said. */
export function scenarioFromDefinition(value: unknown, context: ParseContext): Parsed {
  if (!isDefinition(value)) {
    return { problems: [{ code: 'JL208', message: 'the module exports no scenario', file: context.file, line: null, column: null, choices: ['export const scenario = defineScenario({ … })'], next: null }] };
  }
  return parseScenario(stringify(value, { lineWidth: 0, aliasDuplicateObjects: false }), context);
}
