/** The policies of a population: what each makes of world and population is checked as they are themselves. */
import { nearest } from '../../knowledge/nearest.ts';
import type { Verb } from '../vocabulary/verb.ts';
import { addIssues, checkWho, partsOf, type At } from './check-population.ts';
import { Collector } from './collector.ts';
import { checkContradictions } from './contradictions.ts';
import { ownPrefix, populationWith, withPolicy, type Parts, type PolicyProblem } from './policy.ts';
import { populationSpecSchema } from './population-spec.ts';
import { checkSettings } from './read-world.ts';

interface PolicyContext {
  readonly parts: Parts;
  readonly verbs: readonly Verb[];
  /** Parts of the population itself that something was said about, as `weights.vpn`: what a policy leaves of them is not said again. */
  readonly faulty: ReadonlySet<string>;
}

type Policy = Parts['population']['policies'][string];

/** The key of the policy that writes what stands at a path of the population, and what is left of the path below it. */
function writtenBy(policy: Policy, [head, member, ...rest]: readonly (string | number)[]): readonly (string | number)[] | null {
  const [whole, single] = [`${ownPrefix}${head}`, `${ownPrefix}${head}.${member}`];
  if (member !== undefined && Object.hasOwn(policy, single)) return head === 'weights' ? [single] : [single, ...rest];
  return Object.hasOwn(policy, whole) ? [whole, ...(member === undefined ? [] : [member, ...rest])] : null;
}

function addProblem({ code, path, message, choices }: PolicyProblem, policy: Policy, parts: Parts, into: Collector, at: At, inPolicy: At): void {
  const [head = ''] = path.startsWith(ownPrefix) ? path.slice(ownPrefix.length).split('.') : [];
  const wrong = Object.hasOwn(populationSpecSchema.shape, head) ? populationWith(parts.population, path, policy[path]) : null;
  if (wrong?.error) {
    addIssues(wrong.error.issues, into, at);
    return;
  }
  // The choices of an unknown key are near it already.
  const near = code === 'JL203' ? [] : nearest(path, choices);
  into.add(code, message, inPolicy(path), near.length > 0 ? near : choices);
}

/** `inPolicy` is where a key of the policy stands, or the policy itself. */
function readPolicy(policy: Policy, { parts, verbs, faulty }: PolicyContext, into: Collector, inPolicy: At): void {
  const at: At = (...path) => inPolicy(...(writtenBy(policy, path) ?? []));
  const result = withPolicy(parts, policy);
  if ('problems' in result) {
    for (const problem of result.problems) addProblem(problem, policy, parts, into, at, inPolicy);
    return;
  }
  checkSettings(result.world, into, ([, key = '']) => {
    const name = String(key);
    const single = [name, `settings.${name}`].find((path) => Object.hasOwn(policy, path));
    return single === undefined ? inPolicy('settings', name) : inPolicy(single);
  });
  const before = into.problems.length;
  checkContradictions(result.world, into, () => inPolicy());
  // In a world that contradicts itself every value that is drawn would say so again.
  const who = into.problems.length === before ? checkWho(result, into, at) : null;
  for (const { path, check } of who ? partsOf(result, verbs, who) : []) {
    if (writtenBy(policy, path)) check(into, at);
    else if (!faulty.has(path.join('.'))) {
      const found = new Collector(into.file);
      check(found, () => inPolicy());
      for (const { code, message, choices } of found.problems) into.add(code, `${path.join('.')} under this policy: ${message}`, inPolicy(), choices);
    }
  }
}

/** `at` is where something of the population stands. */
export function readPolicies(context: PolicyContext, into: Collector, at: At): void {
  for (const [name, policy] of Object.entries(context.parts.population.policies)) readPolicy(policy, context, into, (...path) => at('policies', name, ...path));
}
