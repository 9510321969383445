/** What a population says, checked against its world: every value that may be drawn must make a world. */
import { nearest } from '../../knowledge/nearest.ts';
import { matchAction } from '../vocabulary/pattern.ts';
import type { Verb } from '../vocabulary/verb.ts';
import { listsFromTexts } from './change-path.ts';
import { checkWords } from './check-words.ts';
import { clip, Collector } from './collector.ts';
import { checkContradictions } from './contradictions.ts';
import type { Position } from './model.ts';
import { setPath, type Plain } from './plain.ts';
import { likeOf, type Parts } from './policy.ts';
import { populationSpecSchema, type PopulationSpec } from './population-spec.ts';
import { isTimeRange } from './time-range.ts';
import { traitPath } from './trait-path.ts';
import { usualHabit, usualPlaces } from './usual-days.ts';
import { keysAt } from './world-shape.ts';
import { worldSpecSchema, type WorldSpec } from './world-spec.ts';

export type At = (...path: readonly (string | number)[]) => Position | null;
type Who = ReturnType<typeof likeOf>;

/** One thing that a population says, and what looks at it. */
interface Part {
  /** `weights.vpn`: where it stands in the population. */
  readonly path: readonly [key: string, member: string | number];
  readonly check: (into: Collector, at: At) => void;
}

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

function checkEvent(event: PopulationSpec['events'][number], index: number, world: WorldSpec, verbs: readonly Verb[], who: Who, into: Collector, at: At): void {
  const alone: WorldSpec = { ...world, devices: { [who.like]: world.devices[who.like] as WorldSpec['devices'][string] } };
  const here = at('events', index, 'do');
  const matched = matchAction(event.do, verbs);
  if ('nearest' in matched) into.add('JL204', `"${clip(event.do)}"`, here, matched.nearest);
  else checkWords(matched.words, matched.verb, alone, here, into);
}

function checkHours(name: string, hours: PopulationSpec['places'][string], into: Collector, at: At): void {
  for (const hour of Object.keys(hours)) {
    if (hour !== 'else' && !isTimeRange(hour)) into.add('JL206', `"${clip(hour)}" are no hours of a day`, at('places', name, hour), ['8h..18h', 'else']);
  }
}

/** The device and the person that all are like, or null where one of them is not there. */
export function checkWho(parts: Parts, into: Collector, at: At): Who | null {
  const { world, population } = parts;
  if (population.like !== undefined && !Object.hasOwn(world.devices, population.like)) into.unknown('JL209', 'there is no device', population.like, Object.keys(world.devices), at('like'));
  if (population.user !== undefined && !Object.hasOwn(world.people, population.user)) into.unknown('JL209', 'there is no person', population.user, Object.keys(world.people), at('user'));
  const who = likeOf(parts);
  return Object.hasOwn(world.devices, who.like) && Object.hasOwn(world.people, who.user) ? who : null;
}

/** All that is to be looked at, the population as it is and under each policy. */
export const partsOf = ({ world, population }: Parts, verbs: readonly Verb[], who: Who): readonly Part[] => [
  ...Object.entries(population.places).map(([name, hours]): Part => ({ path: ['places', name], check: (into, at) => checkHours(name, hours, into, at) })),
  ...Object.entries(population.weights).map(([name, weights]): Part => ({ path: ['weights', name], check: (into, at) => checkTrait(name, weights, population, world, who, into, at) })),
  ...population.events.map((event, index): Part => ({ path: ['events', index], check: (into, at) => checkEvent(event, index, world, verbs, who, into, at) })),
];

/** What the schema says of a population. */
export function addIssues(issues: NonNullable<ReturnType<typeof populationSpecSchema.safeParse>['error']>['issues'], into: Collector, at: At): void {
  for (const issue of issues) {
    const path = issue.path as readonly (string | number)[];
    const where = ['population', ...path].join('.');
    if (issue.code === 'unrecognized_keys') for (const key of issue.keys) into.unknown('JL203', `${where} has no`, key, keysAt(path, populationSpecSchema), at(...path, key));
    else if (issue.code === 'invalid_value') into.add('JL207', `${where}: is none of its values`, at(...path), issue.values.map(String));
    else into.add('JL207', clip(`${where}: ${issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message}`), at(...path));
  }
}
