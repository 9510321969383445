/** The `population:` of a scenario file, checked against its world: every value that may be drawn must make a world. */
import { nearest } from '../../knowledge/nearest.ts';
import { usualHabit, usualPlaces } from './usual-days.ts';
import { matchAction } from '../vocabulary/pattern.ts';
import type { Verb } from '../vocabulary/verb.ts';
import { listsFromTexts, resolvePath } from './change-path.ts';
import { checkWords } from './check-words.ts';
import { clip, Collector } from './collector.ts';
import { checkContradictions } from './contradictions.ts';
import type { Position } from './model.ts';
import { setPath, type Plain } from './plain.ts';
import { likeOf, withoutWeight, withPolicy } from './policy.ts';
import { populationSpecSchema, type PopulationSpec } from './population-spec.ts';
import { isTimeRange } from './time-range.ts';
import { traitPath } from './trait-path.ts';
import { keysAt } from './world-shape.ts';
import { worldSpecSchema, type WorldSpec } from './world-spec.ts';
import { isSettingKey, parseSetting } from './settings.ts';
import { plain, positionAt, type Entry } from './yaml-tree.ts';

export interface PopulationContext {
  readonly world: WorldSpec;
  readonly verbs: readonly Verb[];
  /** `--set`: what it fixes is the same for every device. */
  readonly overrides: { readonly [path: string]: string };
}

type At = (...path: readonly (string | number)[]) => Position | null;
type Who = ReturnType<typeof likeOf>;

/** Fields that a device or a person can differ in. */
const traitNames = (): readonly string[] => ['place', 'habit', ...keysAt(['devices', '*']).filter((key) => key !== 'location'), ...keysAt(['people', '*']).map((key) => `user.${key}`)];

function checkTrait(name: string, weights: { readonly [value: string]: string }, spec: PopulationSpec, world: WorldSpec, who: Who, into: Collector, at: At): void {
  const here = at('weights', name);
  if (!Object.values(weights).some((weight) => Number(weight) > 0)) into.add('JL207', `weights.${name}: one of its values needs a weight above 0`, here, [`${name}: { ${Object.keys(weights)[0] ?? 'value'}: 1 }`]);
  const closed = name === 'place' ? ['stays', ...Object.keys({ ...usualPlaces, ...spec.places })] : name === 'habit' ? [usualHabit, ...Object.keys(spec.habits)] : null;
  const path = closed ? null : traitPath(name, who);
  if (!closed && (path === null || !traitNames().includes(name.split('.').slice(0, name.startsWith('user.') ? 2 : 1).join('.')))) {
    into.unknown('JL213', 'devices cannot differ in', name, traitNames(), here);
    return;
  }
  for (const value of Object.keys(weights)) {
    if (closed) {
      if (!closed.includes(value)) into.unknown('JL209', `there is no ${name}`, value, closed, at('weights', name, value));
      continue;
    }
    const drawn = worldSpecSchema.safeParse(listsFromTexts(setPath(world as unknown as Plain, path ?? [], value)));
    if (drawn.success) {
      const found = new Collector(into.file);
      checkContradictions(drawn.data, found, () => at('weights', name, value));
      for (const problem of found.problems) into.add(problem.code, problem.message, at('weights', name, value), problem.choices);
      continue;
    }
    const [issue] = drawn.error.issues;
    const choices = issue?.code === 'invalid_value' ? issue.values.map(String) : [];
    const near = nearest(value, choices);
    into.add('JL207', `weights.${name}: "${clip(value)}" ${choices.length > 0 ? 'is none of its values' : `is none: ${issue?.message ?? ''}`}`, at('weights', name, value), near.length > 0 ? near : choices);
  }
}

function checkEvents(spec: PopulationSpec, context: PopulationContext, who: Who, into: Collector, at: At): void {
  const alone: WorldSpec = { ...context.world, devices: { [who.like]: context.world.devices[who.like] as WorldSpec['devices'][string] } };
  for (const [index, event] of spec.events.entries()) {
    const here = at('events', index, 'do');
    const matched = matchAction(event.do, context.verbs);
    if ('nearest' in matched) into.add('JL204', `"${clip(event.do)}"`, here, matched.nearest);
    else checkWords(matched.words, matched.verb, alone, here, into);
  }
}

function checkPolicies(spec: PopulationSpec, world: WorldSpec, into: Collector, at: At): void {
  for (const [name, policy] of Object.entries(spec.policies)) {
    const result = withPolicy({ world, population: spec }, policy);
    if ('problems' in result) {
      for (const { code, path, message, choices } of result.problems) {
        const near = nearest(path, choices);
        into.add(code, message, at('policies', name, path), near.length > 0 ? near : choices);
      }
      continue;
    }
    for (const [key, text] of Object.entries(result.world.settings)) {
      const value = isSettingKey(key) ? parseSetting(key, text) : null;
      if (value && 'problem' in value) into.add('JL207', `${key}: ${value.problem}`, at('policies', name, key), value.choices);
    }
    checkContradictions(result.world, into, () => at('policies', name));
    for (const [trait, weights] of Object.entries(result.population.weights)) {
      if (weights !== spec.weights[trait]) checkTrait(trait, weights, result.population, result.world, likeOf(result), into, () => at('policies', name, `population.weights.${trait}`));
    }
  }
}

function addIssues(issues: NonNullable<ReturnType<typeof populationSpecSchema.safeParse>['error']>['issues'], into: Collector, at: At): void {
  for (const issue of issues) {
    const path = issue.path as readonly (string | number)[];
    const where = ['population', ...path].join('.');
    if (issue.code === 'unrecognized_keys') for (const key of issue.keys) into.unknown('JL203', `${where} has no`, key, keysAt(path, populationSpecSchema), at(...path, key));
    else if (issue.code === 'invalid_value') into.add('JL207', `${where}: is none of its values`, at(...path), issue.values.map(String));
    else into.add('JL207', clip(`${where}: ${issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message}`), at(...path));
  }
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
  const { world, overrides } = context;
  let spec = parsed.data;
  if (spec.like !== undefined && !Object.hasOwn(world.devices, spec.like)) into.unknown('JL209', 'there is no device', spec.like, Object.keys(world.devices), at('like'));
  if (spec.user !== undefined && !Object.hasOwn(world.people, spec.user)) into.unknown('JL209', 'there is no person', spec.user, Object.keys(world.people), at('user'));
  const who = likeOf({ world, population: spec });
  if (!Object.hasOwn(world.devices, who.like) || !Object.hasOwn(world.people, who.user)) return null;
  for (const [name, hours] of Object.entries(spec.places)) {
    for (const hour of Object.keys(hours)) {
      if (hour !== 'else' && !isTimeRange(hour)) into.add('JL206', `"${clip(hour)}" are no hours of a day`, at('places', name, hour), ['8h..18h', 'else']);
    }
  }
  for (const [name, weights] of Object.entries(spec.weights)) checkTrait(name, weights, spec, world, who, into, at);
  checkEvents(spec, context, who, into, at);
  checkPolicies(spec, world, into, at);
  for (const path of Object.keys(overrides)) {
    const resolved = resolvePath(path, world as unknown as Plain);
    if ('path' in resolved) spec = withoutWeight(spec, resolved.path, who);
  }
  return spec;
}
