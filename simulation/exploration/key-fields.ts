/** Which fields of a world make up the key of a state, and which do not: found by changing each and looking at the normal form. */
import type { World } from '../world.ts';
import { normalise, partsOf, type Part } from './part.ts';

export interface KeyField {
  /** `device`, `actor:task`, `directory`: the slot without the names in it. */
  readonly part: string;
  /** Path in the part; names of objects are `*`. */
  readonly field: string;
  readonly inKey: boolean;
}

const otherThan = (value: unknown): unknown => {
  if (typeof value === 'number') return value + 7;
  if (typeof value === 'boolean') return !value;
  return typeof value === 'string' ? `${value}?` : {};
};

/** Paths to every value that is no object, and to what is `null`. */
function pathsIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, field]) => pathsIn(field, [...path, key]));
}

function changedAt(value: unknown, path: readonly string[]): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return otherThan(value);
  const field = (value as { [name: string]: unknown })[key];
  if (Array.isArray(value)) return value.map((item, index) => (String(index) === key ? changedAt(item, rest) : (item as unknown)));
  return { ...(value as object), [key]: changedAt(field, rest) };
}

/** Names and numbers of things, in slots and paths. */
const isName = (key: string): boolean => /^\d+$|[A-Z.>-]/.test(key) && !/^[a-z][A-Za-z]*$/.test(key);
const partName = (slot: string): string => (slot.startsWith('device:') ? 'device' : slot.split(':').slice(0, 2).join(':'));

function decides(slot: string, part: Part, path: readonly string[], nowMs: number): boolean {
  const before = JSON.stringify(normalise(slot, part, nowMs));
  try {
    return JSON.stringify(normalise(slot, changedAt(part, path) as Part, nowMs)) !== before;
  } catch {
    return true; // the normal form looks into it
  }
}

/**
 * Every field of the world's parts. Those of the device's own names (`made`, `usableKeys`, certificates) are in the key up to
 * renaming (`names.ts`); commands and the trace are no parts at all.
 */
export function keyFields(world: World): readonly KeyField[] {
  const fields = new Map<string, KeyField>();
  for (const [slot, part] of partsOf(world)) {
    for (const path of pathsIn(part)) {
      const field: KeyField = { part: partName(slot), field: path.map((key) => (isName(key) ? '*' : key)).join('.'), inKey: decides(slot, part, path, world.nowMs) };
      const key = `${field.part} ${field.field}`;
      fields.set(key, { ...field, inKey: field.inKey || (fields.get(key)?.inKey ?? false) });
    }
  }
  return [...fields.values()];
}
