/** The `population:` of a scenario file, checked against its world, and its policies. */
import type { Verb } from '../vocabulary/verb.ts';
import { resolvePath } from './change-path.ts';
import { addIssues, checkWho, partsOf, type At } from './check-population.ts';
import type { Collector } from './collector.ts';
import type { Plain } from './plain.ts';
import { withoutWeight } from './policy.ts';
import { populationSpecSchema, type PopulationSpec } from './population-spec.ts';
import { readPolicies } from './read-policies.ts';
import type { WorldSpec } from './world-spec.ts';
import { plain, positionAt, type Entry } from './yaml-tree.ts';

export interface PopulationContext {
  readonly world: WorldSpec;
  readonly verbs: readonly Verb[];
  /** `--set`: what it fixes is the same for every device. */
  readonly overrides: { readonly [path: string]: string };
}

export function readPopulation(entry: Entry, context: PopulationContext, into: Collector): PopulationSpec | null {
  const at: At = (...path) => (path.length === 0 ? entry.keyAt : positionAt(entry.value, path));
  if (entry.value.kind !== 'map') {
    into.add('JL207', '"population" is a mapping with devices, weights and more', entry.value.at, ['population: { weights: { vpn: { none: 1, device-tunnel: 1 } } }']);
    return null;
  }
  const parsed = populationSpecSchema.safeParse(plain(entry.value));
  if (!parsed.success) {
    addIssues(parsed.error.issues, into, at);
    return null;
  }
  const { world, verbs, overrides } = context;
  let spec = parsed.data;
  const parts = { world, population: spec };
  const who = checkWho(parts, into, at);
  if (!who) return null;
  const faulty = new Set<string>();
  for (const { path, check } of partsOf(parts, verbs, who)) {
    const before = into.problems.length;
    check(into, at);
    if (into.problems.length > before) faulty.add(path.join('.'));
  }
  readPolicies({ parts, verbs, faulty }, into, at);
  for (const path of Object.keys(overrides)) {
    const resolved = resolvePath(path, world as unknown as Plain);
    if ('path' in resolved) spec = withoutWeight(spec, resolved.path, who);
  }
  return spec;
}
