/** The world of a scenario: base worlds, what the file adds, single changes, then the checks. */
import { settingKeys } from '../../knowledge/settings.ts';
import { readBase, type BaseLookup } from './base-world.ts';
import { listsFromTexts, resolvePath } from './change-path.ts';
import { clip, type Collector } from './collector.ts';
import { checkContradictions } from './contradictions.ts';
import type { Position } from './model.ts';
import { isPlain, merge, setPath, type Plain } from './plain.ts';
import { isSettingKey, parseSetting } from './settings.ts';
import { keysAt, reasonOf } from './world-shape.ts';
import { worldSpecSchema, type WorldSpec } from './world-spec.ts';
import { plain, positionAt, type Entry } from './yaml-tree.ts';

export interface WorldSource {
  readonly base: Entry | undefined;
  readonly world: Entry | undefined;
  readonly change: Entry | undefined;
  /** `--set key=value`, applied last. */
  readonly overrides: { readonly [path: string]: string };
  readonly lookup: BaseLookup;
  readonly baseNames: readonly string[];
  /** Where the scenario starts. */
  readonly at: Position | null;
}

/** Where a change was written; `null` is the command line (--set) or a scenario made in code. */
type Places = Map<string, Position | null>;
const keyOf = (path: readonly PropertyKey[]): string => JSON.stringify(path.map(String));

function startingWorld(source: WorldSource, into: Collector): Plain {
  const { base, world } = source;
  let start: Plain = {};
  if (base?.value.kind === 'text' && base.value.text !== '') start = readBase(base.value.text, base.value.at, { lookup: source.lookup, names: source.baseNames }, into);
  else if (base) into.add('JL207', '"base" is the name of a base world', base.value.at, source.baseNames);
  const added = world ? plain(world.value) : undefined;
  if (isPlain(added)) start = merge(start, added);
  else if (world) into.add('JL207', '"world" is a mapping with devices, people and more', world.value.at, ['world: { devices: { LAPTOP01: {} } }']);
  if (!base && !world) into.add('JL208', 'a scenario needs a base world (base:) or its own (world:)', source.at, source.baseNames.map((name) => `base: ${name}`));
  return start;
}

function applyChanges(world: Plain, source: WorldSource, into: Collector, places: Places): Plain {
  let changed = world;
  const apply = (path: string, value: unknown, at: Position | null, from: string): void => {
    const resolved = resolvePath(path, changed);
    if ('valid' in resolved) {
      into.unknown('JL213', `${from} names nothing that is there:`, path, resolved.valid, at);
      return;
    }
    places.set(keyOf(resolved.path), at);
    if (from === '--set') places.set(overriddenKey(resolved.path), at);
    changed = setPath(changed, resolved.path, value);
  };
  const tree = source.change?.value;
  if (tree?.kind === 'map') for (const entry of tree.entries) apply(entry.key, plain(entry.value), entry.keyAt, 'change');
  else if (tree) into.add('JL207', '"change" is a mapping of paths to values', tree.at, ['change: { LAPTOP01.vpn: device-tunnel }']);
  for (const [path, value] of Object.entries(source.overrides)) apply(path, value, null, '--set');
  return changed;
}

/** Where a value was written: in a change, in the scenario's own world, else the base is to blame. */
function placeOf(path: readonly PropertyKey[], source: WorldSource, places: Places): Position | null {
  for (let length = path.length; length > 0; length -= 1) {
    const at = places.get(keyOf(path.slice(0, length)));
    if (at !== undefined) return at;
  }
  const [head] = path;
  const world = source.world?.value;
  if (world?.kind === 'map' && world.entries.some(({ key }) => key === head)) return positionAt(world, path.map(String));
  return source.base?.keyAt ?? source.world?.keyAt ?? source.at;
}

const overriddenKey = (path: readonly PropertyKey[]): string => `--set ${keyOf(path)}`;

/** A value that came from the command line is said to: no line of the file is to blame. */
const originOf = (path: readonly PropertyKey[], places: Places): string => (path.some((_part, index) => places.has(overriddenKey(path.slice(0, index + 1)))) ? '--set ' : '');

type Issue = NonNullable<ReturnType<typeof worldSpecSchema.safeParse>['error']>['issues'][number];

function addIssue(issue: Issue, world: Plain, origin: string, into: Collector, at: (path: readonly PropertyKey[]) => Position | null): void {
  const where = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) into.unknown('JL203', `${where === '' ? 'the world' : where} has no`, key, keysAt(issue.path), at([...issue.path, key]));
    return;
  }
  if (issue.path.length === 1 && where === 'devices' && !Object.hasOwn(world, 'devices')) {
    into.add('JL210', 'the world has no device', at(issue.path), ['devices: { LAPTOP01: {} }']);
    return;
  }
  const choices = issue.code === 'invalid_value' ? issue.values.map(String) : [];
  into.add('JL207', `${origin}${clip(where)}: ${reasonOf(issue)}`, at(issue.path), choices);
}

export function checkSettings(spec: WorldSpec, into: Collector, at: (path: readonly PropertyKey[]) => Position | null): void {
  for (const [key, text] of Object.entries(spec.settings)) {
    const place = at(['settings', key]);
    if (!isSettingKey(key)) {
      into.unknown('JL213', 'there is no setting', key, settingKeys, place);
      continue;
    }
    const value = parseSetting(key, text);
    if ('problem' in value) into.add('JL207', `${key}: ${value.problem}`, place, value.choices);
  }
}

/** The checked world, or `undefined` with the problems in the collector. */
export function readWorld(source: WorldSource, into: Collector): WorldSpec | undefined {
  const places: Places = new Map();
  const before = into.problems.length;
  const start = startingWorld(source, into);
  // Without its base a world lacks half of what it needs: what would be said about it would mislead.
  if (into.problems.length > before) return undefined;
  const world = listsFromTexts(applyChanges(start, source, into, places));
  const at = (path: readonly PropertyKey[]): Position | null => placeOf(path, source, places);
  const parsed = worldSpecSchema.safeParse(world);
  if (parsed.success) {
    checkSettings(parsed.data, into, at);
    checkContradictions(parsed.data, into, at);
  } else for (const issue of parsed.error.issues) addIssue(issue, world, originOf(issue.path, places), into, at);
  return parsed.success && into.problems.length === before ? parsed.data : undefined;
}
