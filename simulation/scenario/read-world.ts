/** The world of a scenario: base worlds, what the file adds, single changes, then the checks that no type can express. */
import { settingKeys } from '../../knowledge/settings.ts';
import { ouDn } from './create-world.ts';
import type { Collector } from './collector.ts';
import { isSettingKey, parseSetting } from './settings.ts';
import { worldSpecSchema, type WorldSpec } from './world-spec.ts';
import { plain, positionAt, readTree, type Entry, type Tree } from './yaml-tree.ts';
import type { Position } from './model.ts';

export type BaseLookup = (name: string) => { readonly text: string; readonly file: string } | undefined;

export interface WorldSource {
  readonly base: Entry | undefined;
  readonly world: Entry | undefined;
  readonly change: Entry | undefined;
  /** `--set key=value`, applied last. */
  readonly overrides: { readonly [path: string]: string };
  readonly lookup: BaseLookup;
  readonly baseNames: readonly string[];
}

type Plain = { [key: string]: unknown };
const basesMax = 8;
const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Mappings are merged, everything else is replaced. */
function merge(below: Plain, above: Plain): Plain {
  const merged: Plain = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const known = merged[key];
    merged[key] = isPlain(known) && isPlain(value) ? merge(known, value) : value;
  }
  return merged;
}

function readBase(name: string, at: Position | null, source: WorldSource, into: Collector, chain: readonly string[]): Plain {
  if (chain.includes(name) || chain.length >= basesMax) {
    into.add('JL211', `the base worlds ${[...chain, name].join(' > ')} go in a circle`, at);
    return {};
  }
  const found = source.lookup(name);
  if (!found) {
    into.unknown('JL211', 'there is no base world', name, source.baseNames, at);
    return {};
  }
  const read = readTree(found.text);
  if ('problems' in read || read.tree.kind !== 'map') {
    into.add('JL211', `the base world ${name} (${found.file}) cannot be read: ${'problems' in read ? (read.problems[0]?.message ?? '') : 'it is no mapping'}`, at);
    return {};
  }
  const { base, ...own } = plain(read.tree) as Plain;
  return typeof base === 'string' ? merge(readBase(base, at, source, into, [...chain, name]), own) : own;
}

/** `LAPTOP01.vpn` → `devices.LAPTOP01.vpn`; a setting key → `settings.<key>`. */
function resolvePath(path: string, world: Plain): readonly string[] | { readonly valid: readonly string[] } {
  if (isSettingKey(path)) return ['settings', path];
  const parts = path.split('.');
  const [head = '', ...rest] = parts;
  if (head in worldSpecSchema.shape) return parts;
  for (const group of ['devices', 'connect', 'controllers', 'people'] as const) {
    const known = world[group];
    if (isPlain(known) && head in known) return [group, head, ...rest];
  }
  if (head === 'SYNC01') return ['connect', head, ...rest];
  if (head === 'DC01') return ['controllers', head, ...rest];
  if (head === 'alice') return ['people', head, ...rest];
  const names = (['devices', 'connect', 'controllers', 'people'] as const).flatMap((group) => (isPlain(world[group]) ? Object.keys(world[group]) : []));
  return { valid: [...settingKeys, ...names.map((name) => `${name}.`), 'tenant.', 'network.', 'scp'] };
}

function setPath(world: Plain, path: readonly string[], value: unknown): Plain {
  const [head, ...rest] = path;
  if (head === undefined) return world;
  if (rest.length === 0) return { ...world, [head]: value };
  const below = world[head];
  return { ...world, [head]: setPath(isPlain(below) ? below : {}, rest, value) };
}

function applyChanges(world: Plain, source: WorldSource, into: Collector, places: Map<string, Position>): Plain {
  let changed = world;
  const apply = (path: string, value: unknown, at: Position | null): void => {
    const resolved = resolvePath(path, changed);
    if ('valid' in resolved) {
      into.unknown(path.includes('.') ? 'JL213' : 'JL203', 'nothing here is called', path, resolved.valid, at);
      return;
    }
    if (at) places.set(resolved.join('\u0000'), at);
    changed = setPath(changed, resolved as readonly string[], value);
  };
  const tree = source.change?.value;
  if (tree && tree.kind !== 'map') into.add('JL207', '"change" is a mapping of paths to values', tree.at, ['change: { LAPTOP01.vpn: device-tunnel }']);
  if (tree?.kind === 'map') for (const entry of tree.entries) apply(entry.key, plain(entry.value), entry.keyAt);
  for (const [path, value] of Object.entries(source.overrides)) apply(path, value, null);
  return changed;
}

/** Lists may be written as one word. */
function listsFromWords(world: Plain): Plain {
  const devices = world.devices;
  if (!isPlain(devices)) return world;
  const asList = (value: unknown): unknown => (typeof value === 'string' ? (value === 'none' || value === '' ? [] : value.split(/[\s,]+/)) : value);
  const fixed = Object.fromEntries(
    Object.entries(devices).map(([name, device]) => [name, isPlain(device) ? { ...device, ...Object.fromEntries(['cached', 'hello', 'workAccounts'].filter((key) => key in device).map((key) => [key, asList(device[key])])) } : device]),
  );
  return { ...world, devices: fixed };
}

