/**
 * YAML read as a tree of texts: every scalar is kept as it was written (`0x801c03f2`, `NO`, `1 value`), and everything knows its
 * line and column.
 */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, type Document, type Node, type YAMLError, type YAMLMap } from 'yaml';
import type { Position } from './model.ts';
import type { ProblemCode } from './problems.ts';

export const scenarioBytesMax = 1024 * 1024;
/** An alias bomb shows as more nodes than any scenario needs. */
const nodesMax = 50_000;
const depthMax = 40;

/** A value of a file; one that was made in code has no position. */
export type Tree =
  /** `code`: a function that stands there, in a scenario made in TypeScript. */
  | { readonly kind: 'text'; readonly text: string; readonly at: Position | null; readonly code?: (...args: never) => unknown }
  | { readonly kind: 'list'; readonly items: readonly Tree[]; readonly at: Position | null }
  | { readonly kind: 'map'; readonly entries: readonly Entry[]; readonly at: Position | null };

export interface Entry {
  readonly key: string;
  readonly keyAt: Position | null;
  readonly value: Tree;
}

export interface TreeProblem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly at: Position | null;
}

export type ReadTree = { readonly tree: Tree } | { readonly problems: readonly TreeProblem[] };

class Unreadable extends Error {
  readonly problem: TreeProblem;
  constructor(problem: TreeProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

const start: Position = { line: 1, column: 1 };

interface Reading {
  readonly lines: LineCounter;
  /** Last node with each anchor so far, in the order of the text. */
  readonly anchors: Map<string, Node>;
  /** What is being expanded: an alias to one of these contains itself. */
  readonly open: Set<Node>;
  nodesLeft: number;
  readonly problems: TreeProblem[];
}

function toTree(node: unknown, reading: Reading, depth: number): Tree {
  const at = position(node, reading.lines);
  reading.nodesLeft -= 1;
  if (reading.nodesLeft < 0) throw new Unreadable({ code: 'JL212', message: `more than ${nodesMax} values, aliases expanded`, at });
  if (depth > depthMax) throw new Unreadable({ code: 'JL212', message: `nested more than ${depthMax} deep`, at });
  if (isAlias(node)) {
    const target = reading.anchors.get(node.source);
    if (!target) throw new Unreadable({ code: 'JL212', message: `the alias *${node.source} names no anchor above it`, at });
    if (reading.open.has(target)) throw new Unreadable({ code: 'JL212', message: `the alias *${node.source} contains itself`, at });
    return toTree(target, reading, depth + 1);
  }
  const { anchor } = node as { readonly anchor?: string };
  if (anchor) reading.anchors.set(anchor, node as Node);
  if (isMap(node) || isSeq(node)) {
    reading.open.add(node);
    const tree = isMap(node) ? mapOf(node, at, reading, depth) : { kind: 'list' as const, items: node.items.map((item) => toTree(item, reading, depth + 1)), at };
    reading.open.delete(node);
    return tree;
  }
  return { kind: 'text', text: isScalar(node) ? textOf(node) : '', at };
}

function mapOf(node: YAMLMap, at: Position, reading: Reading, depth: number): Tree {
  const firstLine = new Map<string, number>();
  const entries = node.items.map(({ key, value }) => {
    const keyAt = position(key, reading.lines);
    if (!isScalar(key)) throw new Unreadable({ code: 'JL201', message: 'a key is one word, not a list, mapping or alias', at: keyAt });
    if (textOf(key) === '__proto__') throw new Unreadable({ code: 'JL203', message: '"__proto__" cannot be a key', at: keyAt });
    const above = firstLine.get(textOf(key));
    if (above !== undefined) reading.problems.push({ code: 'JL202', message: `"${textOf(key)}" stands on line ${above} already`, at: keyAt });
    firstLine.set(textOf(key), keyAt.line);
    // A key without a value has no node of its own: what is said about it is said at the key.
    return { key: textOf(key), keyAt, value: value === null ? { kind: 'text' as const, text: '', at: keyAt } : toTree(value, reading, depth + 1) };
  });
  return { kind: 'map', entries, at };
}

const textOf = (scalar: { readonly source?: string; readonly value: unknown }): string =>
  (typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? String(scalar.value ?? '')));

function position(node: unknown, lines: LineCounter): Position {
  const range = (node as Node | null)?.range;
  if (!range) return start;
  const { line, col } = lines.linePos(range[0]);
  return { line, column: col };
}

function fromYamlError(error: YAMLError): TreeProblem {
  const where = error.linePos?.[0];
  const at = where ? { line: where.line, column: where.col } : start;
  const message = (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
  return { code: error.code === 'BAD_ALIAS' ? 'JL212' : 'JL201', message, at };
}

/** The parser goes into itself for every bracket; this many in a row are no scenario, and would overflow its stack. */
const bracketsMax = 1_000;

function deepBracket(text: string): boolean {
  let open = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    // [ { open, ] } close; "- " and "? " may nest on one line as well.
    if (code === 0x5b || code === 0x7b) open += 1;
    else if (code === 0x5d || code === 0x7d) open = Math.max(0, open - 1);
    if (open > bracketsMax) return true;
  }
  return new RegExp(`(?:[-?:][ \\t]+){${bracketsMax}}`).test(text);
}

/** One YAML document as a tree, or what keeps it from being one. */
export function readTree(text: string): ReadTree {
  const refused = (code: ProblemCode, message: string, at: Position = start): ReadTree => ({ problems: [{ code, message, at }] });
  if (text.length > scenarioBytesMax) return refused('JL103', `${text.length} characters; at most ${scenarioBytesMax}`);
  if (deepBracket(text)) return refused('JL212', `nested more than ${depthMax} deep`);
  const lines = new LineCounter();
  let documents: readonly Document[];
  try {
    documents = parseAllDocuments(text, {
      lineCounter: lines, schema: 'failsafe', uniqueKeys: false, prettyErrors: true, logLevel: 'silent',
    }) as unknown as readonly Document[];
  } catch (error) {
    return refused('JL201', error instanceof RangeError ? 'nested too deeply' : error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'it cannot be read');
  }
  const [document, second] = documents;
  if (document && document.errors.length > 0) return { problems: document.errors.map(fromYamlError) };
  if (!document || document.contents === null) return refused('JL208', 'the file is empty');
  if (second) return refused('JL201', 'one file holds one scenario; a second document starts here', position(second.contents, lines));
  const problems: TreeProblem[] = [];
  try {
    // The parser's own search for duplicate keys is quadratic; `mapOf` finds them.
    const tree = toTree(document.contents, { lines, anchors: new Map(), open: new Set(), nodesLeft: nodesMax, problems }, 0);
    return problems.length > 0 ? { problems } : { tree };
  } catch (error) {
    if (error instanceof Unreadable) return { problems: [...problems, error.problem] };
    throw error;
  }
}

/** Plain data as a tree without positions: scenarios that were made in code. */
export function treeOf(value: unknown): ReadTree {
  let nodesLeft = nodesMax;
  const build = (part: unknown, depth: number): Tree => {
    nodesLeft -= 1;
    if (nodesLeft < 0 || depth > depthMax) throw new Unreadable({ code: 'JL212', message: `nested more than ${depthMax} deep, or more than ${nodesMax} values`, at: null });
    if (Array.isArray(part)) return { kind: 'list', items: part.map((item) => build(item, depth + 1)), at: null };
    if (typeof part === 'object' && part !== null) {
      return {
        kind: 'map',
        entries: Object.entries(part).flatMap(([key, inner]) => (inner === undefined || key === '__proto__' ? [] : [{ key, keyAt: null, value: build(inner, depth + 1) }])),
        at: null,
      };
    }
    if (typeof part === 'function') return { kind: 'text', text: '', at: null, code: part as (...args: never) => unknown };
    return { kind: 'text', text: typeof part === 'string' || typeof part === 'number' || typeof part === 'boolean' ? String(part) : '', at: null };
  };
  try {
    return { tree: build(value, 0) };
  } catch (error) {
    if (error instanceof Unreadable) return { problems: [error.problem] };
    throw error;
  }
}

/** The tree as plain data, texts as texts. */
export function plain(tree: Tree): unknown {
  if (tree.kind === 'text') return tree.text;
  if (tree.kind === 'list') return tree.items.map(plain);
  return Object.fromEntries(tree.entries.map(({ key, value }) => [key, plain(value)]));
}

/** Position of the value at a path of keys and indices; of the nearest thing above it where it does not exist. */
export function positionAt(tree: Tree, path: readonly (string | number)[]): Position | null {
  let here = tree;
  let at = tree.at;
  for (const part of path) {
    if (here.kind === 'map') {
      const entry = here.entries.find(({ key }) => key === String(part));
      if (!entry) return at;
      here = entry.value;
      at = entry.keyAt;
    } else if (here.kind === 'list') {
      const item = here.items[Number(part)];
      if (!item) return at;
      here = item;
      at = item.at;
    } else return at;
  }
  return at;
}
