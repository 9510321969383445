/** Base worlds: files of the world's shape that scenarios, and other base worlds, start from. */
import { clip, type Collector } from './collector.ts';
import type { Position } from './model.ts';
import { isPlain, merge, type Plain } from './plain.ts';
import { plain, readTree } from './yaml-tree.ts';

export type BaseLookup = (name: string) => { readonly text: string; readonly file: string } | undefined;

export interface Bases {
  readonly lookup: BaseLookup;
  /** For "did you mean". */
  readonly names: readonly string[];
}

/** Base worlds one upon the other. */
const basesMax = 8;

/** The world of a base, with all below it; `at` is where the scenario names it. */
export function readBase(name: string, at: Position | null, bases: Bases, into: Collector, chain: readonly string[] = []): Plain {
  const path = [...chain, name];
  const refuse = (message: string): Plain => {
    into.add('JL211', message, at);
    return {};
  };
  if (chain.includes(name)) return refuse(`the base worlds ${path.join(' > ')} go in a circle`);
  if (path.length > basesMax) return refuse(`${path.length} base worlds one upon the other; at most ${basesMax}`);
  const found = bases.lookup(name);
  if (!found) {
    into.unknown('JL211', chain.length === 0 ? 'there is no base world' : `the base world ${chain.join(' > ')} starts from one that does not exist:`, name, bases.names, at);
    return {};
  }
  const read = readTree(found.text);
  if ('problems' in read) {
    const [first] = read.problems;
    return refuse(`${clip(name)} cannot be read: ${found.file}${first?.at ? `:${first.at.line}:${first.at.column}` : ''} ${first?.message ?? ''}`);
  }
  const world = plain(read.tree);
  if (!isPlain(world)) return refuse(`${clip(name)} (${found.file}) is no mapping`);
  const { base, ...ownPart } = world;
  if (base === undefined) return ownPart;
  return typeof base === 'string' ? merge(readBase(base, at, bases, into, path), ownPart) : refuse(`"base" of ${clip(name)} (${found.file}) is the name of a base world`);
}
