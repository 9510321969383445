/** Scenarios in TypeScript: the same shape as the files, typed, and read through the same checks. */
import type { SettingKey } from '../../knowledge/settings.ts';
import type { PromptContext } from '../../knowledge/vocabulary.ts';
import type { Sentence } from '../vocabulary/sentences.ts';
import type { Seen } from './model.ts';
import { Collector } from './collector.ts';
import { scenarioOf, type ParseContext, type Parsed } from './parse-yaml.ts';
import type { PopulationSpecInput } from './population-spec.ts';
import type { WorldSpecInput } from './world-spec.ts';
import { treeOf } from './yaml-tree.ts';

/** Words of `evidence/index.ts`, as types; a test keeps them equal. */
export const evidenceWords = ['stage', 'dsregcmd', 'output', 'events', 'task', 'registry', 'ad', 'user', 'connect', 'portal', 'graph', 'network', 'world'] as const;
type EvidenceName = (typeof evidenceWords)[number];

/** `5m`, `1h30m`, `14d`. */
export type DurationText = `${number}${'ms' | 's' | 'm' | 'h' | 'd'}` | `${number}${'h' | 'd'}${number}${'m' | 'h' | 's'}` | `${number}${'m' | 'h'}${number}s`;

/** One `see:`: fields of evidences by path (`'portal.registered': 'Pending'`), and when, where and with whose eyes to look. */
export type SeeDefinition = {
  /** All of it holds at one instant of this time. Without a mode: now. */
  readonly within?: DurationText;
  /** All of it holds at every instant of this time. */
  readonly always?: DurationText;
  /** At no instant of this time does all of it hold. */
  readonly never?: DurationText;
  /** With `within`: when it may first hold. */
  readonly takes?: `${DurationText}..${DurationText}`;
  /** @default the first device */
  readonly on?: string;
  /** @default 'user' */
  readonly as?: PromptContext;
  /** Event ids written since the step began. */
  readonly event?: EventDefinition | readonly EventDefinition[];
} & { readonly [field in `${EvidenceName}.${string}`]?: string | number };

type EventDefinition = number | `${'AAD' | 'System' | 'User Device Registration'} ${number}`;

/** One step of the timeline: when, what somebody does, what one must see. */
export interface StepDefinition {
  /** Since the start. One of `at` and `after` is needed. */
  readonly at?: DurationText;
  /** Since the step above. */
  readonly after?: DurationText;
  /** Sentences of the vocabulary: `alice signs in`. */
  readonly do?: Sentence | readonly Sentence[];
  readonly see?: SeeDefinition | readonly SeeDefinition[];
}

/** Fields of evidences by path, all shown at one instant. */
type FieldsDefinition = { readonly [field in `${EvidenceName}.${string}`]?: string | number };

/** Fields, or a function that looks for itself. */
type ConditionDefinition = FieldsDefinition | ((seen: Seen) => boolean);

/** What is promised everywhere, or only where something is shown. */
type PromiseDefinition = ConditionDefinition | { readonly if: FieldsDefinition; readonly then: FieldsDefinition };

/** What a scenario promises of its world: one of the four kinds. */
export interface PropertyDefinition {
  readonly name?: string;
  /** At every instant of every run. */
  readonly always?: PromiseDefinition;
  /** At some instant of some run. */
  readonly sometimes?: ConditionDefinition;
  /** At some instant of every run in which time goes on, whatever people do. */
  readonly eventually?: PromiseDefinition;
  /** Whatever has happened, some actions lead there. */
  readonly recoverable?: PromiseDefinition;
  /** @default the first device */
  readonly on?: string;
  /** @default 'user' */
  readonly as?: PromptContext;
}

/** A scenario with the keys of scenario files. */
export interface ScenarioDefinition {
  readonly title: string;
  /** What the user wrote to the help desk. */
  readonly ticket?: string;
  /** Why it happened, in one sentence. */
  readonly cause?: string;
  readonly source?: string | readonly string[];
  readonly tags?: readonly string[];
  /** `2026-01-05 08:00 UTC`. @default 2026-01-05T08:00Z */
  readonly start?: string;
  /** @default 'joinlab' */
  readonly seed?: string;
  /** Named base world, e.g. `managed/home-laptop`. */
  readonly base?: string;
  readonly world?: WorldSpecInput;
  /** Settings, or paths into the world: `LAPTOP01.vpn`. */
  readonly change?: { readonly [path in SettingKey | `${string}.${string}` | 'scp']?: string | number };
  readonly timeline: readonly StepDefinition[];
  /** The many devices that `joinlab fleet` plays. */
  readonly population?: PopulationSpecInput;
  /** `explore` judges them over everything that can happen, `runScenario` the `always` ones at every instant. */
  readonly properties?: readonly PropertyDefinition[];
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
