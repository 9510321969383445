/**
 * YAML read as a tree of texts: every scalar is kept as it was written (`0x801c03f2`, `NO`, `1 value`), and everything knows its
 * line and column.
 */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, type Document, type Node, type YAMLError } from 'yaml';
import type { Position } from './model.ts';
import type { Problem, ProblemCode } from './problems.ts';

export const scenarioBytesMax = 1024 * 1024;
/** An alias bomb shows as more nodes than any scenario needs. */
const nodesMax = 50_000;
const depthMax = 40;

export type Tree =
  | { readonly kind: 'text'; readonly text: string; readonly at: Position }
  | { readonly kind: 'list'; readonly items: readonly Tree[]; readonly at: Position }
  | { readonly kind: 'map'; readonly entries: readonly Entry[]; readonly at: Position };

export interface Entry {
  readonly key: string;
  readonly keyAt: Position;
  readonly value: Tree;
}

export interface TreeProblem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly at: Position;
}

class Unreadable extends Error {
  readonly problem: TreeProblem;
  constructor(problem: TreeProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

const start: Position = { line: 1, column: 1 };

function toTree(node: unknown, document: Document, lines: LineCounter, budget: { left: number }, depth: number, open: ReadonlySet<unknown>): Tree {
  const at = position(node, lines);
  budget.left -= 1;
  if (budget.left < 0 || depth > depthMax) throw new Unreadable({ code: 'JL212', message: depth > depthMax ? `nested more than ${depthMax} deep` : `more than ${nodesMax} values after aliases are expanded`, at });
  if (isAlias(node)) {
    const target = node.resolve(document);
    if (!target) throw new Unreadable({ code: 'JL212', message: `the alias *${node.source} names no anchor`, at });
    if (open.has(target)) throw new Unreadable({ code: 'JL212', message: `the alias *${node.source} contains itself`, at });
    return toTree(target, document, lines, budget, depth + 1, open);
  }
  if (isMap(node)) {
    const inside = new Set([...open, node]);
    const entries = node.items.map((pair) => {
      const key = pair.key as Node;
      return { key: isScalar(key) ? textOf(key) : String(key), keyAt: position(key, lines), value: toTree(pair.value, document, lines, budget, depth + 1, inside) };
    });
    return { kind: 'map', entries, at };
  }
  if (isSeq(node)) {
    const inside = new Set([...open, node]);
    return { kind: 'list', items: node.items.map((item) => toTree(item, document, lines, budget, depth + 1, inside)), at };
  }
  return { kind: 'text', text: isScalar(node) ? textOf(node) : '', at };
}

const textOf = (scalar: { readonly source?: string; readonly value: unknown }): string => (typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? String(scalar.value ?? '')));

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
  return { code: error.code === 'DUPLICATE_KEY' ? 'JL202' : error.code === 'BAD_ALIAS' ? 'JL212' : 'JL201', message, at };
}

/** One YAML document as a tree, or what keeps it from being one. */
export function readTree(text: string): { readonly tree: Tree } | { readonly problems: readonly TreeProblem[] } {
  if (text.length > scenarioBytesMax) return { problems: [{ code: 'JL103', message: `${text.length} characters; at most ${scenarioBytesMax}`, at: start }] };
  const lines = new LineCounter();
  let documents: Document[];
  try {
    documents = parseAllDocuments(text, { lineCounter: lines, schema: 'failsafe', uniqueKeys: true, prettyErrors: true, logLevel: 'silent', stringKeys: true }) as unknown as Document[];
  } catch (error) {
    return { problems: [{ code: 'JL201', message: error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'cannot be read', at: start }] };
  }
  const [document, second] = documents;
  if (!document || document.contents === null) return { problems: [...(document?.errors.map(fromYamlError) ?? []), { code: 'JL208', message: 'the file is empty', at: start } as const].slice(0, 1) };
  if (document.errors.length > 0) return { problems: document.errors.map(fromYamlError) };
  if (second) return { problems: [{ code: 'JL201', message: 'one file holds one scenario; a second document starts here', at: position(second.contents, lines) }] };
  try {
    return { tree: toTree(document.contents, document, lines, { left: nodesMax }, 0, new Set()) };
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
export function positionAt(tree: Tree, path: readonly (string | number)[]): Position {
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

/** For `Problem`s of a file. */
export const toProblem = (problem: TreeProblem, file: string | null): Problem => ({ ...problem, file, line: problem.at.line, column: problem.at.column, choices: [], next: null });