function positionOf(path: readonly PropertyKey[], source: WorldSource, places: ReadonlyMap<string, Position>): Position | null {
  const parts = path.map(String);
  for (let length = parts.length; length > 0; length -= 1) {
    const at = places.get(parts.slice(0, length).join('\u0000'));
    if (at) return at;
  }
  const world: Tree | undefined = source.world?.value;
  return world ? positionAt(world, parts) : (source.base?.keyAt ?? null);
}

function contradictions(spec: WorldSpec, into: Collector, at: (path: readonly string[]) => Position | null): void {
  const people = Object.keys(spec.people);
  const controllers = Object.keys(spec.controllers);
  const units = [...spec.organizationalUnits, 'Computers'];
  if (Object.keys(spec.devices).length === 0) into.add('JL210', 'the world has no device', at(['devices']), ['devices: { LAPTOP01: {} }']);
  if (controllers.length === 0) into.add('JL210', 'the world has no domain controller', at(['controllers']));
  for (const [name, device] of Object.entries(spec.devices)) {
    if (!device.ou.includes('=') && !units.includes(device.ou)) into.unknown('JL210', `${name} lies in an organisational unit that is not listed:`, device.ou, units, at(['devices', name, 'ou']));
    for (const key of ['cached', 'hello', 'workAccounts'] as const) {
      for (const person of device[key]) if (!people.includes(person)) into.unknown('JL210', `${name}.${key} names somebody who does not exist:`, person, people, at(['devices', name, key]));
    }
    if (device.vpn.includes('device-tunnel') && device.state === 'workgroup') into.add('JL210', `${name} has a device tunnel but is in no domain: the tunnel needs the computer's certificate`, at(['devices', name, 'vpn']));
  }
  for (const [name, server] of Object.entries(spec.connect)) {
    if (server.controller && !controllers.includes(server.controller)) into.unknown('JL210', `${name} reads a domain controller that does not exist:`, server.controller, controllers, at(['connect', name, 'controller']));
    for (const ou of server.include) if (ou !== '*' && ouDn(ou, spec.forest) === ou ? false : !units.includes(ou)) into.unknown('JL210', `${name} includes an organisational unit that is not listed:`, ou, units, at(['connect', name, 'include']));
  }
  if (Object.values(spec.connect).filter((server) => server.staging === 'no').length > 1) into.add('JL210', 'two active Connect servers: only one may export, the others are in staging mode', at(['connect']), ['staging: yes']);
}

/** The checked world, or `undefined` with the problems in the collector. */
export function readWorld(source: WorldSource, into: Collector): WorldSpec | undefined {
  const places = new Map<string, Position>();
  const before = into.problems.length;
  const base = source.base?.value;
  let world: Plain = {};
  if (base?.kind === 'text') world = readBase(base.text, source.base?.keyAt ?? null, source, into, []);
  else if (base) into.add('JL207', '"base" is the name of a base world', base.at, source.baseNames.slice(0, 6));
  if (source.world?.value.kind === 'map') world = merge(world, plain(source.world.value) as Plain);
  if (!source.base && !source.world) into.add('JL208', 'a scenario needs a base world (base:) or its own (world:)', null, source.baseNames.slice(0, 6));
  world = listsFromWords(applyChanges(world, source, into, places));
  if (into.problems.length > before) return undefined;
  const parsed = worldSpecSchema.safeParse(world);
  const at = (path: readonly PropertyKey[]): Position | null => positionOf(path, source, places);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const where = issue.path.map(String).join('.');
      if (issue.code === 'unrecognized_keys') {
        for (const key of issue.keys) into.unknown('JL203', `${where === '' ? 'the world' : where} has no`, key, validKeys(issue.path), at([...issue.path, key]));
      } else {
        const choices = 'values' in issue && Array.isArray(issue.values) ? issue.values.map(String) : [];
        into.add('JL207', `${where}: ${issue.message}`, at(issue.path), choices);
      }
    }
    return undefined;
  }
  for (const [key, text] of Object.entries(parsed.data.settings)) {
    if (!isSettingKey(key)) {
      into.unknown('JL213', 'there is no setting', key, settingKeys, at(['settings', key]));
      continue;
    }
    const value = parseSetting(key, text);
    if ('problem' in value) into.add('JL207', `${key}: ${value.problem}`, at(['settings', key]), value.choices);
  }
  contradictions(parsed.data, into, at);
  return into.problems.length > before ? undefined : parsed.data;
}

interface Shape {
  readonly shape?: { readonly [key: string]: unknown };
  readonly def?: { readonly innerType?: Shape; readonly valueType?: Shape };
}

/** Keys that the schema knows at a path. */
function validKeys(path: readonly PropertyKey[]): string[] {
  let here: Shape | undefined = worldSpecSchema as unknown as Shape;
  const unwrap = (schema: Shape | undefined): Shape | undefined => (schema && !schema.shape && schema.def?.innerType ? unwrap(schema.def.innerType) : schema);
  for (const part of path) {
    here = unwrap(here);
    here = here?.shape ? (here.shape[String(part)] as Shape | undefined) : here?.def?.valueType;
  }
  return Object.keys(unwrap(here)?.shape ?? {});
}
