/** A named policy of a population: changes to its world and to what its devices draw. */
import { nearest } from '../../knowledge/nearest.ts';
import { listsFromTexts, resolvePath } from './change-path.ts';
import { clip } from './collector.ts';
import { isPlain, own, setPath, type Plain } from './plain.ts';
import { populationSpecSchema, type PopulationSpec } from './population-spec.ts';
import type { ProblemCode } from './problems.ts';
import { keysAt, reasonOf } from './world-shape.ts';
import { worldSpecSchema, type WorldSpec } from './world-spec.ts';

/** Paths that begin with this are keys of the population. */
export const ownPrefix = 'population.';

export interface Parts {
  readonly world: WorldSpec;
  readonly population: PopulationSpec;
}

export type PolicyProblem = { readonly code: Extract<ProblemCode, 'JL203' | 'JL207' | 'JL213'>; readonly path: string; readonly message: string; readonly choices: readonly string[] };

/** The device and the person that all are like. */
export function likeOf({ world, population }: Parts): { readonly like: string; readonly user: string } {
  const like = population.like ?? Object.keys(world.devices)[0] ?? '';
  return { like, user: population.user ?? world.devices[like]?.cached[0] ?? Object.keys(world.people)[0] ?? '' };
}

/** What is the same for all is no longer drawn. */
export function withoutWeight(population: PopulationSpec, path: readonly string[], { like, user }: { readonly like: string; readonly user: string }): PopulationSpec {
  const [group, name, ...field] = path;
  const trait = group === 'devices' && name === like ? field.join('.') : group === 'people' && name === user ? `user.${field.join('.')}` : null;
  if (trait === null || !Object.hasOwn(population.weights, trait)) return population;
  return { ...population, weights: Object.fromEntries(Object.entries(population.weights).filter(([known]) => known !== trait)) };
}

/** What stands at the path is replaced, mappings as well: other weights are not added to those before. */
function replaced(tree: Plain, path: readonly string[], value: unknown): Plain {
  const [head = '', ...rest] = path;
  const below = own(tree, head);
  return { ...tree, [head]: rest.length === 0 ? value : replaced(isPlain(below) ? below : {}, rest, value) };
}

/** `weights.user.cloud` is a key of the weights. */
const ownPath = (path: string): string[] => {
  const [head = '', ...rest] = path.slice(ownPrefix.length).split('.');
  return rest.length === 0 ? [head] : [head, rest.join('.')];
};

/** The population with one change of a policy, or what its schema says of it. */
export const populationWith = (population: PopulationSpec, path: string, value: unknown): ReturnType<typeof populationSpecSchema.safeParse> =>
  populationSpecSchema.safeParse(replaced(population as unknown as Plain, ownPath(path), value));

/** A key of the world that is not there is said as of `change:`. */
function worldProblems(issue: NonNullable<ReturnType<typeof worldSpecSchema.safeParse>['error']>['issues'][number], path: string, value: unknown): PolicyProblem[] {
  const inside = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const valid = keysAt(issue.path);
    return issue.keys.map((key) => {
      const near = nearest(key, valid);
      return { code: 'JL203', path, message: `${inside} has no "${clip(key)}"`, choices: near.length > 0 ? near : valid };
    });
  }
  // Of a mapping it is said which of its values.
  const where = typeof value === 'string' ? path : inside;
  const said = issue.code === 'invalid_value' && typeof value === 'string' ? `"${clip(value)}" ` : '';
  return [{ code: 'JL207', path, message: `${clip(where)}: ${said}${reasonOf(issue)}`, choices: issue.code === 'invalid_value' ? issue.values.map(String) : [] }];
}

/** World and population under a policy, or what is wrong with it. */
export function withPolicy(parts: Parts, policy: { readonly [path: string]: unknown }): Parts | { readonly problems: readonly PolicyProblem[] } {
  let world = parts.world as unknown as Plain;
  let { population } = parts;
  const problems: PolicyProblem[] = [];
  for (const [path, value] of Object.entries(policy)) {
    if (path.startsWith(ownPrefix)) {
      const changed = populationWith(population, path, value);
      if (changed.success) population = changed.data;
      else problems.push({ code: 'JL207', path, message: `${path}: ${changed.error.issues[0]?.message ?? 'is none of its values'}`, choices: Object.keys(populationSpecSchema.shape).map((key) => `${ownPrefix}${key}`) });
      continue;
    }
    const resolved = resolvePath(path, world);
    if ('valid' in resolved) {
      problems.push({ code: 'JL213', path, message: `the policy names nothing that is there: "${path}"`, choices: resolved.valid });
      continue;
    }
    const changed = listsFromTexts(setPath(world, resolved.path, value));
    const checked = worldSpecSchema.safeParse(changed);
    if (checked.success) {
      world = changed;
      population = withoutWeight(population, resolved.path, likeOf(parts));
    } else problems.push(...checked.error.issues.flatMap((issue) => worldProblems(issue, path, value)));
  }
  return problems.length > 0 ? { problems } : { world: worldSpecSchema.parse(world), population };
}
